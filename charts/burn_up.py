"""The measurements of a key result over its cycle, with the range it is expected to reach.

All progress is in percent and may be below 0 or above 100; what cannot be drawn is drawn at the
edge, and the figures stand beside it. Texts come translated from the caller; a picture with an
empty `label` is hidden from readers, where the words beside it say the same.
Weeks are counted from 0, the start of the cycle; a forecast is taken as `charts.forecast` gives it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString

from charts.forecast import Forecast
from charts.lines import (
    Measured,
    Point,
    floats,
    in_percent,
    line,
    lines,
    pair,
    reach,
    refuse_no_weeks,
    tick,
    upright,
)
from charts.svg import HUNDRED, Real, clamp, element, picture, short

HEIGHT, TOP, BOTTOM = 216, 16, 26
PLOT = HEIGHT - TOP - BOTTOM
HIGHEST = 118.0


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


def burn_up(
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
    refuse_no_weeks(weeks)
    points = [(week / weeks * HUNDRED, percent) for week, percent in floats(history)]
    gaps = [float(week) / weeks * HUNDRED for week in missed]
    return picture(
        "burn",
        _stretched(points, forecast, gaps),
        *(tick(in_percent(gap), TOP + PLOT + 2, TOP + PLOT + 8) for gap in gaps),
        "" if elapsed is None else upright(clamp(elapsed), TOP - 4, HEIGHT - BOTTOM),
        *(_on_plot(point) for point in points),
        *(_text(m.position, HEIGHT - 7, m.text, m.anchor, "ax") for m in months),
        *(_text(0, _plot_y(float(level)) - 5, text, "start", "ax") for level, text in levels),
        *(_note(note) for note in notes),
        label=label,
        height=HEIGHT,
    )


def _stretched(points: list[Point], forecast: Forecast | None, gaps: list[float]) -> SafeString:
    """The shapes of a burn-up in a view of 100 by 100 that fills the plot."""
    return element(
        "svg",
        line("base", _burn((0, 0)), _burn((HUNDRED, 0))),
        line("goal", _burn((0, HUNDRED)), _burn((HUNDRED, HUNDRED))),
        line("even", _burn((0, 0)), _burn((HUNDRED, HUNDRED))),
        *(_range(points[-1], forecast) if points and forecast else ()),
        *lines(points, gaps, _burn),
        x=0,
        y=TOP,
        width="100%",
        height=PLOT,
        viewBox="0 0 100 100",
        preserveAspectRatio="none",
        overflow="visible",
    )


def _range(last: Point, forecast: Forecast) -> tuple[SafeString, SafeString]:
    """From the last measurement to the end: the band of 8 times out of 10, and its middle."""
    low, value, high = (
        reach(last, (HUNDRED, float(share) * HUNDRED), HIGHEST)
        for share in (forecast.low, forecast.value, forecast.high)
    )
    floor = short(_burn(low)[1])
    band = f"M{pair(_burn(last))}L{pair(_burn(high))}H100V{floor}H{short(low[0])}Z"
    return element("path", class_="band", d=band), line("cast", _burn(last), _burn(value))


def _burn(point: Point) -> Point:
    """Percent of the width and of the progress, in the stretched view."""
    percent = max(0.0, min(point[1], HIGHEST))
    return point[0], HUNDRED - percent / HIGHEST * HUNDRED


def _plot_y(percent: float) -> float:
    return TOP + PLOT * _burn((0, percent))[1] / HUNDRED


def _on_plot(point: Point) -> SafeString:
    return element("circle", class_="pt", cx=in_percent(point[0]), cy=_plot_y(point[1]), r=2.6)


def _note(note: Note) -> SafeString:
    text_class = "strong" if note.strong else "ax"
    return _text(note.position, _plot_y(float(note.progress)), note.text, note.anchor, text_class)


def _text(x: Real, y: float, text: str, anchor: str, text_class: str) -> SafeString:
    return element("text", text, class_=text_class, x=in_percent(x), y=y, text_anchor=anchor)
