"""When the check-ins of a cycle are.

Source: the method's arithmetic; a check-in every two weeks, proposed and never moved silently.
Working days are counted a floor below, where hours count them too.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from core.days import at_time
from core.working_days import Holidays
from core.working_days import working_days_between as working_days_between


class Proposed(NamedTuple):
    """A proposed check-in: its number from 1, when it starts, and the countries on holiday then."""

    number: int
    starts_at: datetime
    countries: tuple[str, ...]


def check_in_dates(
    *,
    starts_on: date,
    weeks: int,
    weekday: int,
    at: time,
    zone: ZoneInfo | str,
    holidays: Holidays,
    every: int = 2,
) -> list[Proposed]:
    """One check-in in every `every`-th week of a cycle of `weeks` weeks from `starts_on`.

    `weekday` is 0 = Monday … 6 = Sunday. `at` is the wall-clock time in `zone`, kept across a
    change to summer time; where that night skips it, the time an hour later that exists. Weeks of
    the cycle begin on the weekday of `starts_on`. A date that is a holiday in a country carries
    that country and stays where it is. Raises `ValueError` for weeks or `every` below 1, another
    weekday, a time with a zone of its own, or an unknown zone.
    """
    _check(weeks=weeks, every=every, weekday=weekday, at=at)
    place = _zone(zone)
    first = starts_on + timedelta(days=(weekday - starts_on.weekday()) % 7)
    days = [first + timedelta(weeks=week - 1) for week in range(every, weeks + 1, every)]
    return [
        Proposed(number, _moment(day, at, place), _closed(day, holidays))
        for number, day in enumerate(days, start=1)
    ]


def _check(*, weeks: int, every: int, weekday: int, at: time) -> None:
    if weeks < 1:
        raise ValueError(_("A cycle has 1 week or more."))
    if every < 1:
        raise ValueError(_("Check-ins come once a week or less often."))
    if weekday not in range(7):
        raise ValueError(_("A weekday is a number from 0 (Monday) to 6 (Sunday)."))
    if at.tzinfo is not None:
        raise ValueError(_("A check-in starts at a wall-clock time; its zone is given apart."))


def _zone(zone: ZoneInfo | str) -> ZoneInfo:
    if isinstance(zone, ZoneInfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        sentence = _("“%(zone)s” is no time zone: use one such as Europe/Istanbul.")
        raise ValueError(sentence % {"zone": zone}) from error


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Through UTC and back, so that a time the clocks skip becomes one that exists."""
    return at_time(day, at, zone).astimezone(UTC).astimezone(zone)


def _closed(day: date, holidays: Holidays) -> tuple[str, ...]:
    return tuple(sorted(country for country, dates in holidays.items() if day in dates))
