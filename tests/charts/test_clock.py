"""The ring of a team's time."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.clock import clock, reading, state
from tests.drawing import every, only, read

QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize(
    ("seconds", "word", "text", "dash", "bead"),
    [
        (900, "on", "15:00", "100 100", "rotate(-360)"),
        (462, "on", "7:42", "51.33 100", "rotate(-184.8)"),
        (121, "on", "2:01", "13.44 100", "rotate(-48.4)"),
        (120, "last", "2:00", "13.33 100", "rotate(-48)"),
        (0, "last", "0:00", "0 100", "rotate(0)"),
        (-1, "over", "+0:01", "0 100", "rotate(0)"),
        (-640, "over", "+10:40", "0 100", "rotate(0)"),
        (1200, "on", "20:00", "100 100", "rotate(-360)"),
    ],
)
def test_clock_shows_what_is_left(seconds: int, word: str, text: str, dash: str, bead: str) -> None:
    """K3: the clock has text and a state, colour is not the only sign."""
    root = read(clock(timedelta(seconds=seconds), planned=QUARTER, label="left"))

    assert root.get("data-state") == word
    assert only(root, "clock").text == text
    assert [node.get("stroke-dasharray") for node in every(root, "arc")] == [dash, dash]
    assert root[4].get("transform") == bead


@pytest.mark.parametrize(("minutes", "ticks"), [(15, 15), (10, 10), (12.5, 13)])
def test_clock_has_a_tick_a_minute(minutes: float, ticks: int) -> None:
    planned = timedelta(minutes=minutes)

    assert len(only(read(clock(planned, planned=planned, label="x")), "ticks")) == ticks


def test_clock_label_is_escaped() -> None:
    root = read(clock(QUARTER, planned=QUARTER, label='15 dakika <&" kaldı'))

    assert root.get("aria-label") == '15 dakika <&" kaldı'


@pytest.mark.parametrize("planned", [timedelta(0), -QUARTER])
def test_clock_refuses_no_time(planned: timedelta) -> None:
    with pytest.raises(ValueError, match="more than no time"):
        clock(QUARTER, planned=planned, label="x")


@given(st.timedeltas(min_value=-timedelta(hours=3), max_value=timedelta(hours=3)))
def test_reading_and_state_agree(left: timedelta) -> None:
    assert reading(left).startswith("+") is (state(left) == "over")
    assert 0 <= int(reading(left).partition(":")[2]) < 60
