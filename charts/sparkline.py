"""The measurements of a key result as a small line.

All progress is in percent and may be below 0 or above 100; what cannot be drawn is drawn at the
edge, and the figures stand beside it. Texts come translated from the caller; a picture with an
empty `label` is hidden from readers, where the words beside it say the same.
Weeks are counted from 0, the start of the cycle; a forecast is taken as `charts.forecast` gives it.
"""

from collections.abc import Callable, Sequence

from django.utils.safestring import SafeString

from charts.forecast import Forecast
from charts.lines import Measured, Point, dot, floats, line, lines, reach, refuse_no_weeks, tick
from charts.svg import HUNDRED, Real, picture

PAD, TOP, CAST_TOP = 4, 110.0, 106.0


def sparkline(
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
    refuse_no_weeks(weeks)
    span, rise = width - 2 * PAD, height - 2 * PAD

    def at(point: Point) -> Point:
        level = max(0.0, min(point[1], TOP)) / HUNDRED
        return PAD + span * point[0] / weeks, height - PAD - rise * level

    points = floats(history)
    return picture(
        "spark",
        line("goal", at((0, HUNDRED)), at((weeks, HUNDRED))),
        line("even", at((0, 0)), at((weeks, HUNDRED))),
        _cast(points, weeks, forecast, at),
        *lines(points, missed, at),
        *(tick(at((float(week), 0))[0], height - 3, height) for week in missed),
        *(dot("end", at(point)) for point in points[-1:]),
        label=label,
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )


def _cast(
    points: list[Point], weeks: int, forecast: Forecast | None, at: Callable[[Point], Point]
) -> SafeString | str:
    if not points or forecast is None:
        return ""
    end = reach(points[-1], (weeks, float(forecast.value) * HUNDRED), CAST_TOP)
    return line("cast", at(points[-1]), at(end))
