"""Where a key result will stand at the end of the cycle, if it goes on as it did.

A random walk with drift, the plainest model that widens with time and with unevenness. Read as
"8 times out of 10". Source: the method's arithmetic.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

FEWEST_DAYS = 3
EIGHT_OF_TEN = Decimal("1.28")
NARROWEST = Decimal("0.02")
DAYS_A_WEEK = 7


class Forecast(NamedTuple):
    """Progress expected at the end of the cycle, and the range it will be in 8 times out of 10.

    Raw shares like progress itself: not clamped, 1 is the target.
    """

    value: Decimal
    low: Decimal
    high: Decimal


class Step(NamedTuple):
    """From one measurement to the next: weeks between them (above 0) and change in progress."""

    gap: Decimal
    change: Decimal


def forecast(points: Iterable[tuple[date, Decimal]], *, ends_on: date) -> Forecast | None:
    """Extend `points` (date measured, raw progress), in the order they were typed, to `ends_on`.

    Of two measurements of one day the later typed one counts. `None` with fewer than three
    different days, or when the last one is not before `ends_on`. Raises `ValueError` for a
    progress that is not finite.
    """
    series = _one_a_day(points)
    if len(series) < FEWEST_DAYS or series[-1][0] >= ends_on:
        return None
    steps = [Step(_weeks(a[0], b[0]), b[1] - a[1]) for a, b in pairwise(series)]
    drift = (series[-1][1] - series[0][1]) / _weeks(series[0][0], series[-1][0])
    left = _weeks(series[-1][0], ends_on)
    value = series[-1][1] + drift * left
    half = max(NARROWEST, EIGHT_OF_TEN * (_variance(steps, drift) * left).sqrt())
    return Forecast(value, value - half, value + half)


def _one_a_day(points: Iterable[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    latest_typed = dict(points)
    if not all(progress.is_finite() for progress in latest_typed.values()):
        raise ValueError("A forecast needs measured progress: one of the points is no number.")
    return sorted(latest_typed.items())


def _weeks(earlier: date, later: date) -> Decimal:
    return Decimal((later - earlier).days) / DAYS_A_WEEK


def _variance(steps: Sequence[Step], drift: Decimal) -> Decimal:
    """Of the change in one week around the drift."""
    squares = [(step.change - drift * step.gap) ** 2 / step.gap for step in steps]
    return sum(squares, Decimal(0)) / (len(steps) - 1)
