"""The ring of the time in a live room: the arc is what is left of it.

The server draws it once and sends when the time ends; the browser counts. To move it, a script
sets three attributes: `stroke-dasharray` of both arcs, `transform` of the bead, `data-state`.
"""

from datetime import timedelta
from math import ceil

from django.utils.safestring import SafeString

from charts.arcs import spoke, turn
from charts.svg import HUNDRED, clamp, element, picture, short

RING = 78
LAST = timedelta(minutes=2)
NONE_LEFT = timedelta(0)
MINUTE = timedelta(minutes=1)


def clock(left: timedelta, *, planned: timedelta, label: str) -> SafeString:
    """Draw the time `left` of what was `planned`; negative is how far it is over.

    The states are `on`, `last` from two minutes on, and `over`, which shows "+0:40". Both arcs run
    counter-clockwise from 12 o'clock and are measured as 100 long, so that the dash is the
    percent left. `label` says the same in words. Raises `ValueError` if no time was planned.
    """
    if planned <= NONE_LEFT:
        raise ValueError("A clock needs more than no time.")
    share = clamp(left / planned * HUNDRED)
    return picture(
        "timer",
        _ticks(planned),
        element("circle", class_="path", r=RING),
        _arc("arc rim", share),
        _arc("arc", share),
        _bead(share),
        element("text", reading(left), class_="clock", y=15),
        label=label,
        viewBox="-100 -100 200 200",
        data_state=state(left),
    )


def state(left: timedelta) -> str:
    """`on`, `last` in the last two minutes, `over` when there is less than none."""
    if left < NONE_LEFT:
        return "over"
    return "last" if left <= LAST else "on"


def reading(left: timedelta) -> str:
    """Minutes and seconds as the clock shows them: "7:42", and "+0:40" when it is over."""
    minutes, seconds = divmod(int(abs(left).total_seconds()), 60)
    return f"{'+' if left < NONE_LEFT else ''}{minutes}:{seconds:02d}"


def _ticks(planned: timedelta) -> SafeString:
    """One a minute, counter-clockwise like the arcs."""
    minutes = (-n * MINUTE / planned * HUNDRED for n in range(ceil(planned / MINUTE)))
    return element("g", *(element("path", d=spoke(94, 88, at)) for at in minutes), class_="ticks")


def _arc(arc_class: str, share: float) -> SafeString:
    return element(
        "path",
        class_=arc_class,
        d=turn(RING, clockwise=False),
        pathLength=100,
        stroke_dasharray=f"{short(share)} 100",
    )


def _bead(share: float) -> SafeString:
    dot = element("circle", class_="bead", cy=-RING, r=8)
    return element("g", dot, transform=f"rotate({short(-3.6 * share)})")
