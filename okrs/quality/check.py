"""The quality check of an OKR set (G5, G6): advice on its words. It blocks nothing.

Plain words in, plain advice out: no ORM, no clock. A text may be in any of the program's languages,
whatever language its reader uses; the reasons are in the reader's. Where words can be read in two
ways nothing is said: a hint that is missed costs less than one that nags.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from okrs.measurements import schedule
from okrs.quality import english, german, turkish
from okrs.quality.horizon import DAY_AND_MONTH, beyond
from okrs.quality.reading import Reading, phrase
from okrs.quality.words import KeyResultWords, ObjectiveWords, SetWords
from okrs.status.progress import DECREASE, INCREASE, MAINTAIN, MILESTONE
from themes.focus.wording import delivered

PASS, LOOK, MISSING = "pass", "look", "missing"
ORDER = (MISSING, LOOK, PASS)
NAMES = (
    "objective",
    "number",
    "vague",
    "cycle",
    "measurable",
    "outcome",
    "binary",
    "early",
    "enough",
    "counter",
)
LANGUAGES = (english, german, turkish)

SHARE = phrase(*(language.SHARES for language in LANGUAGES), r"[^ ]*(?:quote|anteil|dauer)")
PER = phrase("per", "je", "pro", "basina", "out of", "of", "von")
SIGNS = {"%", "/", "‰", "°", "€", "$", "₺", "£"}
EITHER_OR = english.EITHER | german.EITHER | turkish.EITHER
NAMES_WITH_NUMBERS = phrase(
    r"(?:iso|din|en|tse|okr|sap|web|windows|office|industrie|industry|endustri|sanayi) \d[^ ]*",
    r"24/7",
    r"7/24",
    r"24 (?:hours|stunden|saat)",
    r"20\d\d",
    r"\d+[./-]\d+[./-]20\d\d",
    r"20\d\d-\d+-\d+",
)
DIGITS = phrase(r"\d[^ ]*(?: %)?", r"% \d[^ ]*")


class Item(NamedTuple):
    """One piece of advice: `word` is pass, look or missing; `about` whose words are meant."""

    name: str
    word: str
    question: str
    reason: str
    about: str = ""


def check(words: SetWords) -> list[Item]:
    """All items: what is missing first, then what deserves another look, then what passes."""
    parts = [_objective(each) for each in words.objectives] or [_no_objective()]
    parts += [_key_result(kr) for kr in words.key_results]
    items = list(chain(*parts, _whole(words)))
    return sorted(items, key=lambda item: (ORDER.index(item.word), NAMES.index(item.name)))


def _no_objective() -> Iterator[Item]:
    yield Item("objective", MISSING, _("Is there an objective?"), _("Write the objective first."))


def _objective(objective: ObjectiveWords) -> Iterator[Item]:
    reading, about = Reading(objective.text), objective.text
    yield _advised(
        "number",
        _("Is the objective free of numbers?"),
        about,
        _number(reading),
        _("“%(words)s” is a number. Words move people; the numbers stand in the key results."),
        _("Words that people can repeat."),
    )
    yield _advised(
        "vague",
        _("Does the objective say what people will notice?"),
        about,
        _vague(reading),
        _("“%(words)s” can mean anything. Who will notice what when it has come true?"),
        _("No word that can mean anything."),
    )
    if not objective.key_results:
        reason = _("Write by what you will notice it: two to four key results.")
        yield Item("measurable", MISSING, _("Can it be measured?"), reason, about)


def _key_result(kr: KeyResultWords) -> Iterator[Item]:
    yield _measurable(kr)
    yield _advised(
        "outcome",
        _("Is it an outcome and no delivery?"),
        kr.title,
        _delivered(kr),
        _("“%(words)s” is work that gets done. What will be different for people afterwards?"),
        _("It names what changes, not what gets done."),
    )
    yield _not_binary(kr)
    if _pure_quantity(kr):
        yield _countered(kr)


def _whole(words: SetWords) -> Iterator[Item]:
    yield from _one_cycle(words)
    if not words.key_results:
        return
    yield _early(words)
    yield _enough(words)


def _advised(name: str, question: str, about: str, quote: str, advice: str, fine: str) -> Item:
    """Another look with the words that were found in the text, or a pass."""
    if quote:
        return Item(name, LOOK, question, advice % {"words": quote}, about)
    return Item(name, PASS, question, fine, about)


def _number(reading: Reading) -> str:
    """A number in the text; dates, norms and names that contain one are none."""
    patterns = (NAMES_WITH_NUMBERS, DAY_AND_MONTH)
    names = [match.span() for each in patterns for match in each.finditer(reading.plain)]
    for match in DIGITS.finditer(reading.plain):
        if not any(start <= match.start() < end for start, end in names):
            return reading.quote(match)
    found_words = (reading.find(language.NUMBER_WORDS) for language in LANGUAGES)
    return next(filter(None, found_words), "")


def _vague(reading: Reading) -> str:
    """Words that can mean anything, unless the text goes on to say what people notice."""
    for language in LANGUAGES:
        if language.NOTICED.search(reading.plain) or " : " in reading.plain:
            continue
        for pattern in language.VAGUE:
            if quote := reading.find(pattern):
                return quote
    return ""


def _measurable(kr: KeyResultWords) -> Item:
    lacks = list(_lacks(kr))
    question = _("Can it be measured?")
    if not lacks:
        return Item(
            "measurable", PASS, question, _("Kind, numbers and source are there."), kr.title
        )
    reason = _("Still to be written: %(lacks)s.") % {"lacks": ", ".join(lacks)}
    return Item("measurable", MISSING, question, reason, kr.title)


def _lacks(kr: KeyResultWords) -> Iterator[str]:
    if kr.kind in (INCREASE, DECREASE) and kr.baseline is None:
        yield _("the starting value")
    if kr.kind in (INCREASE, DECREASE) and kr.target is None:
        yield _("the target")
    if kr.kind == MAINTAIN and (kr.low is None or kr.high is None):
        yield _("the band")
    if kr.kind == MILESTONE and not kr.steps:
        yield _("the steps")
    if kr.kind != MILESTONE and not kr.unit.strip():
        yield _("the unit")
    if not kr.source.strip():
        yield _("where the number comes from")


def _delivered(kr: KeyResultWords) -> str:
    """Work in the title; a share or a time that begins the title measures something."""
    first = Reading(kr.title).plain.partition(" ")[0]
    return "" if SHARE.fullmatch(first) else delivered(kr.title)


def _not_binary(kr: KeyResultWords) -> Item:
    question = _("Does it show more than yes or no?")
    reason = ""
    if kr.kind == MILESTONE and len(kr.steps) == 1:
        reason = _("One step is done or not. Which steps on the way show that you get nearer?")
    elif Reading(kr.unit).plain in EITHER_OR or _is_switch(kr):
        reason = _("It is met or not, and nothing shows in between. What grows on the way?")
    if reason:
        return Item("binary", LOOK, question, reason, kr.title)
    return Item("binary", PASS, question, _("It shows progress on the way."), kr.title)


def _is_switch(kr: KeyResultWords) -> bool:
    return {kr.baseline, kr.target} == {Decimal(0), Decimal(1)} and not _is_share(kr)


def _pure_quantity(kr: KeyResultWords) -> bool:
    """More of something that is counted, such as calls or courses; no share, score or time."""
    return kr.kind == INCREASE and bool(kr.unit.strip()) and not _is_share(kr)


def _is_share(kr: KeyResultWords) -> bool:
    unit, title = Reading(kr.unit).plain, Reading(kr.title).plain
    sign = any(sign in kr.unit for sign in SIGNS)
    return sign or bool(SHARE.search(unit) or PER.search(unit) or SHARE.search(title))


def _countered(kr: KeyResultWords) -> Item:
    question = _("Is there a counter-metric beside the number?")
    if kr.counter_metric.strip():
        return Item("counter", PASS, question, _("It says what must not get worse."), kr.title)
    reason = _("More of it alone is easy to reach. What must not get worse meanwhile?")
    return Item("counter", LOOK, question, reason, kr.title)


def _one_cycle(words: SetWords) -> Iterator[Item]:
    question, ends_on = _("Does it fit into one cycle?"), _spoken(words.ends_on)
    advice = _("“%(words)s” reaches past the cycle, which ends on %(date)s. What is true by then?")
    late = []
    for text in _texts(words):
        quote = beyond(Reading(text), starts_on=words.starts_on, ends_on=words.ends_on)
        if quote:
            reason = advice % {"words": quote, "date": ends_on}
            late.append(Item("cycle", LOOK, question, reason, text))
    if words.objectives and not late:
        late.append(Item("cycle", PASS, question, _("Nothing reaches past the cycle's end.")))
    yield from late


def _texts(words: SetWords) -> Iterator[str]:
    for objective in words.objectives:
        yield objective.text
        for kr in objective.key_results:
            yield from (kr.title, *kr.steps)


def _early(words: SetWords) -> Item:
    """A first measurement is planned before the cycle is half over."""
    question = _("Can something be measured in the first half of the cycle?")
    half = words.starts_on + (words.ends_on - words.starts_on) / 2
    for kr in words.key_results:
        planned = schedule.windows(
            starts_on=words.starts_on, ends_on=words.ends_on, every_weeks=kr.every_weeks
        )
        if planned[0].last <= half:
            return Item("early", PASS, question, _("You will know early whether it works."))
    reason = _("The first value comes when half the cycle is over. What can you measure earlier?")
    return Item("early", LOOK, question, reason)


def _enough(words: SetWords) -> Item:
    question = _("If all key results are met, is the objective met?")
    if words.enough is None:
        return Item(
            "enough", MISSING, question, _("The team has not answered this for these words.")
        )
    if words.enough:
        return Item("enough", PASS, question, _("The team says yes."))
    reason = _("The team says no. What is missing among the key results?")
    return Item("enough", LOOK, question, reason)


def _spoken(day: date) -> str:
    return date_format(day, pgettext("date format", "j F Y"))
