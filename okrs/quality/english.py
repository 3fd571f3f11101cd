"""English words that the quality check looks for. Everything is compared folded."""

from okrs.quality.reading import any_of, phrase

_LEAD = any_of("""
we will to want must should shall have need our the further continue continuously significantly
constantly
""")
_MORE = any_of("""
agile efficient effective innovative modern professional attractive digital productive
customer-oriented customer-centric
""")
_START = rf"^(?:(?:{_LEAD}) )*"
_HOW = rf"(?:more (?:{_MORE})|better)"
_END = r"(?= [.,;!?–—]| and| or|$)"
_SHORT = r"(?: [^ ]+){0,4}(?: [.!])?$"  # what is longer may well say what people notice

VAGUE = [
    phrase(
        _START + r"(?P<said>improv(?:e|es|ing)|enhanc(?:e|es|ing)|optimi[sz](?:e|es|ing)"
        r"|strengthen(?:s|ing)?|boost(?:s|ing)?|foster(?:s|ing)?|increas(?:e|es|ing)"
        r"|maximi[sz](?:e|es|ing)|streamlin(?:e|es|ing)|promot(?:e|es|ing)"
        r"|(?:improvements?|enhancements?|optimi[sz]ation) (?:of|in|to|for))"
    ),
    phrase(_START + rf"(?:{_HOW}|great|excellent|improved|optimi[sz]ed)" + _SHORT),
    phrase(rf"(?:be|become|becoming|get|are|is|grow) (?:even |much )?{_HOW}{_END}"),
    phrase(r"(?:be|become|becoming) (?:a |the )?(?:best|leading|number one)"),
    phrase(
        r"world-class",
        r"best-in-class",
        r"state-of-the-art",
        r"(?:to )?the next level",
        r"synerg(?:y|ies)",
        r"holistic(?:ally)?",
        r"future-proof",
        r"cutting-edge",
        r"customer-cent(?:ric|ricity)",
        r"customer-focused",
    ),
]
NOTICED = phrase("so that", "so", "because", "until", "when", "that", "who", "which", "without")

NUMBER_WORDS = phrase(
    "percent",
    "per cent",
    "twice (?:as|the)",
    "doubl(?:ed|ing)",
    r"double (?:the|our|its|their)",
    "tripl(?:ed|ing)",
    r"triple (?:the|our|its|their)",
    "halv(?:e|ed|ing)",
    "half the",
    "by half",
    "hundreds?",
    "thousands?",
    "millions?",
    "dozens?",
)

_COUNT = r"(?:a|one|two|three|four|five|ten|few|several|some|many|\d+)"
HORIZON = [
    phrase(
        r"(?:by|until|till|before|within) (?:the )?(?:end of )?(?:the |this |next |coming )?"
        rf"(?:{_COUNT} )?(?:years?|decades?)(?: end)?",
        r"(?:in|over|during|for|throughout|across) the (?:next|coming|following)"
        rf"(?: {_COUNT})? (?:years?|decades?)",
        rf"in {_COUNT} (?:years?|decades?)(?! old)(?! in)",
        r"(?:next|this|coming) year(?:'s|’s)?",
        r"end of (?:the |this |next )?year",
        "year-end",
        r"the (?:whole|entire) year",
        r"year (?:after|by|on) year",
        r"(?:annual|yearly) (?:goals?|targets?|objectives?|plans?|budgets?)",
        "annually",
        "multi-year",
        r"in the long (?:run|term)",
    )
]
MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
UNTIL = r"(?:by|until|till|before)(?: the)?(?: (?:beginning|middle|end) of)?"

# Units and titles that say how well or how fast, not how many.
SHARES = any_of("""
percent percentage point points score scores star stars rate ratio share average median nps
second seconds minute minutes hour hours day days week weeks month months year years
dollar dollars euro euros
""")
EITHER = {"yes no", "yes or no", "true false"}
