"""A person's week as squares: one square is one hour, a row of forty is one full week."""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil

from django.utils.safestring import SafeString

from charts.svg import element, picture

CELL, GAP, DAY_GAP, ROW_GAP = 9, 2, 5, 6
ROW_PITCH = CELL + ROW_GAP
HOURS_A_DAY, ROW = 8, 40
WIDTH = ROW * (CELL + GAP) + (ROW // HOURS_A_DAY - 1) * DAY_GAP - GAP

Stretch = tuple[str, Decimal, Decimal]


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
    squares = [_square(part) for kind in kinds for part in _hours(kind)]
    height = max(1, ceil(total / ROW)) * ROW_PITCH - ROW_GAP
    return picture("week", *squares, label=label, viewBox=f"-1 -1 {WIDTH + 2} {height + 2}")


def _counted(hours: Decimal | int) -> Decimal:
    exact = Decimal(hours)
    if not exact.is_finite() or exact < 0:
        raise ValueError("The hours of a week are 0 or more.")
    return exact


def _hours(stretch: Stretch) -> Iterator[Stretch]:
    """Cut a stretch of the week where full hours begin."""
    kind, start, end = stretch
    while start < end:
        stop = min(end, Decimal(int(start) + 1))
        yield kind, start, stop
        start = stop


def _square(part: Stretch) -> SafeString:
    kind, start, end = part
    row, column = divmod(int(start), ROW)
    x = column * (CELL + GAP) + column // HOURS_A_DAY * DAY_GAP
    return element(
        "rect",
        class_=kind,
        x=x + (start % 1) * CELL,
        y=row * ROW_PITCH,
        width=(end - start) * CELL,
        height=CELL,
        rx=1.5,
    )
