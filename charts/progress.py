"""Key results drawn small: the orbit unrolled, a ring for lists, a sparkline, a burn-up.

All progress is in percent and may be below 0 or above 100; what cannot be drawn is drawn at the
edge, and the figures stand beside it. Weeks are counted from 0, the start of the cycle. A
forecast is taken as `charts.forecast` gives it. Texts come translated from the caller; a picture
with an empty `label` is hidden from readers, where the words beside it say the same.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.safestring import SafeString

from charts.arcs import arc, placed, planet, spoke
from charts.forecast import Forecast
from charts.svg import HUNDRED, Real, clamp, element, picture, short

Point = tuple[float, float]
Measured = Sequence[tuple[Real, Real]]

MINI_RING = 16
SPARK_PAD, SPARK_TOP, SPARK_CAST_TOP = 4, 110.0, 106.0
BURN_HEIGHT, BURN_TOP, BURN_BOTTOM = 216, 16, 26
BURN_PLOT = BURN_HEIGHT - BURN_TOP - BURN_BOTTOM
BURN_HIGHEST = 118.0


class Label(NamedTuple):
    """A text below the burn-up: at so many percent of its width; anchor start, middle or end."""

    position: Real
    text: str
    anchor: str = "middle"


class Note(NamedTuple):
    """A text inside the burn-up: at so many percent of its width, at a progress in percent."""

    position: Real
    progress: Real
    text: str
    anchor: str = "start"
    strong: bool = False


def track(
    progress: Real | None,
    *,
    confidence: str | None,
    label: str,
    elapsed: Real | None = None,
    before: Real | None = None,
    big: bool = False,
) -> SafeString:
    """The orbit unrolled: arc, dots up to the hand, planet, and a ghost where it stood before."""
    height, size = (32, 11) if big else (20, 7)
    done, hand = clamp(progress), None if elapsed is None else clamp(elapsed)
    return picture(
        "track big" if big else "track",
        _level("path", 0, HUNDRED, height),
        _level("lag", done, hand, height),
        _level("arc", 0, done, height),
        "" if hand is None else _upright(hand, 1, height - 1),
        _ghost(before, done, height, size),
        _riding(done, height, size, confidence),
        label=label,
        height=height,
    )


def mini(
    progress: Real | None,
    *,
    elapsed: Real | None,
    confidence: str | None,
    number: int | None = None,
    size: int = 44,
) -> SafeString:
    """One ring of `size` pixels for lists and headers, always next to the same facts in words."""
    done = clamp(progress)
    inner = 9 if number is None else 10
    return picture(
        "mini",
        element("circle", class_="path", r=MINI_RING),
        element("path", class_="arc", stroke_width=4, d=arc(MINI_RING, 0, done)) if done else "",
        ""
        if elapsed is None
        else element("path", class_="hand", d=spoke(inner, 20, clamp(elapsed))),
        _heart(number),
        placed(MINI_RING, done, 5, confidence),
        label="",
        viewBox="-24 -24 48 48",
        width=size,
        height=size,
    )


def spark(
    history: Measured,
    *,
    weeks: int,
    label: str,
    forecast: Forecast | None = None,
    missed: Sequence[Real] = (),
    width: int = 112,
    height: int = 34,
) -> SafeString:
    """A line of (week, percent): measured solid, forecast dashed, even pace a hairline.

    `missed` are the weeks without a planned measurement: no value, a tick below. Raises
    `ValueError` for a cycle of no weeks.
    """
    _refuse_no_weeks(weeks)
    span, rise = width - 2 * SPARK_PAD, height - 2 * SPARK_PAD

    def at(point: Point) -> Point:
        level = max(0.0, min(point[1], SPARK_TOP)) / HUNDRED
        return SPARK_PAD + span * point[0] / weeks, height - SPARK_PAD - rise * level

    points = _floats(history)
    return picture(
        "spark",
        _line("goal", at((0, HUNDRED)), at((weeks, HUNDRED))),
        _line("even", at((0, 0)), at((weeks, HUNDRED))),
        _spark_cast(points, weeks, forecast, at),
        *_lines(points, missed, at),
        *(_tick(at((float(week), 0))[0], height - 3, height) for week in missed),
        *(_dot("end", at(point)) for point in points[-1:]),
        label=label,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )


def burnup(
    history: Measured,
    *,
    weeks: int,
    label: str,
    elapsed: Real | None = None,
    forecast: Forecast | None = None,
    missed: Sequence[Real] = (),
    months: Iterable[Label] = (),
    levels: Iterable[tuple[Real, str]] = (),
    notes: Iterable[Note] = (),
) -> SafeString:
    """Progress week by week with the range it is expected to reach, as wide as its place.

    `history` holds (week, percent), `missed` the weeks without a planned measurement, ticked below
    the base: no value. Shapes lie in a stretched inner view, texts outside of it so
    that they keep their size: `months` below, `levels` (percent, text) at the left, `notes`
    inside. Raises `ValueError` for a cycle of no weeks.
    """
    _refuse_no_weeks(weeks)
    points = [(week / weeks * HUNDRED, percent) for week, percent in _floats(history)]
    gaps = [float(week) / weeks * HUNDRED for week in missed]
    return picture(
        "burn",
        _stretched(points, forecast, gaps),
        *(_tick(_percent(gap), BURN_TOP + BURN_PLOT + 2, BURN_TOP + BURN_PLOT + 8) for gap in gaps),
        ""
        if elapsed is None
        else _upright(clamp(elapsed), BURN_TOP - 4, BURN_HEIGHT - BURN_BOTTOM),
        *(_on_plot(point) for point in points),
        *(_text(m.position, BURN_HEIGHT - 7, m.text, m.anchor, "ax") for m in months),
        *(_text(0, _plot_y(float(level)) - 5, text, "start", "ax") for level, text in levels),
        *(_note(note) for note in notes),
        label=label,
        height=BURN_HEIGHT,
    )


def _level(line: str, start: float, end: float | None, height: int) -> SafeString | str:
    """A stretch of the unrolled orbit, where there is one."""
    if end is None or end <= start:
        return ""
    y = height / 2
    return element("line", class_=line, x1=_percent(start), x2=_percent(end), y1=y, y2=y)


def _upright(percent: float, top: float, bottom: float) -> SafeString:
    """The hand, standing across a track or a plot."""
    x = _percent(percent)
    return element("line", class_="hand", x1=x, x2=x, y1=top, y2=bottom)


def _ghost(before: Real | None, done: float, height: int, size: int) -> SafeString | str:
    if before is None or abs(clamp(before) - done) <= 0.5:
        return ""
    x = _percent(clamp(before))
    return element("circle", class_="ghost", cx=x, cy=height / 2, r=size * 0.62)


def _riding(done: float, height: int, size: int, confidence: str | None) -> SafeString:
    """The planet, in a view of its own because a transform knows no percent."""
    star = planet(size, confidence)
    return element("svg", star, x=_percent(done), y=height / 2, overflow="visible")


def _heart(number: int | None) -> SafeString:
    if number is None:
        return element("circle", class_="disc", r=5)
    return element("text", str(number), class_="num", font_size=12, y=4.2)


def _refuse_no_weeks(weeks: int) -> None:
    if weeks < 1:
        raise ValueError("A line over a cycle needs 1 week or more.")


def _floats(history: Measured) -> list[Point]:
    return [(float(week), float(percent)) for week, percent in history]


def _spark_cast(
    points: list[Point], weeks: int, forecast: Forecast | None, at: Callable[[Point], Point]
) -> SafeString | str:
    if not points or forecast is None:
        return ""
    end = _reach(points[-1], (weeks, float(forecast.value) * HUNDRED), SPARK_CAST_TOP)
    return _line("cast", at(points[-1]), at(end))


def _reach(start: Point, end: Point, top: float) -> Point:
    """Where the way from `start` to `end` leaves the picture above or below, else its end."""
    edge = max(0.0, min(end[1], top))
    if edge == end[1] or start[1] == end[1]:
        return end
    share = max(0.0, min((edge - start[1]) / (end[1] - start[1]), 1.0))
    return start[0] + share * (end[0] - start[0]), edge


def _stretched(points: list[Point], forecast: Forecast | None, gaps: list[float]) -> SafeString:
    """The shapes of a burn-up in a view of 100 by 100 that fills the plot."""
    return element(
        "svg",
        _line("base", _burn((0, 0)), _burn((HUNDRED, 0))),
        _line("goal", _burn((0, HUNDRED)), _burn((HUNDRED, HUNDRED))),
        _line("even", _burn((0, 0)), _burn((HUNDRED, HUNDRED))),
        *(_range(points[-1], forecast) if points and forecast else ()),
        *_lines(points, gaps, _burn),
        x=0,
        y=BURN_TOP,
        width="100%",
        height=BURN_PLOT,
        viewBox="0 0 100 100",
        preserveAspectRatio="none",
        overflow="visible",
    )


def _range(last: Point, forecast: Forecast) -> tuple[SafeString, SafeString]:
    """From the last measurement to the end: the band of 8 times out of 10, and its middle."""
    low, value, high = (
        _reach(last, (HUNDRED, float(share) * HUNDRED), BURN_HIGHEST)
        for share in (forecast.low, forecast.value, forecast.high)
    )
    floor = short(_burn(low)[1])
    band = f"M{_pair(_burn(last))}L{_pair(_burn(high))}H100V{floor}H{short(low[0])}Z"
    return element("path", class_="band", d=band), _line("cast", _burn(last), _burn(value))


def _burn(point: Point) -> Point:
    """Percent of the width and of the progress, in the stretched view."""
    percent = max(0.0, min(point[1], BURN_HIGHEST))
    return point[0], HUNDRED - percent / BURN_HIGHEST * HUNDRED


def _plot_y(percent: float) -> float:
    return BURN_TOP + BURN_PLOT * _burn((0, percent))[1] / HUNDRED


def _on_plot(point: Point) -> SafeString:
    return element("circle", class_="pt", cx=_percent(point[0]), cy=_plot_y(point[1]), r=2.6)


def _note(note: Note) -> SafeString:
    text_class = "strong" if note.strong else "ax"
    return _text(note.position, _plot_y(float(note.progress)), note.text, note.anchor, text_class)


def _text(x: Real, y: float, text: str, anchor: str, text_class: str) -> SafeString:
    return element("text", text, class_=text_class, x=_percent(x), y=y, text_anchor=anchor)


def _line(line: str, start: Point, end: Point) -> SafeString:
    return element("path", class_=line, d=f"M{_pair(start)}L{_pair(end)}")


def _lines(
    points: Sequence[Point], missed: Sequence[Real], at: Callable[[Point], Point]
) -> list[SafeString]:
    """The measured line; a dotted way where a planned measurement in between was missed."""
    runs, gaps = [list(points[:1])], []
    for start, end in pairwise(points):
        if any(start[0] < float(x) < end[0] for x in missed):
            gaps.append(_line("gap", at(start), at(end)))
            runs.append([end])
        else:
            runs[-1].append(end)
    solid = [run for run in runs if len(run) > 1] or runs[:1]
    return [*gaps, *(_polyline(map(at, run)) for run in solid)]


def _polyline(points: Iterable[Point]) -> SafeString:
    return element("polyline", class_="line", points=" ".join(_pair(p, ",") for p in points))


def _tick(x: Real | str, top: float, bottom: float) -> SafeString:
    """Something that was missed: it stands below the picture, for it has no height."""
    return element("line", class_="missed", x1=x, x2=x, y1=top, y2=bottom)


def _dot(dot: str, point: Point) -> SafeString:
    return element("circle", class_=dot, cx=point[0], cy=point[1], r=3)


def _pair(point: Point, between: str = " ") -> str:
    return f"{short(point[0])}{between}{short(point[1])}"


def _percent(number: Real) -> str:
    return f"{short(number)}%"
