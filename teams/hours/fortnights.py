"""The two-week stretches of a cycle, in which members may note the hours they really gave."""

from datetime import date, timedelta
from typing import NamedTuple

GRACE = timedelta(days=7)
TWO_WEEKS = timedelta(weeks=2)


class Fortnight(NamedTuple):
    """Two weeks of a cycle, by their number from 1; what is noted can be changed until `until`."""

    number: int
    starts_on: date
    ends_on: date

    @property
    def until(self) -> date:
        return self.ends_on + GRACE

    def open(self, today: date) -> bool:
        return self.starts_on <= today <= self.until

    def over(self, today: date) -> bool:
        return self.until < today


def fortnights(*, starts_on: date, ends_on: date) -> list[Fortnight]:
    """Cut the days from `starts_on` to `ends_on`, both included; the last may be shorter."""
    days = (ends_on - starts_on).days + 1
    begins = [starts_on + TWO_WEEKS * n for n in range(-(-days // TWO_WEEKS.days))]
    return [
        Fortnight(number, day, min(day + TWO_WEEKS - timedelta(days=1), ends_on))
        for number, day in enumerate(begins, start=1)
    ]
