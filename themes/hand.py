"""The hand of the dial: how much of a cycle is over, in shares and in weeks.

A cycle runs from its first to its last day, both belonging to it: 13 weeks from Monday
30 March end on Sunday 28 June and have 91 days. A day counts as gone when it is over, so the
share is 0 on the first day. Source: the method's arithmetic, "pace", and the dial of the design.
"""

from datetime import date
from decimal import Decimal

DAYS_A_WEEK = 7


def elapsed(*, starts_on: date, ends_on: date, today: date) -> Decimal | None:
    """Days gone ÷ days of the cycle, 0…1; 1 after the last day.

    `None` before the cycle starts and for a cycle that ends on or before the day it starts.
    """
    gone = (today - starts_on).days
    if gone < 0 or ends_on <= starts_on:
        return None
    return min(Decimal(gone) / _days(starts_on, ends_on), Decimal(1))


def week(*, starts_on: date, ends_on: date, today: date) -> int:
    """The week of the cycle that `today` is in, 1…`weeks`: the first before, the last after it."""
    number = (today - starts_on).days // DAYS_A_WEEK + 1
    return max(1, min(number, weeks(starts_on=starts_on, ends_on=ends_on)))


def weeks(*, starts_on: date, ends_on: date) -> int:
    """Weeks of the cycle, a begun one counted whole.

    Raises `ValueError` when the cycle ends before it starts.
    """
    if ends_on < starts_on:
        raise ValueError(f"A cycle that starts on {starts_on} cannot end on {ends_on}.")
    return -(-_days(starts_on, ends_on) // DAYS_A_WEEK)


def _days(starts_on: date, ends_on: date) -> int:
    return (ends_on - starts_on).days + 1
