"""When a team meets next: a weekday and a time on the wall, kept across a change to summer time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from teams.models import WorkingAgreement


def next_meeting(agreement: WorkingAgreement, after: datetime) -> datetime:
    """The team's next weekly meeting later than `after`, on the organisation's wall clock."""
    zone = ZoneInfo(agreement.organisation.time_zone)
    return next_weekly(weekday=agreement.weekday, at=agreement.starts_at, zone=zone, after=after)


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
    found = _on_the_wall(datetime.combine(day, at, zone))
    if found.astimezone(UTC) > after.astimezone(UTC):  # two local times would be compared as read
        return found
    return _on_the_wall(datetime.combine(day + timedelta(weeks=1), at, zone))


def _on_the_wall(local: datetime) -> datetime:
    """A local time that exists: through UTC and back moves one out of the gap."""
    return local.astimezone(UTC).astimezone(local.tzinfo)
