"""How somebody wants to be reminded, as far as the rows say it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from nudges.models import Pace, Preference, QuietHours, ReturnedAddress, Rhythm
from nudges.preferences.delivery_window import Habits
from nudges.registry import Nudge
from orgs.closed_days import closed_days, countries_of, zone_of
from orgs.models import Person


@dataclass(frozen=True)
class Wishes:
    """Somebody's habits, and the kinds for which they have chosen a pace of their own."""

    habits: Habits
    paces: dict[str, str]

    def pace(self, nudge: Nudge) -> str:
        return self.paces.get(nudge.kind) or usual_pace(nudge)


def usual_pace(nudge: Nudge) -> str:
    return Pace.AT_ONCE if nudge.urgent else Pace.MORNING


def reachable(numbers: Iterable[int]) -> list[Person]:
    """Who of them is here and has an address that takes mails, with what `wishes_of` reads."""
    gone = ReturnedAddress.objects.counting().values("person")
    rows = Person.objects.active().exclude(email="").exclude(pk__in=gone).filter(pk__in=numbers)
    return list(rows.select_related("site").only("organisation", "time_zone", "site__country"))


def wishes_of(people: Iterable[Person], now: datetime) -> dict[int, Wishes]:
    """Each person's wishes, by their numbers; the same few questions for one and for many."""
    asked = list(people)
    if not asked:
        return {}
    closed = _Closed(range(now.year, now.year + 3))
    quiet, paces = QuietHours.current(), defaultdict[int, dict[str, str]](dict)
    for person_id, kind, pace in Preference.objects.filter(person__in=asked).values_list(
        "person", "kind", "pace"
    ):
        paces[person_id][kind] = pace
    rhythms = {row.person_id: row for row in Rhythm.objects.filter(person__in=asked)}
    usual = Rhythm()
    return {
        person.pk: Wishes(
            Habits(
                zone=zone_of(person),
                morning=rhythms.get(person.pk, usual).morning,
                quiet_from=quiet.quiet_from,
                quiet_until=quiet.quiet_until,
                closed=closed[tuple(countries_of(person))],
                paused_until=rhythms.get(person.pk, usual).paused_until,
            ),
            paces[person.pk],
        )
        for person in asked
    }


class _Closed(dict[tuple[str, ...], frozenset[date]]):
    """The holidays of some countries together, reckoned once."""

    def __init__(self, years: range) -> None:
        self.years = years

    def __missing__(self, countries: tuple[str, ...]) -> frozenset[date]:
        self[countries] = frozenset().union(*closed_days(self.years, countries).values())
        return self[countries]
