"""What is left of a time that runs or is paused."""

from datetime import datetime
from math import floor


def seconds_left(now: datetime, *, ends_at: datetime | None, kept: int | None) -> int:
    """Whole seconds until `ends_at`, negative when it is over; without an end what a pause kept."""
    if ends_at is None:
        return kept or 0
    return floor((ends_at - now).total_seconds())
