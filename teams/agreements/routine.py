"""When a team meets next, by the clock on the wall, who moderates, and when it reviews all that."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from core.days import at_time
from orgs.models import Person
from teams.models import WorkingAgreement

Whoever = TypeVar("Whoever")
A_MONTH, A_WEEK = timedelta(weeks=4), timedelta(weeks=1)


def next_meeting(agreement: WorkingAgreement, after: datetime) -> datetime:
    """The team's next weekly meeting later than `after`, on the organisation's wall clock."""
    zone = ZoneInfo(agreement.organisation.time_zone)
    return next_weekly(weekday=agreement.weekday, at=agreement.starts_at, zone=zone, after=after)


def next_moderator(
    agreement: WorkingAgreement, people: Iterable[Person], after: datetime
) -> Person | None:
    """Who moderates that meeting, of those who are in the team; None where nobody is said."""
    members = sorted(people, key=lambda person: (person.sort_key, person.pk))
    if agreement.turn == WorkingAgreement.Turn.SAME:
        return next((one for one in members if one.pk == agreement.moderator_id), None)
    if agreement.turn == WorkingAgreement.Turn.FREE or not members:
        return None
    zone = ZoneInfo(agreement.organisation.time_zone)
    day = next_meeting(agreement, after).astimezone(zone).date()
    return in_turn(members, agreement.team.cycle.week(day))


def in_turn(people: Sequence[Whoever], week: int) -> Whoever:
    """Whose turn it is in a week, from 1: each one once before anybody twice, in this order."""
    return people[(week - 1) % len(people)]


def look_again_on(
    *, looked_on: date, first_cycle: bool, starts_on: date, ends_on: date
) -> date | None:
    """When a team looks at its working agreement again (H5).

    In its first cycle four weeks after it last did, as long as the cycle goes on; later once, in
    the middle of the cycle. None when nothing is left to do; looking up to a week early counts.
    """
    if first_cycle:
        due = looked_on + A_MONTH
        return due if due <= ends_on else None
    middle = starts_on + (ends_on - starts_on) / 2
    return middle if looked_on < middle - A_WEEK else None


def next_weekly(*, weekday: int, at: time, zone: ZoneInfo, after: datetime) -> datetime:
    """The first `weekday` (0 is Monday) at the local time `at` that lies after `after`.

    A time that the clocks skip that day is the moment they jump to. `after` is aware; raises
    `ValueError` otherwise and for weekdays outside 0 to 6.
    """
    if after.tzinfo is None:
        raise ValueError("Say in which zone “after” is meant.")
    if not 0 <= weekday <= 6:
        raise ValueError("Weekdays go from 0, Monday, to 6, Sunday.")
    here = after.astimezone(zone)
    day = here.date() + timedelta(days=(weekday - here.weekday()) % 7)
    found = _on_the_wall(at_time(day, at, zone))
    if found.astimezone(UTC) > after.astimezone(UTC):  # two local times would be compared as read
        return found
    return _on_the_wall(at_time(day + timedelta(weeks=1), at, zone))


def _on_the_wall(local: datetime) -> datetime:
    """A local time that exists: through UTC and back moves one out of the gap."""
    return local.astimezone(UTC).astimezone(local.tzinfo)
