"""Public holidays of the countries an organisation works in, by the `holidays` library."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone
from django_scopes import get_scope

from core.days import end_of_day, morning_of
from core.working_days import working_day_after, working_day_before, working_days_between
from orgs.models import Organisation, Person, Site


def here() -> Organisation:
    """The organisation everything here is counted for."""
    return get_scope()["organisation"]


def zone() -> ZoneInfo:
    return ZoneInfo(here().time_zone)


def today_here(now: datetime | None = None) -> date:
    """The organisation's day, whatever the day of whoever looks."""
    return timezone.localdate(now, zone())


def is_late(day: date, now: datetime | None = None) -> bool:
    """Whether "by" that day is over."""
    return end_of_day(day, zone()) < (now or timezone.now())


def zone_of(person: Person) -> ZoneInfo:
    """Somebody's own; the organisation's for whoever has none, or one that nobody knows."""
    try:
        return ZoneInfo(person.time_zone) if person.time_zone else zone()
    except (KeyError, ValueError, OSError):
        return zone()


def countries_of(person: Person) -> list[str]:
    """Whose holidays a person keeps: those of their site's country, or all the organisation's."""
    return [person.site.country] if person.site and person.site.country else here().countries


def all_countries() -> list[str]:
    """Whose holidays concern somebody here: the organisation's countries and those of its sites."""
    sites = Site.objects.exclude(country="").values_list("country", flat=True)
    return sorted({*here().countries, *sites})


def closed_on(moment: datetime, countries: Iterable[str]) -> list[str]:
    """The countries that keep a public holiday on the day of a moment."""
    day = _day(moment)
    return [country for country, days in closed_days([day.year], countries).items() if day in days]


def closed_days(
    years: Iterable[int], countries: Iterable[str] | None = None
) -> dict[str, frozenset[date]]:
    """Country → its public holidays in these years; none for a country nobody keeps."""
    wanted = sorted(set(years))
    return {
        country: frozenset().union(*(_of(country, year) for year in wanted))
        for country in (here().countries if countries is None else countries)
    }


def working_days(since: datetime, until: datetime, countries: Iterable[str] | None = None) -> int:
    """Working days from one moment to another, by these countries' calendars or all our own."""
    first, last = _day(since), _day(until)
    return working_days_between(first, last, holidays=closed_days(_years(first, last), countries))


def answer_due(
    asked_at: datetime, days: int = 5, countries: Iterable[str] | None = None
) -> datetime:
    """When an answer is due: at the end of work of the n-th working day after the ask."""
    asked = _day(asked_at)
    closed = closed_days(_years(asked, asked + timedelta(days=2 * days + 56)), countries)
    return end_of_day(working_day_after(asked, days, holidays=closed), zone())


def opens_before(
    moment: datetime, days: int = 2, countries: Iterable[str] | None = None
) -> datetime:
    """The morning so many working days before a moment."""
    day = _day(moment)
    closed = closed_days(_years(day - timedelta(weeks=8), day), countries)
    return morning_of(working_day_before(day, days, holidays=closed), zone())


@lru_cache(maxsize=512)
def _of(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, zone()).date()


def _years(first: date, last: date) -> range:
    return range(first.year, last.year + 1)
