"""The signs that dial, track and small ring share: circles by percent of a turn, and planets.

Angles are percent of a turn from 12 o'clock, clockwise; lengths are units of the view box, centre
0,0. What is returned as text is the path data of an SVG `d` attribute.
"""

from math import atan2, cos, degrees, pi, sin

from django.utils.safestring import SafeString

from charts.svg import HUNDRED, element, short

CONFIDENCES = ("confident", "unsure", "doubtful", "none")
FULL_TURN = 99.99


def point(radius: float, percent: float) -> tuple[float, float]:
    """Where a circle is after so many percent of a turn."""
    angle = 2 * pi * percent / HUNDRED
    return radius * sin(angle), -radius * cos(angle)


def arc(radius: float, start: float, end: float) -> str:
    """The path from `start` to `end` percent, a whole turn at most."""
    if end - start >= FULL_TURN:
        return turn(radius)
    (x0, y0), (x1, y1) = point(radius, start), point(radius, end)
    r, large = short(radius), int(end - start > 50)
    return f"M{short(x0)} {short(y0)}A{r} {r} 0 {large} 1 {short(x1)} {short(y1)}"


def turn(radius: float, *, from_top: bool = True, clockwise: bool = True) -> str:
    """A whole turn, as two half arcs because one arc cannot come back to where it began."""
    begin, middle = (-radius, radius) if from_top else (radius, -radius)
    half = f"A{short(radius)} {short(radius)} 0 1 {int(clockwise)} 0"
    return f"M0 {short(begin)}{half} {short(middle)}{half} {short(begin)}"


def spoke(start: float, end: float, percent: float) -> str:
    """A straight line from one radius to another."""
    (x0, y0), (x1, y1) = point(start, percent), point(end, percent)
    return f"M{short(x0)} {short(y0)}L{short(x1)} {short(y1)}"


def planet(radius: float, confidence: str | None, *, rotate: float = 0) -> SafeString:
    """A planet at 0,0: how much of it is lit is the team's own confidence.

    The lit side looks right, or wherever `rotate` degrees bring it. Without a word yet the outline
    is dashed. Raises `ValueError` for a word that is no confidence.
    """
    word = confidence or "none"
    if word not in CONFIDENCES:
        raise ValueError(f"“{word}” is no confidence: use one of {', '.join(CONFIDENCES)}.")
    return element(
        "g",
        element("circle", class_="air", r=radius + 2),
        element("circle", class_="body", r=radius),
        _lit(radius, word),
        class_="planet",
        data_conf=word,
        transform=f"rotate({short(rotate)})" if rotate else None,
    )


def placed(radius: float, percent: float, size: float, confidence: str | None) -> SafeString:
    """A planet of that size on a ring of that radius, its lit side turned to the sun."""
    x, y = point(radius, percent)
    turned = planet(size, confidence, rotate=degrees(atan2(-y, -x)))
    return element("g", turned, transform=f"translate({short(x)} {short(y)})")


def _lit(radius: float, word: str) -> SafeString | str:
    r, top = short(radius), short(-radius)
    half = f"M0 {top}A{r} {r} 0 0 1 0 {r}"
    if word == "confident":
        return element("circle", class_="lit", r=radius)
    if word == "unsure":
        return element("path", class_="lit", d=f"{half}Z")
    if word == "doubtful":
        return element("path", class_="lit", d=f"{half}A{short(radius * 0.6)} {r} 0 0 0 0 {top}Z")
    return ""
