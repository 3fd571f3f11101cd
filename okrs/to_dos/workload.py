"""To-dos beside the hours people give, so that the load is shared (H3). No ORM."""

from decimal import Decimal


def most(hours: Decimal, per_hour: int) -> int:
    """How many open to-dos go with so many hours a week (0.25 to 40), rounded down; at least one.

    `per_hour` (1 to 20) is the organisation's own number, 2 unless it says otherwise: whoever
    gives 2 hours a week is warned from the fifth open to-do on.
    """
    return max(int(hours * per_hour), 1)
