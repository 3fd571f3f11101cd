"""The solar chart: a theme's teams as planets around the sun, the cycle as a hand.

Pure geometry. Angles are percent of a turn from 12 o'clock, clockwise; lengths are units of the
view box, centre 0,0. Texts come translated from the caller. Numbers and shapes follow the
design's chapter on charts; colours live in the style sheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sqrt
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from charts.arcs import FULL_TURN, arc, placed, point, spoke, turn
from charts.svg import HUNDRED, Real, clamp, element, short

CHECK_STATES = ("done", "next", "open")
FEW = 4
EDGE = 222
RIM, TEXT_RIM = 190, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One team on the dial.

    `progress` is in percent, raw or clamped, `None` before anything is measured; `confidence` a
    word of the method or `None`; `hours` a week make the planet's area.
    """

    number: int
    name: str
    progress: Real | None
    confidence: str | None
    hours: Real


class Layout(NamedTuple):
    """What depends on the number of teams: ring radii inside out, sun, arc width, planet, type."""

    radii: list[float]
    sun: int
    width: float
    largest: float
    font: float


def solar(
    rings: Sequence[Ring],
    *,
    elapsed: Real | None,
    week: int | None,
    weeks: int,
    of: str,
    when: str,
    title: str,
    description: str,
    checks: Iterable[tuple[Real, str]] = (),
    uid: str = "solar",
    quarters: tuple[str, str, str] = ("25 %", "50 %", "75 %"),
    names: bool = True,
) -> SafeString:
    """Draw the dial of one cycle.

    `elapsed` is the percent of the cycle that is over, `None` before it starts (no hand then, and
    `when` is not drawn). The sun shows `week` and below it `of` ("of 13"): there is no mean over
    teams. `checks` are the check-ins as (percent of the cycle, `done`, `next` or `open`). `uid`
    begins every id, so that two dials fit on one page. Raises `ValueError` for a cycle of no
    weeks, and for words that are no confidence or no state of a check-in.
    """
    if weeks < 1:
        raise ValueError("A dial needs a cycle of 1 week or more.")
    now = None if elapsed is None else clamp(elapsed)
    layout = _layout(len(rings))
    return element(
        "svg",
        element("title", title, id=f"{uid}-t"),
        element("desc", description, id=f"{uid}-d"),
        _daylight_colours(uid),
        _stars(),
        _daylight(now, uid),
        _rim(weeks),
        _quarters(quarters, now, uid),
        *(_check(percent, state) for percent, state in checks),
        *_orbits(rings, layout, now, uid if names and len(rings) <= FEW else None),
        _hand(now, layout.sun),
        "" if now is None else _around(now, when, "when", f"{uid}-when"),
        _sun(layout.sun, week, of),
        class_="solar few" if len(rings) <= FEW else "solar",
        viewBox=f"{-EDGE} {-EDGE} {2 * EDGE} {2 * EDGE}",
        role="img",
        aria_labelledby=f"{uid}-t {uid}-d",
    )


def radii(n: int) -> list[float]:
    """Radii of the rings of `n` teams, from the inside out."""
    low, high = _room(n)
    return [(low + high) / 2 + (i - (n - 1) / 2) * gap(n) for i in range(n)]


def gap(n: int) -> float:
    """Distance between two of the rings of `n` teams."""
    low, high = _room(n)
    return min(36.0, (high - low) / (n - 1)) if n > 1 else 36.0


def _room(n: int) -> tuple[int, int]:
    """Innermost and outermost radius that rings may have."""
    return (84, 168) if n <= FEW else (66, 170)


def _layout(n: int) -> Layout:
    return Layout(
        radii=radii(n),
        sun=46 if n <= FEW else 40,
        width=max(4.0, min(0.24 * gap(n), 8.0)),
        largest=min(14.0, 0.46 * gap(n)),
        font=11 if n <= FEW else 9.5,
    )


def _daylight_colours(uid: str) -> SafeString:
    return element(
        "radialGradient",
        element("stop", class_="near", offset=".22"),
        element("stop", class_="far", offset="1"),
        id=f"{uid}-day",
        gradientUnits="userSpaceOnUse",
        cx=0,
        cy=0,
        r=RIM,
    )


@cache
def _stars() -> SafeString:
    """Fixed, quiet stars in the corners, shown at night only."""
    seen, seed = [], 7
    for _ in range(80):
        seed = seed * 16807 % 2147483647
        x = seed % 440 - 220
        seed = seed * 16807 % 2147483647
        y = seed % 440 - 220
        if x * x + y * y > (EDGE - 4) ** 2:
            seen.append(element("circle", cx=x, cy=y, r=0.5 + seed % 9 / 10))
    return element("g", *seen, class_="stars")


def _daylight(now: float | None, uid: str) -> SafeString | str:
    """The sector from the start of the cycle to the hand."""
    if not now:
        return ""
    fill = f"url(#{uid}-day)"
    if now >= FULL_TURN:
        return element("circle", fill=fill, r=RIM)
    x, y = point(RIM, now)
    rest = f"A{RIM} {RIM} 0 {int(now > 50)} 1 {short(x)} {short(y)}Z"
    return element("path", fill=fill, d=f"M0 0V{-RIM}{rest}")


