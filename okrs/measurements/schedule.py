"""When a key result is measured: every so many weeks of its cycle.

A week without a measurement is missed. It is shown as missed and never counts as the value zero.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)


class Window(NamedTuple):
    """Days in which one measurement is planned, both included."""

    first: date
    last: date


def windows(*, starts_on: date, ends_on: date, every_weeks: int) -> list[Window]:
    """The planned measurements of a cycle; weeks left over at the end belong to the last one."""
    length = WEEK * every_weeks
    rows: list[Window] = []
    first = starts_on
    while first + length - DAY <= ends_on:
        rows.append(Window(first, first + length - DAY))
        first += length
    if not rows:
        return [Window(starts_on, ends_on)]
    return [*rows[:-1], Window(rows[-1].first, ends_on)]


def planned(every: Iterable[Window], *, measured: Iterable[date], today: date) -> list[Window]:
    """The windows that count so far: over, or not over but measured already."""
    days = list(measured)
    return [w for w in every if w.last < today or any(w.first <= day <= w.last for day in days)]


def due_on(*, starts_on: date, ends_on: date, every_weeks: int, last: date | None) -> date | None:
    """When the next measurement is due: so many weeks after the last one, or after the start.

    The last one is due on the last day of the cycle. `None` once the last week was measured.
    """
    anchor = starts_on if last is None or last < starts_on else last
    if last is not None and anchor > ends_on - WEEK:
        return None
    return min(anchor + WEEK * every_weeks, ends_on)
