"""Turkish: the verb comes last, "… kurmak", "… devreye alınacak", "… hayata geçiriyoruz".

Of a verb in the active the forms count that speak of us or of the deed; of one in the passive also
the plain ones ("kurulacak"). What others do ("bayiler kurar") is no order. Everything is folded:
"YAYINLAMAK", "yayınlamak" and "yayinlamak" are one word, and in the endings ı, i, u and ü are
two letters, i and u.
"""

import re

from core.text import fold

# Stem of the active and of the passive, then the word before it if the verb has two.
VERBS = """
kur kurul
başlat başlatıl
oluştur oluşturul
hazırla|hazırl hazırlan
tamamla|tamaml tamamlan
yayınla|yayınl yayınlan
yayımla|yayıml yayımlan
düzenle|düzenl düzenlen
gerçekleştir gerçekleştiril
yaygınlaştır yaygınlaştırıl
al alın devreye uygulamaya yayına kullanıma işe
koy konul|kon uygulamaya yürürlüğe
geçir geçiril hayata
sok sokul devreye
sun sunul kullanıma hizmete
aç açıl kullanıma hizmete
sür sürül piyasaya
et|ed edil inşa teslim entegre organize
ver veril eğitim
yap yapıl lansmanı
"""
ACTIVE = (
    r"m[ae]k|m[ae](?:m[iu]z|y[iu])?|[iu]yoruz|y?[ae]c[ae]g[iu]z|[aeiu]?r[iu]z|[dt][iu]k"
    r"|y?[ae]l[iu]m"
)
PASSIVE = r"m[ae]s[iu]|[ae]c[ae]k(?:t[iu]r)?|[dt][iu](?:l[ae]r)?|[iu]r|[iu]yor|m[iu]s(?:t[iu]r)?"
# On key results also these, whatever stands before them.
WORK = """
yap yapıl
yaz yazıl
eğit eğitil
imzala|imzal imzalan
belgele|belgel belgelen
"""
# What is left of a verb as a noun: "Portalın kurulumu"; or says that it is done: "Portal yayında".
NOUNS = set(
    fold("""
kurulumu lansmanı entegrasyonu uygulanması geliştirilmesi tanıtımı inşası açılışı yayında devrede
""").split()
)
# "Düzenlenen eğitim sayısı": how much was done.
COUNTED = set(
    fold("""
düzenlenen verilen yapılan yayınlanan gerçekleştirilen kurulan hazırlanan
""").split()
)
TIMELY = """
zamanında
aynı gün
içinde
gününde
ilk ziyarette
ilk seferde
ilk aramada
"""
AROUND = """
sonrası öncesi için kadar sonra önce
"""
HELPERS = set(
    fold("""
olacak olacağız olmak olması gerek gerekir gerekiyor lazım istiyoruz hedefliyoruz amaçlıyoruz
planlıyoruz
""").split()
)


def of_verb(active: str, passive: str) -> str:
    """A pattern of the forms of a verb that speak of us or of the deed, from its two stems."""
    return f"(?:{active})(?:{ACTIVE})|(?:{passive})(?:{PASSIVE})"


def _pattern(active: str, passive: str) -> re.Pattern[str]:
    return re.compile(of_verb(active, passive))


_verbs = [fold(line).split() for line in VERBS.split("\n") if line]
_SIMPLE = [_pattern(*line) for line in _verbs if len(line) == 2]
_DOUBLE = [(_pattern(*line[:2]), set(line[2:])) for line in _verbs if len(line) > 2]
_WORK = [_pattern(*fold(line).split()) for line in WORK.split("\n") if line]
_GIVEN = _pattern("ver", "veril")


def find(words: list[str], *, first: bool, last: bool) -> list[int]:
    """Where the verb stands: at the end of the last clause, before helpers such as "olacak"."""
    at = len(words) - 1
    while at > 0 and words[at] in HELPERS:
        at -= 1
    if not last:
        return []
    if any(verb.fullmatch(words[at]) for verb in _SIMPLE):
        return [at]
    before = words[at - 1] if at else ""
    double = any(before in firsts and verb.fullmatch(words[at]) for verb, firsts in _DOUBLE)
    return [at - 1, at] if double else []


def find_noun(words: list[str], *, heading: bool) -> list[int]:
    """Where a delivered noun stands, or what says that something was delivered."""
    end = len(words) - 1
    if not end:
        return []
    work = words[end] in NOUNS or any(verb.fullmatch(words[end]) for verb in _WORK)
    taught = words[end - 1].startswith("egitim") and _GIVEN.fullmatch(words[end])
    if work or taught:
        return [end]
    return [0] if words[0] in COUNTED and words[end].startswith("sayisi") else []
