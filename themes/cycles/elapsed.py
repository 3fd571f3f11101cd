"""The hand of the dial: how much of a cycle is over.

A cycle runs from its first to its last day, both belonging to it: 13 weeks from Monday
30 March end on Sunday 28 June and have 91 days. A day counts as gone when it is over, so the
share is 0 on the first day. Source: the method's arithmetic, "pace", and the dial of the design.
"""

from datetime import date
from decimal import Decimal


def elapsed(*, starts_on: date, ends_on: date, today: date) -> Decimal | None:
    """Days gone ÷ days of the cycle, 0…1; 1 after the last day.

    `None` before the cycle starts and for a cycle that ends on or before the day it starts.
    """
    gone = (today - starts_on).days
    if gone < 0 or ends_on <= starts_on:
        return None
    days = (ends_on - starts_on).days + 1
    return min(Decimal(gone) / days, Decimal(1))
