"""Measured lines, and what stands across them: the parts that several charts share."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from django.utils.safestring import SafeString

from charts.svg import Real, element, short

Point = tuple[float, float]
Measured = Sequence[tuple[Real, Real]]


def upright(percent: float, top: float, bottom: float) -> SafeString:
    """The hand, standing across a track or a plot."""
    x = in_percent(percent)
    return element("line", class_="hand", x1=x, x2=x, y1=top, y2=bottom)


def refuse_no_weeks(weeks: int) -> None:
    if weeks < 1:
        raise ValueError("A line over a cycle needs 1 week or more.")


def floats(history: Measured) -> list[Point]:
    return [(float(week), float(percent)) for week, percent in history]


def reach(start: Point, end: Point, top: float) -> Point:
    """Where the way from `start` to `end` leaves the picture above or below, else its end."""
    edge = max(0.0, min(end[1], top))
    if edge == end[1] or start[1] == end[1]:
        return end
    share = max(0.0, min((edge - start[1]) / (end[1] - start[1]), 1.0))
    return start[0] + share * (end[0] - start[0]), edge


def line(kind: str, start: Point, end: Point) -> SafeString:
    return element("path", class_=kind, d=f"M{pair(start)}L{pair(end)}")


def lines(
    points: Sequence[Point], missed: Sequence[Real], at: Callable[[Point], Point]
) -> list[SafeString]:
    """The measured line; a dotted way where a planned measurement in between was missed."""
    runs, gaps = [list(points[:1])], []
    for start, end in pairwise(points):
        if any(start[0] < float(x) < end[0] for x in missed):
            gaps.append(line("gap", at(start), at(end)))
            runs.append([end])
        else:
            runs[-1].append(end)
    solid = [run for run in runs if len(run) > 1] or runs[:1]
    return [*gaps, *(_polyline(map(at, run)) for run in solid)]


def _polyline(points: Iterable[Point]) -> SafeString:
    return element("polyline", class_="line", points=" ".join(pair(p, ",") for p in points))


def tick(x: Real | str, top: float, bottom: float) -> SafeString:
    """Something that was missed: it stands below the picture, for it has no height."""
    return element("line", class_="missed", x1=x, x2=x, y1=top, y2=bottom)


def dot(kind: str, point: Point) -> SafeString:
    return element("circle", class_=kind, cx=point[0], cy=point[1], r=3)


def pair(point: Point, between: str = " ") -> str:
    return f"{short(point[0])}{between}{short(point[1])}"


def in_percent(number: Real) -> str:
    return f"{short(number)}%"
