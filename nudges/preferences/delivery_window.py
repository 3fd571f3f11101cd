"""When a mail is welcome: never at night, at a weekend, on one's holiday or in one's pause.

Pure arithmetic over aware moments. Hours are those of the person's own clock; an hour that a clock
skips in spring comes with the next one it shows, one that it shows twice is meant the first time.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from core.days import at_time
from core.working_days import SATURDAY

MONDAY = 0


@dataclass(frozen=True)
class Habits:
    """Somebody's clock and calendar: it is quiet from `quiet_from` until `quiet_until`.

    `closed` are the holidays of their country; nothing comes before the day `paused_until`.
    """

    zone: ZoneInfo
    morning: time = time(8)
    quiet_from: time = time(20)
    quiet_until: time = time(7)
    closed: Collection[date] = frozenset()
    paused_until: date | None = None

    def open_on(self, day: date) -> bool:
        """Whether any mail is welcome on a day."""
        paused = self.paused_until is not None and day < self.paused_until
        return day.weekday() < SATURDAY and day not in self.closed and not paused

    def quiet_at(self, clock: time) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def welcomes(self, moment: datetime) -> bool:
        local = moment.astimezone(self.zone)
        return self.open_on(local.date()) and not self.quiet_at(local.time())


def decent(moment: datetime, habits: Habits) -> datetime:
    """This moment, if a mail is welcome now, or else the next one at which it is."""
    if habits.welcomes(moment):
        return moment
    wakes = _hours(moment, sorted({time(0), habits.quiet_until}), habits.zone)
    return next(wake for wake in wakes if habits.welcomes(wake))


def next_morning(moment: datetime, habits: Habits, *, monday: bool = False) -> datetime:
    """The next welcome hour of the morning mail; of the week that begins next, if on Mondays."""
    zone = habits.zone
    mornings = _hours(moment, [habits.morning], zone)
    if monday:
        first = next(at for at in mornings if at.astimezone(zone).weekday() == MONDAY)
        mornings = _hours(first, [habits.morning], zone)
    return decent(next(at for at in mornings if habits.open_on(_day(at, zone))), habits)


def _hours(since: datetime, clocks: list[time], zone: ZoneInfo) -> Iterator[datetime]:
    """These hours of each day from a moment on; a day that a zone leaves out has none."""
    first = _day(since, zone)
    for day in (first + timedelta(days=n) for n in count()):
        for clock in clocks:
            at = at_time(day, clock, zone).astimezone(UTC)
            if at >= since and _day(at, zone) == day:
                yield at


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