def _rim(weeks: int) -> SafeString:
    """The edge of the dial with one tick a week, the first one longer."""
    ticks = (spoke(RIM, RIM - (5 if n else 9), n / weeks * HUNDRED) for n in range(weeks))
    return element(
        "g", element("circle", r=RIM), *(element("path", d=tick) for tick in ticks), class_="rim"
    )


def _quarters(texts: tuple[str, str, str], now: float | None, uid: str) -> SafeString:
    """25, 50 and 75 percent, unless the words at the hand stand there."""
    free = [
        _around(percent, text, "quarter", f"{uid}-q{percent}")
        for percent, text in zip((25, 50, 75), texts, strict=True)
        if now is None or abs(percent - now) > 11
    ]
    return element("g", *free)


def _around(percent: float, text: str, text_class: str, uid: str) -> SafeString:
    """Text along the rim, upright: clockwise in the upper half, the other way round below."""
    if cos(2 * pi * percent / HUNDRED) > -0.05:
        rail = turn(TEXT_RIM, from_top=False)
        return _on_rail(rail, (percent + 50) % HUNDRED, text, text_class, "middle", uid)
    rail = turn(TEXT_RIM + 9, clockwise=False)
    return _on_rail(rail, HUNDRED - percent, text, text_class, "middle", uid)


def _on_rail(
    rail: str, offset: float, text: str, text_class: str, anchor: str, uid: str
) -> SafeString:
    along = element("textPath", text, href=f"#{uid}", startOffset=f"{short(offset)}%")
    path = element("path", id=uid, class_="rail", d=rail)
    return format_html("{}{}", path, element("text", along, class_=text_class, text_anchor=anchor))


def _check(percent: Real, state: str) -> SafeString:
    if state not in CHECK_STATES:
        raise ValueError(f"“{state}” is no state of a check-in: use {', '.join(CHECK_STATES)}.")
    x, y = point(RIM, clamp(percent))
    return element("circle", class_=f"check {state}", cx=x, cy=y, r=4)


def _orbits(
    rings: Sequence[Ring], layout: Layout, now: float | None, uid: str | None
) -> list[SafeString]:
    most = max((float(ring.hours) for ring in rings), default=0) or 1.0
    return [
        _orbit(ring, layout, radius, now, sqrt(max(0.0, float(ring.hours)) / most), uid)
        for ring, radius in zip(rings, layout.radii, strict=True)
    ]


def _orbit(
    ring: Ring, layout: Layout, radius: float, now: float | None, size: float, uid: str | None
) -> SafeString:
    """One team: its ring, the way it came, the dots it is late by, its number, name and planet."""
    done = clamp(ring.progress)
    right = done >= 70 or (now is not None and now >= 74 and done > 30)
    side = (layout.largest + 11) * (1 if right else -1)
    smallest = min(5.0, layout.largest)
    return element(
        "g",
        element("circle", class_="path", r=radius),
        _way(radius, done, layout.width),
        _lag(radius, done, now),
        _number(ring.number, radius, side, layout.font),
        _name(ring, radius + layout.width / 2 + 4.5, side, f"{uid}-p{ring.number}") if uid else "",
        placed(radius, done, max(smallest, layout.largest * size), ring.confidence),
        class_="orbit",
        data_orbit=ring.number,
    )


def _way(radius: float, done: float, width: float) -> SafeString | str:
    return element("path", class_="arc", stroke_width=width, d=arc(radius, 0, done)) if done else ""


def _lag(radius: float, done: float, now: float | None) -> SafeString | str:
    if now is None or done >= now:
        return ""
    return element("path", class_="lag", d=arc(radius, done, now))


def _number(number: int, radius: float, side: float, font: float) -> SafeString:
    """Beside 12 o'clock, on a patch of paper that stops the ring."""
    y = -sqrt(radius * radius - side * side)
    stop = element("circle", class_="stop", cx=side, cy=y, r=font * 0.72)
    text = element("text", str(number), class_="num", font_size=font, x=side, y=y + font * 0.36)
    return format_html("{}{}", stop, text)


def _name(ring: Ring, radius: float, side: float, uid: str) -> SafeString:
    """Along the ring, leading away from the number."""
    rail = turn(radius, from_top=False)
    away = (abs(side) + 12) / radius / (2 * pi) * HUNDRED
    if side > 0:
        return _on_rail(rail, 50 + away, ring.name, "name", "start", uid)
    return _on_rail(rail, 50 - away, ring.name, "name", "end", uid)


def _hand(now: float | None, sun: float) -> SafeString | str:
    return "" if now is None else element("path", class_="hand", d=spoke(sun + 6, RIM, now))


def _sun(radius: float, week: int | None, of: str) -> SafeString:
    texts = (
        []
        if week is None
        else [
            element("text", str(week), class_="sum", font_size=radius * 0.66, y=radius * 0.1),
            element("text", of, class_="sum of", font_size=radius * 0.28, y=radius * 0.5),
        ]
    )
    return element(
        "g",
        element("circle", class_="corona", r=radius + 6),
        element("circle", class_="disc", r=radius),
        *texts,
        class_="sun",
    )
