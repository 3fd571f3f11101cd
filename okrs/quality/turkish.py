"""Turkish words that the quality check looks for. Everything is compared folded."""

from okrs.quality.reading import any_of, phrase
from themes.focus.wording.turkish import of_verb

_VERBS = [
    "iyilestir iyilestiril",
    "gelistir gelistiril",
    "guclendir guclendiril",
    "artir artiril",
    "arttir arttiril",
    "yukselt yukseltil",
    "destekle|destekl desteklen",
    "ilerlet ilerletil",
    "optimize·(?:et|ed) optimize·edil",
    "tesvik·(?:et|ed) tesvik·edil",
]
_ENDS = "|".join(of_verb(*verb.split()).replace("·", " ") for verb in _VERBS)
_TO_THE_TOP = rf"en ust (?:duzeye|seviyeye) (?:{of_verb('cikar', 'cikaril')})"
_HELP = r"(?: (?:istiyoruz|hedefliyoruz|amacliyoruz|planliyoruz|gerek|gerekiyor|lazim))?"
_HOW = any_of("iyi verimli etkin etkili güçlü modern çevik yenilikçi profesyonel dijital kaliteli")
_BECOME = any_of("""
olmak oluyoruz olacağız olalım hale_gelmek hale_geliyoruz hale_geleceğiz hale_getirmek
hale_getiriyoruz hale_getireceğiz
""")
_END = r"(?: [.!])?$"

VAGUE = [
    phrase(rf"(?:{_ENDS}|{_TO_THE_TOP}){_HELP}{_END}"),
    phrase(rf"^(?:daha (?:{_HOW})|en iyi|mukemmel|kusursuz)(?: [^ ]+){{0,3}}{_END}"),
    phrase(rf"daha (?:{_HOW}) (?:bir [^ ]+ )?(?:{_BECOME}){_HELP}{_END}"),
    phrase(
        r"dunya sinifinda",
        r"butunsel",
        r"butuncul",
        r"sinerji[a-z]*",
        r"gelecege hazir",
        r"bir ust seviyeye",
        r"musteri odakli(?:lik)?",
    ),
]
NOTICED = phrase("boylece", "diye", "ki", "oyle ki", "sayesinde")

_ONES = "bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz"
_TENS = "on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan"
NUMBER_WORDS = phrase(
    rf"yuzde (?:{_TENS}|yuz)(?:[aeiu][a-z]*)?",
    rf"(?:{_ONES}|{_TENS}) kat(?:i|ina)?",
    "ikiye katla[a-z]*",
    "yariya",
    "yarisina",
    "yarisini",
    "yuzlerce",
    "binlerce",
    "milyonlarca",
    "duzinelerce",
)

_YEAR = r"(?:yil|sene)"
_COUNT = r"(?:bir|iki|uc|dort|bes|on|birkac|\d+)"
HORIZON = [
    phrase(
        rf"(?:bu|gelecek|onumuzdeki|butun|tum) {_YEAR}(?:in|i|a|e|da|de|ki)?",
        rf"onumuzdeki [^ ]+ {_YEAR}(?:da|de)?",
        rf"{_YEAR} (?:sonu|boyunca|icinde|basina|ortasina|sonuna|sonunda)(?:na|nda)?",
        rf"{_COUNT} {_YEAR}(?:da|de|a|e)? (?:icinde|sonra|boyunca|kadar)",
        rf"{_COUNT} {_YEAR}(?:da|de)",
        rf"{_YEAR}(?:lar|ler) (?:icinde|boyunca)",
        rf"{_YEAR}lik (?:hedef|plan|butce)[a-z]*",
        "uzun vadede",
    )
]
MONTHS = {
    "ocak": 1,
    "ocag": 1,
    "subat": 2,
    "mart": 3,
    "nisan": 4,
    "mayis": 5,
    "haziran": 6,
    "temmuz": 7,
    "agustos": 8,
    "eylul": 9,
    "ekim": 10,
    "kasim": 11,
    "aralik": 12,
    "aralig": 12,
}
# Behind the month: "aralığa kadar", "Aralık ayına dek", "31 Aralık'a kadar", "kasım sonuna kadar".
TILL = r"(?:['’]?(?:a|e|in|un))?(?: (?:sonuna|basina|ortasina|ayina|ayi sonuna))? (?:kadar|dek)"

# Units and titles that say how well or how fast, not how many.
SHARES = any_of("""
yüzde yüzdesi puan puanı yıldız oran oranı pay payı ortalama ortalaması süre süresi saniye dakika
saat gün hafta ay yıl lira
""")
EITHER = {"evet hayir", "evet ya da hayir", "var yok"}
