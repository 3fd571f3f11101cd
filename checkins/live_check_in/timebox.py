"""The clock of a check-in: how long each team may speak, and in which order.

Source: the method's arithmetic; 15 minutes per team are planned, and the last team keeps its time.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

SHORTEST = timedelta(minutes=5)

Team = TypeVar("Team")


def slot_length(
    *, planned: timedelta, remaining_teams: int, now: datetime, ends_at: datetime
) -> timedelta:
    """Time for the team that is next: `planned`, or an equal share of what is left if that is less.

    `remaining_teams` counts all who are still to come, the next one included. Never below zero, and
    all shares together never go past `ends_at`. Raises `ValueError` for fewer than 1 team, a
    negative plan, or one time with a zone and one without.
    """
    if remaining_teams < 1:
        raise ValueError("There is no team left to share the time with.")
    if planned < timedelta(0):
        raise ValueError("A slot cannot be planned for less than no time.")
    return max(timedelta(0), min(planned, _between(now, ends_at) // remaining_teams))


def too_short(length: timedelta) -> bool:
    """Under 5 minutes a team the facilitator is offered to move the end."""
    return length < SHORTEST


def running_order(teams: Sequence[Team], number: int) -> list[Team]:
    """The order in which teams speak at check-in `number` of a cycle.

    The first check-in keeps the order, each next one rotates it by one: who spoke first speaks
    last. Raises `ValueError` for a number below 1.
    """
    if number < 1:
        raise ValueError(f"Check-ins are counted from 1, not {number}.")
    if not teams:
        return []
    first = (number - 1) % len(teams)
    return [*teams[first:], *teams[:first]]


def _between(now: datetime, ends_at: datetime) -> timedelta:
    """Real time, also across a change to summer time: two times of one zone differ by the wall."""
    if (now.tzinfo is None) != (ends_at.tzinfo is None):
        raise ValueError("One of the two times lacks a time zone.")
    if now.tzinfo is None:
        return ends_at - now
    return ends_at.astimezone(UTC) - now.astimezone(UTC)
