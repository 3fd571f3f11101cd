"""What in a text lies behind the end of the cycle: words of years, and dates."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from okrs.quality import english, german, turkish
from okrs.quality.reading import Reading, phrase

LANGUAGES = (english, german, turkish)
MONTHS = {**english.MONTHS, **german.MONTHS, **turkish.MONTHS}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<year>20\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: \.)?"
_UNTIL = f"{english.UNTIL}|{german.UNTIL}"

WITH_YEAR = [
    phrase(r"(?P<day>\d{1,2})[.-](?P<month>\d{1,2})[.-](?P<year>20\d\d)"),
    phrase(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)"),
    phrase(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>20\d\d)"),
    phrase(r"(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    phrase(rf"(?:{_DAY} )?(?P<name>{_MONTH})(?: ,)? {_YEAR}"),
    phrase(rf"(?P<name>{_MONTH}) (?P<day>\d{{1,2}})(?: ,)? {_YEAR}"),
    phrase(rf"q(?P<quarter>[1-4])(?: /)? {_YEAR}"),
]
DAY_AND_MONTH = phrase(rf"{_DAY} (?:{_MONTH})", rf"(?:{_MONTH}) \d{{1,2}}")
WITHOUT_YEAR = [
    phrase(rf"(?:{_UNTIL}) (?:{_DAY} )?(?P<name>{_MONTH})"),
    phrase(rf"(?:{_DAY} )?(?P<name>{_MONTH}){turkish.TILL}"),
    phrase(rf"(?:{_UNTIL}) q(?P<quarter>[1-4])"),
]
END_OF_YEAR = [
    phrase(rf"(?:end of|ende(?: des jahres)?) {_YEAR}"),
    phrase(rf"{_YEAR} (?:yili )?sonu(?:na|nda)?"),
]
YEAR_ALONE = [
    phrase(rf"(?:by|until|till|before|bis|vor|ab|im jahr|in the year|during) {_YEAR}"),
    phrase(rf"in {_YEAR}(?= [.,;!?]|$)"),
    phrase(rf"{_YEAR} (?:[dt][ae]|y?[ae]|n?[iu]n|yil[a-z]*)"),
]


def beyond(reading: Reading, *, starts_on: date, ends_on: date) -> str:
    """The first words that reach past the cycle, as they are written, or ""."""
    for language in LANGUAGES:
        for pattern in language.HORIZON:
            if quote := reading.find(pattern):
                return quote
    dates = [*_found(reading, WITH_YEAR), *_found(reading, END_OF_YEAR, month=12, day=31)]
    dates += [*_found(reading, YEAR_ALONE), *_found(reading, WITHOUT_YEAR, after=starts_on)]
    late = [words for words, days in dates if days and min(days) > ends_on]
    # "7/10/2026" is read by two patterns; as long as one reading lies inside, nothing is said.
    fine = [words.span() for words, days in dates if days and min(days) <= ends_on]
    return next((reading.quote(words) for words in late if words.span() not in fine), "")


def _found(
    reading: Reading, patterns: Iterable[re.Pattern[str]], **known: Any
) -> Iterator[tuple[re.Match[str], list[date]]]:
    """What the patterns find, with the days it can mean; none for a date that no calendar has."""
    for pattern in patterns:
        for words in pattern.finditer(reading.plain):
            yield words, list(_days(words.groupdict(), **known))


def _days(
    groups: dict[str, str | None], *, month: int = 1, day: int = 1, after: date | None = None
) -> Iterator[date]:
    """Without a year the next such date is meant: "by March" is said of a March to come."""
    if groups.get("name"):
        month = MONTHS[str(groups["name"])]
    elif groups.get("quarter"):
        month = int(groups["quarter"] or 0) * 3 - 2
    else:
        month = int(groups.get("month") or month)
    day = int(groups.get("day") or day)
    years = [int(groups["year"] or 0)] if after is None else [after.year, after.year + 1]
    for year in years:
        if after is None or (year, month) >= (after.year, after.month):
            with suppress(ValueError):
                yield date(year, month, day)
