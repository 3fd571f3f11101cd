"""How far a key result or a team is, as the orbit unrolled and as a ring for lists.

All progress is in percent and may be below 0 or above 100; what cannot be drawn is drawn at the
edge, and the figures stand beside it. Texts come translated from the caller; a picture with an
empty `label` is hidden from readers, where the words beside it say the same.
"""

from django.utils.safestring import SafeString

from charts.arcs import arc, placed, planet, spoke
from charts.lines import in_percent, upright
from charts.svg import HUNDRED, Real, clamp, element, picture

RING = 16


def progress_bar(
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
        "" if hand is None else upright(hand, 1, height - 1),
        _ghost(before, done, height, size),
        _riding(done, height, size, confidence),
        label=label,
        height=height,
    )


def progress_ring(
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
        element("circle", class_="path", r=RING),
        element("path", class_="arc", stroke_width=4, d=arc(RING, 0, done)) if done else "",
        ""
        if elapsed is None
        else element("path", class_="hand", d=spoke(inner, 20, clamp(elapsed))),
        _heart(number),
        placed(RING, done, 5, confidence),
        label="",
        viewBox="-24 -24 48 48",
        width=size,
        height=size,
    )


def _level(line: str, start: float, end: float | None, height: int) -> SafeString | str:
    """A stretch of the unrolled orbit, where there is one."""
    if end is None or end <= start:
        return ""
    y = height / 2
    return element("line", class_=line, x1=in_percent(start), x2=in_percent(end), y1=y, y2=y)


def _ghost(before: Real | None, done: float, height: int, size: int) -> SafeString | str:
    if before is None or abs(clamp(before) - done) <= 0.5:
        return ""
    x = in_percent(clamp(before))
    return element("circle", class_="ghost", cx=x, cy=height / 2, r=size * 0.62)


def _riding(done: float, height: int, size: int, confidence: str | None) -> SafeString:
    """The planet, in a view of its own because a transform knows no percent."""
    star = planet(size, confidence)
    return element("svg", star, x=in_percent(done), y=height / 2, overflow="visible")


def _heart(number: int | None) -> SafeString:
    if number is None:
        return element("circle", class_="disc", r=5)
    return element("text", str(number), class_="num", font_size=12, y=4.2)
