"""One long series drawn through its cycles: borders, what each started from and aimed at, values.

Days are counted from 0, the first day of the first cycle; values are in the key result's own unit
and fill the height between the lowest and the highest of all. Texts come translated from the
caller and keep their size outside of the stretched view.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from charts.svg import HUNDRED, Real, element, picture, short

HEIGHT, TOP, BOTTOM = 200, 14, 34
PLOT = HEIGHT - TOP - BOTTOM


class Stretch(NamedTuple):
    """One cycle: its first and last day, its name, and the levels it starts from and aims at."""

    first: int
    last: int
    name: str
    starts: Sequence[Real]
    aims: Sequence[Real]


def long_line(
    stretches: Sequence[Stretch],
    points: Sequence[tuple[int, Real]],
    *,
    label: str,
    low_text: str,
    high_text: str,
) -> SafeString:
    """Values by day over all cycles. Raises `ValueError` for no cycle or a cycle of no days."""
    if not stretches or any(stretch.last <= stretch.first for stretch in stretches):
        raise ValueError("A long line needs cycles of 1 day or more.")
    scale = _Scale(stretches, points)
    dots = [(scale.x(day), scale.y(value)) for day, value in points]
    return picture(
        "burn long",
        _stretched(stretches, scale, dots),
        *(_border(scale.x(stretch.first)) for stretch in stretches),
        *(_dot(x, y) for x, y in dots),
        *(_name(scale.x(s.first), s.name) for s in stretches),
        _edge(scale.y(scale.high), high_text),
        _edge(scale.y(scale.low), low_text) if scale.low != scale.high else "",
        label=label,
        height=HEIGHT,
    )


class _Scale:
    """Days to percent of the width, values to percent of the height from above."""

    def __init__(self, stretches: Sequence[Stretch], points: Sequence[tuple[int, Real]]) -> None:
        self.first = min(stretch.first for stretch in stretches)
        self.days = max(stretch.last for stretch in stretches) - self.first
        levels = [float(level) for s in stretches for level in (*s.starts, *s.aims)]
        levels += [float(value) for _day, value in points] or [0.0]
        self.low, self.high = min(levels), max(levels)

    def x(self, day: int) -> float:
        return max(0.0, min((day - self.first) / self.days * HUNDRED, HUNDRED))

    def y(self, value: Real) -> float:
        if self.high == self.low:
            return HUNDRED / 2
        return HUNDRED - (float(value) - self.low) / (self.high - self.low) * HUNDRED


def _stretched(
    stretches: Sequence[Stretch], scale: _Scale, dots: Sequence[tuple[float, float]]
) -> SafeString:
    return element(
        "svg",
        *(_level("base", s, scale, level) for s in stretches for level in s.starts),
        *(_level("goal", s, scale, level) for s in stretches for level in s.aims),
        element(
            "polyline", class_="line", points=" ".join(f"{short(x)},{short(y)}" for x, y in dots)
        ),
        x=0,
        y=TOP,
        width="100%",
        height=PLOT,
        viewBox="0 0 100 100",
        preserveAspectRatio="none",
        overflow="visible",
    )


def _level(line: str, stretch: Stretch, scale: _Scale, level: Real) -> SafeString:
    y = short(scale.y(level))
    start, end = short(scale.x(stretch.first)), short(scale.x(stretch.last))
    return element("path", class_=line, d=f"M{start} {y}H{end}")


def _border(x: float) -> SafeString:
    return element(
        "line", class_="border", x1=f"{short(x)}%", x2=f"{short(x)}%", y1=TOP - 6, y2=TOP + PLOT + 8
    )


def _dot(x: float, y: float) -> SafeString:
    return element("circle", class_="pt", cx=f"{short(x)}%", cy=_at(y), r=2.6)


def _name(x: float, text: str) -> SafeString:
    return element("text", text, class_="ax", x=f"{short(x)}%", dx=4, y=HEIGHT - 7)


def _edge(y: float, text: str) -> SafeString:
    return element("text", text, class_="ax", x=0, dx=4, y=_at(y) - 4)


def _at(y: float) -> float:
    return TOP + PLOT * y / HUNDRED
