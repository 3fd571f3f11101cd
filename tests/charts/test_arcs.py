"""Points, arcs and planets."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.arcs import CONFIDENCES, arc, placed, planet, point, spoke, turn
from tests.drawing import every, only, read

percents = st.floats(0, 100)


@pytest.mark.parametrize(
    ("percent", "x", "y"), [(0, 0, -10), (25, 10, 0), (50, 0, 10), (75, -10, 0), (100, 0, -10)]
)
def test_point_starts_at_12_and_goes_clockwise(percent: float, x: float, y: float) -> None:
    assert point(10, percent) == pytest.approx((x, y), abs=1e-9)


@given(st.floats(1, 200), percents)
def test_point_stays_on_its_circle(radius: float, percent: float) -> None:
    assert hypot(*point(radius, percent)) == pytest.approx(radius)


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [
        (0, 25, "M0 -16A16 16 0 0 1 16 0"),
        (0, 50, "M0 -16A16 16 0 0 1 0 16"),
        (0, 75, "M0 -16A16 16 0 1 1 -16 0"),
        (25, 50, "M16 0A16 16 0 0 1 0 16"),
        (0, 100, "M0 -16A16 16 0 1 1 0 16A16 16 0 1 1 0 -16"),
    ],
)
def test_arc_is_large_beyond_half_and_doubled_at_a_whole_turn(
    start: float, end: float, path: str
) -> None:
    assert arc(16, start, end) == path


def test_turn_can_begin_below_and_run_against_the_clock() -> None:
    assert turn(5, from_top=False) == "M0 5A5 5 0 1 1 0 -5A5 5 0 1 1 0 5"
    assert turn(5, clockwise=False) == "M0 -5A5 5 0 1 0 0 5A5 5 0 1 0 0 -5"


def test_spoke_goes_outwards() -> None:
    assert spoke(52, 190, 25) == "M52 0L190 0"


@pytest.mark.parametrize(("word", "tag"), [("confident", "circle"), ("unsure", "path")])
def test_planet_is_lit_as_far_as_the_team_is_confident(word: str, tag: str) -> None:
    """K6: confidence is drawn as light, progress as place."""
    drawn = read(planet(7, word))

    assert drawn.get("data-conf") == word
    assert only(drawn, "lit").tag == tag


def test_doubtful_planet_is_a_crescent() -> None:
    path = only(read(planet(10, "doubtful")), "lit").get("d")

    assert path == "M0 -10A10 10 0 0 1 0 10A6 10 0 0 0 0 -10Z"


@pytest.mark.parametrize("word", [None, "", "none"])
def test_planet_without_a_word_is_dark(word: str | None) -> None:
    drawn = read(planet(7, word))

    assert drawn.get("data-conf") == "none"
    assert every(drawn, "lit") == []


def test_planet_refuses_other_words() -> None:
    with pytest.raises(ValueError, match="“green” is no confidence"):
        planet(7, "green")


@pytest.mark.parametrize(
    ("percent", "place", "rotation"),
    [
        (0, "translate(0 -16)", "rotate(90)"),
        (25, "translate(16 0)", "rotate(180)"),
        (50, "translate(0 16)", "rotate(-90)"),
    ],
)
def test_lit_side_is_turned_to_the_sun(percent: float, place: str, rotation: str) -> None:
    drawn = read(placed(16, percent, 5, "unsure"))

    assert drawn.get("transform") == place
    assert only(drawn, "planet").get("transform") == rotation


def test_every_confidence_looks_different() -> None:
    drawn = [planet(7, word).replace(word, "") for word in CONFIDENCES]

    assert all(a != b for a, b in pairwise(sorted(drawn)))
