"""A person's week as squares: one square is one hour, a row of forty is one full week."""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from django.utils.safestring import SafeString

from charts.svg import element, picture, short

CELL, GAP, DAY_GAP, ROW_GAP = 9, 2, 5, 6
ROW_PITCH = CELL + ROW_GAP
HOURS_A_DAY, ROW = 8, 40
ROUNDED = 1.5
WIDTH = ROW * (CELL + GAP) + (ROW // HOURS_A_DAY - 1) * DAY_GAP - GAP


def week(
    *,
    agreed: Decimal | int,
    asked: Decimal | int = 0,
    length: Decimal | int = ROW,
    label: str,
) -> SafeString:
    """Draw hours a week: `agreed` solid, `asked` hatched, what is left of `length` open.

    A part-time week is drawn shorter, not larger; above 40 hours a new row begins. Quarter hours
    are parts of a square. The hatching is the page's `#hatch` pattern. An empty `label` hides the
    picture from readers, where the words beside it say the same. Raises `ValueError` for hours
    below 0.
    """
    solid, hatched, whole = (_counted(hours) for hours in (agreed, asked, length))
    taken = solid + hatched
    total = max(whole, taken)
    kinds = [("set", Decimal(0), solid), ("asked", solid, taken), ("free", taken, total)]
    paths = [_squares(*kind) for kind in kinds if kind[1] < kind[2]]
    height = max(1, ceil(total / ROW)) * ROW_PITCH - ROW_GAP
    return picture("week", *paths, label=label, viewBox=f"-1 -1 {WIDTH + 2} {height + 2}")


def _counted(hours: Decimal | int) -> Decimal:
    exact = Decimal(hours)
    if not exact.is_finite() or exact < 0:
        raise ValueError("The hours of a week are 0 or more.")
    return exact


def _squares(kind: str, start: Decimal, end: Decimal) -> SafeString:
    """A stretch of the week as one path, a square for each hour."""
    return element("path", class_=kind, d="".join(_square(*hour) for hour in _hours(start, end)))


def _hours(start: Decimal, end: Decimal) -> Iterator[tuple[float, float]]:
    """Cut a stretch where full hours begin."""
    while start < end:
        stop = min(end, Decimal(int(start) + 1))
        yield float(start), float(stop)
        start = stop


def _square(start: float, end: float) -> str:
    """From the left edge of the upper side round the corners; a part of an hour is narrower."""
    row, column = divmod(int(start), ROW)
    x = column * (CELL + GAP) + column // HOURS_A_DAY * DAY_GAP + start % 1 * CELL
    width = (end - start) * CELL
    corner = round(min(ROUNDED, width / 2), 2)
    across, down = short(width - 2 * corner), short(CELL - 2 * corner)
    c = short(corner)
    return (
        f"M{short(x + corner)} {row * ROW_PITCH}h{across}q{c} 0 {c} {c}v{down}"
        f"q0 {c}-{c} {c}h-{across}q-{c} 0-{c}-{c}v-{down}q0-{c} {c}-{c}z"
    )
