"""Progress bar and ring, sparkline and burn-up."""

from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.burn_up import Label, Note, burn_up
from charts.forecast import Forecast
from charts.progress_bar import progress_bar, progress_ring
from charts.sparkline import sparkline
from charts.svg import Real
from tests.drawing import every, numbers, only, read

HISTORY: list[tuple[Real, Real]] = [(0, 0), (Decimal("2.5"), Decimal(30)), (7, 50)]
AT_TARGET = Forecast(Decimal("0.9"), Decimal("0.8"), Decimal(1))

percents = st.decimals(-300, 300, places=2)
confidences = st.sampled_from([None, "confident", "unsure", "doubtful"])


def stretch(root: Element, line: str) -> list[tuple[float, ...]]:
    return [numbers(node, "x1", "x2") for node in every(root, line)]


@pytest.mark.parametrize(
    ("progress", "arc", "lag", "planet"),
    [
        (None, [], [(0, 55)], "0%"),
        (-20, [], [(0, 55)], "0%"),
        (0, [], [(0, 55)], "0%"),
        (50, [(0, 50)], [(50, 55)], "50%"),
        (Decimal("62.5"), [(0, 62.5)], [], "62.5%"),
        (100, [(0, 100)], [], "100%"),
        (250, [(0, 100)], [], "100%"),
    ],
)
def test_track_is_the_orbit_unrolled(
    progress: int | None, arc: list[object], lag: list[object], planet: str
) -> None:
    root = read(progress_bar(progress, elapsed=55, confidence="unsure", label="x"))

    assert stretch(root, "path") == [(0, 100)]
    assert stretch(root, "arc") == arc
    assert stretch(root, "lag") == lag
    assert stretch(root, "hand") == [(55, 55)]
    assert [node.get("x") for node in root.iter("svg") if node.get("x")] == [planet]


def test_track_without_a_hand_has_no_dots() -> None:
    root = read(progress_bar(30, confidence=None, label="x"))

    assert every(root, "hand") + every(root, "lag") == []


@pytest.mark.parametrize(
    ("before", "ghosts"),
    [(None, []), (48, [48]), (Decimal("50.4"), []), (-10, [0]), (250, [100])],
)
def test_track_shows_where_the_planet_stood(
    before: int | Decimal | None, ghosts: list[float]
) -> None:
    """K5: change since last time."""
    root = read(progress_bar(50, elapsed=55, confidence="unsure", before=before, label="x"))

    assert [numbers(node, "cx")[0] for node in every(root, "ghost")] == ghosts


def test_track_grows_for_the_room() -> None:
    small, big = (
        read(progress_bar(50, confidence="unsure", label="x", big=size)) for size in (False, True)
    )

    assert (small.get("class"), small.get("height")) == ("track", "20")
    assert (big.get("class"), big.get("height")) == ("track big", "32")
    assert [only(root, "body").get("r") for root in (small, big)] == ["7", "11"]


def test_labels_are_escaped_and_an_empty_one_hides_the_picture() -> None:
    spoken = read(progress_bar(50, confidence=None, label='50 %, "güven" <&'))
    hidden = read(progress_bar(50, confidence=None, label=""))

    assert (spoken.get("role"), spoken.get("aria-label")) == ("img", '50 %, "güven" <&')
    assert hidden.get("aria-hidden") == "true"


@pytest.mark.parametrize(
    ("progress", "paths", "place"),
    [
        (None, 0, "translate(0 -16)"),
        (0, 0, "translate(0 -16)"),
        (50, 1, "translate(0 16)"),
        (100, 1, "translate(0 -16)"),
        (250, 1, "translate(0 -16)"),
    ],
)
def test_mini_is_one_ring(progress: int | None, paths: int, place: str) -> None:
    root = read(progress_ring(progress, elapsed=50, confidence="confident"))

    assert len(every(root, "arc")) == paths
    assert root[-1].get("transform") == place
    assert only(root, "hand").get("d") == "M0 9L0 20"
    assert root.get("aria-hidden") == "true"


def test_mini_shows_a_sun_or_the_number_of_the_team() -> None:
    sun = read(progress_ring(50, elapsed=None, confidence=None))
    number = read(progress_ring(50, elapsed=None, confidence=None, number=3, size=72))

    assert (len(every(sun, "disc")), every(sun, "num")) == (1, [])
    assert (every(number, "disc"), only(number, "num").text) == ([], "3")
    assert (number.get("width"), number.get("height")) == ("72", "72")
    assert every(sun, "hand") == []


def test_spark_draws_what_was_measured() -> None:
    root = read(sparkline(HISTORY, weeks=13, label="History"))

    assert only(root, "line").get("points") == "4,30 24,22.2 60,17"
    assert numbers(only(root, "end"), "cx", "cy") == (60, 17)
    assert only(root, "goal").get("d") == "M4 4L108 4"
    assert only(root, "even").get("d") == "M4 30L108 4"
    assert every(root, "cast") == []


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("0.9", "M60 17L108 6.6"),
        ("1", "M60 17L108 4"),
        ("1.62", "M60 17L84 2.44"),
        ("-0.5", "M60 17L84 30"),
    ],
)
def test_spark_forecast_ends_with_the_cycle_or_the_picture(value: str, path: str) -> None:
    cast = Forecast(Decimal(value), Decimal(0), Decimal(2))

    root = read(sparkline(HISTORY, weeks=13, label="History", forecast=cast))

    assert only(root, "cast").get("d") == path


