"""When mails are welcome to whom, as far as the rows say it."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from nudges.rhythm import Habits
from orgs.closed_days import closed_days, countries_of, here
from orgs.models import Person


def reachable(numbers: Iterable[int]) -> list[Person]:
    """Who of them is here and has an address, with what `habits_of` reads."""
    rows = Person.objects.active().exclude(email="").filter(pk__in=numbers)
    return list(rows.select_related("site").only("organisation", "time_zone", "site__country"))


def habits_of(people: Iterable[Person], now: datetime) -> dict[int, Habits]:
    """Each person's clock and calendar, by their numbers."""
    closed = _Closed(range(now.year, now.year + 2))
    return {
        person.pk: Habits(
            zone=ZoneInfo(person.time_zone or here().time_zone),
            closed=closed[tuple(countries_of(person))],
        )
        for person in people
    }


class _Closed(dict[tuple[str, ...], frozenset[date]]):
    """The holidays of some countries together, reckoned once."""

    def __init__(self, years: range) -> None:
        self.years = years

    def __missing__(self, countries: tuple[str, ...]) -> frozenset[date]:
        self[countries] = frozenset().union(*closed_days(self.years, countries).values())
        return self[countries]
