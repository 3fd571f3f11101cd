"""German words that the quality check looks for. Everything is compared folded."""

from okrs.quality.reading import any_of, phrase

_VERBS = any_of("""
verbessern optimieren stärken steigern erhöhen fördern ausbauen weiterentwickeln vorantreiben
maximieren professionalisieren intensivieren ankurbeln
""")
_TO = any_of("""
zu_verbessern zu_optimieren zu_stärken zu_steigern zu_erhöhen zu_fördern auszubauen
weiterzuentwickeln voranzutreiben
""")
_DONE = any_of("""
verbessert optimiert gestärkt gesteigert erhöht gefördert ausgebaut weiterentwickelt
""")
_NOUNS = any_of("""
Verbesserung Optimierung Stärkung Steigerung Erhöhung Förderung Weiterentwicklung Ausbau
""")
_MORE = any_of("""
besser effizienter effektiver agiler moderner attraktiver professioneller digitaler innovativer
kundenorientierter produktiver
""")
_GOOD = any_of("besser verbessert optimiert exzellent")
_HELP = r"(?: (?:wollen|sollen|mussen|mochten|werden|wird|wir)){0,3}"
_SHORT = r"(?: [^ ]+){0,4}(?: [.!])?$"  # what is longer may well say what people notice
_END = r"(?= [.,;!?–—]| und|$)"

VAGUE = [
    phrase(rf"^[^,;:]*?(?P<said>{_VERBS}|{_TO}){_HELP}{_END}"),
    phrase(rf"^[^,;:]*?(?P<said>{_DONE}) (?:wird|werden|wurde|wurden|ist|sind|sein){_END}"),
    phrase(rf"wir (?:{_VERBS})", rf"(?:{_VERBS}) wir"),
    phrase(
        r"^(?:(?:die|eine|weitere|kontinuierliche|nachhaltige|deutliche|signifikante) )*"
        rf"(?:{_NOUNS}) (?:von|vom|der|des|unserer|unseres|einer|im|in|bei|aller)"
    ),
    phrase(rf"^(?:noch )?(?:{_GOOD}|{_MORE})e[rsn]?{_SHORT}"),
    phrase(rf"(?:werden|sind|sein) (?:noch |immer |viel )*(?:{_MORE}){_END}"),
    phrase(rf"(?:{_MORE}) (?:werden|sein|aufstellen|machen){_END}"),
    phrase(
        r"ganzheitlich(?:e[rsnm]?)?",
        r"zukunfts(?:fahig|sicher)(?:e[rsnm]?)?",
        r"weltklasse",
        r"erstklassig(?:e[rsnm]?)?",
        r"bestmoglich(?:e[rsnm]?)?",
        r"synergien?",
        r"auf (?:ein|das) (?:neues|nachste) (?:level|niveau)",
        r"kundenzentriert(?:e[rsnm]?)?",
    ),
]
NOTICED = phrase(
    "damit",
    "sodass",
    "so dass",
    "dass",
    "weil",
    "bis",
    "wenn",
    "ohne",
    "um",
    ", (?:die|der|das|den|dem|deren|wo|was|wer)",
)

NUMBER_WORDS = phrase(
    "prozent",
    "doppelt so",
    "verdoppel[nt]",
    "verdoppe?lung",
    "verdreifach(?:en|t)",
    r"halbier(?:en|t|ung)",
    "die halfte",
    "um die halfte",
    "hunderte?",
    "tausende?",
    "hundert",
    "tausend",
    "millionen?",
    "dutzende?",
)

_COUNT = r"(?:ein|eine|einem|einen|zwei|drei|vier|funf|zehn|wenigen|einigen|ein paar|\d+)"
HORIZON = [
    phrase(
        rf"(?:bis|binnen|innerhalb|in)(?: (?:zum|zu|ende|von|des|eines|den))*(?: {_COUNT})?"
        r" jahr(?:en|es|e|esende)",
        r"(?:im|ins|fur das|uber das) (?:ganze[ns]? )?(?:nachste|kommende|laufende)[ns]? jahr",
        r"(?:dieses|nachstes|kommendes|ganzes) jahr",
        r"(?:dieses|des nachsten|des kommenden) jahres",
        r"(?:zum|bis|bis zum|am|ende des) (?:jahresende|jahreswechsel|jahres)",
        r"ende des jahres",
        r"(?:in den |die )(?:nachsten|kommenden)(?: [^ ]+)? jahren?",
        r"jahres(?:ziele?|ziels|plan|planung|budget|vorgaben?)",
        r"jahr fur jahr",
        r"mehrjahrig(?:e[rsnm]?)?",
        r"jahrzehnte?n?",
        "auf lange sicht",
    )
]
MONTHS = {
    "januar": 1,
    "janner": 1,
    "februar": 2,
    "marz": 3,
    "april": 4,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "august": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "dezember": 12,
}
UNTIL = r"(?:bis|vor)(?: (?:zum|spatestens|einschliesslich))?(?: (?:anfang|mitte|ende))?"

# Units and titles that say how well or how fast, not how many.
SHARES = any_of("""
Prozent Prozentpunkt Prozentpunkte Punkt Punkte Punkten Stern Sterne Sternen Quote Anteil Rate
Durchschnitt Mittel Sekunden Minute Minuten Stunde Stunden Tag Tage Tagen Woche Wochen Monat Monate
Monaten Jahr Jahre Jahren
""")
EITHER = {"ja nein", "ja oder nein"}