def test_spark_of_nothing_measured_is_the_goal_alone() -> None:
    root = read(sparkline([], weeks=13, label="History", forecast=AT_TARGET))

    assert every(root, "end") + every(root, "cast") == []
    assert only(root, "line").get("points") == ""


def test_lines_over_no_weeks_are_refused() -> None:
    for draw in (sparkline, burn_up):
        with pytest.raises(ValueError, match="1 week or more"):
            draw(HISTORY, weeks=0, label="x")


def test_burnup_draws_history_hand_and_range() -> None:
    root = read(burn_up(HISTORY, weeks=10, elapsed=75, label="Week by week", forecast=AT_TARGET))

    assert only(root, "line").get("points") == "0,100 25,74.58 70,57.63"
    assert only(root, "band").get("d") == "M70 57.63L100 15.25H100V32.2H100Z"
    assert only(root, "cast").get("d") == "M70 57.63L100 23.73"
    assert numbers(only(root, "hand"), "x1", "x2", "y1", "y2") == (75, 75, 12, 190)
    assert [node.get("cx") for node in every(root, "pt")] == ["0%", "25%", "70%"]


@pytest.mark.parametrize("draw", [sparkline, burn_up])
def test_missed_week_is_a_gap_with_a_tick_and_no_value(draw: Any) -> None:
    """I5: dotted where something was missed in between, a tick below; never a point at zero."""
    root = read(draw([(1, 10), (3, 20), (7, 50)], weeks=10, label="x", missed=[5, 9]))
    whole = read(draw([(1, 10), (3, 20), (7, 50)], weeks=10, label="x"))

    assert len(only(root, "line").get("points", "").split()) == 2
    assert len(every(root, "gap")) == 1
    assert len(every(root, "missed")) == 2
    assert len(every(root, "pt")) == len(every(whole, "pt"))
    assert len(only(whole, "line").get("points", "").split()) == 3
    assert every(whole, "gap") + every(whole, "missed") == []


def test_burnup_range_stops_at_the_edges_of_the_picture() -> None:
    wide = Forecast(Decimal("0.5"), Decimal("-0.5"), Decimal("1.5"))

    root = read(burn_up([(0, 0), (5, 50)], weeks=10, label="x", forecast=wide))

    assert only(root, "band").get("d") == "M50 57.63L84 0H100V100H75Z"


def test_burnup_without_a_forecast_or_history_is_still_a_picture() -> None:
    measured, empty = (
        read(burn_up(HISTORY, weeks=13, label="x")),
        read(burn_up([], weeks=13, label="x")),
    )

    assert every(measured, "band") + every(measured, "cast") + every(measured, "hand") == []
    assert every(empty, "pt") == []


def test_burnup_texts_stand_outside_the_stretched_view_and_are_escaped() -> None:
    root = read(
        burn_up(
            HISTORY,
            weeks=10,
            label="x",
            months=[Label(0, "30 Şub & <", "start"), Label(Decimal("35.16"), "1 May")],
            levels=[(100, "Hedef 480")],
            notes=[Note(53, 50, "292", "end", strong=True), Note(56, 107, "Bugün")],
        )
    )

    texts = [node for node in root if node.tag == "text"]
    assert [node.text for node in texts] == ["30 Şub & <", "1 May", "Hedef 480", "292", "Bugün"]
    assert [node.get("text-anchor") for node in texts] == [
        "start",
        "middle",
        "start",
        "end",
        "start",
    ]
    assert [node.get("class") for node in texts] == ["ax", "ax", "ax", "strong", "ax"]
    assert [node.get("y") for node in texts] == ["209", "209", "37.54", "116.27", "32.22"]


@given(
    st.lists(st.tuples(st.integers(0, 13), percents), max_size=9),
    st.none() | st.builds(Forecast, percents, percents, percents),
    st.none() | percents,
    confidences,
)
def test_whatever_was_measured_can_be_drawn(
    history: list[tuple[int, Decimal]],
    forecast: Forecast | None,
    elapsed: Decimal | None,
    confidence: str | None,
) -> None:
    last = history[-1][1] if history else None

    drawings = [
        read(sparkline(history, weeks=13, label="x", forecast=forecast)),
        read(burn_up(history, weeks=13, label="x", forecast=forecast, elapsed=elapsed)),
        read(progress_bar(last, confidence=confidence, label="x", elapsed=elapsed, before=elapsed)),
        read(progress_ring(last, confidence=confidence, elapsed=elapsed)),
    ]

    for root in drawings:
        assert "nan" not in "".join(v for node in root.iter() for v in node.attrib.values())
    assert all(0 <= numbers(node, "cy")[0] <= 34 for node in every(drawings[0], "end"))
    assert all(16 <= numbers(node, "cy")[0] <= 190 for node in every(drawings[1], "pt"))
