"""The solar chart: from no team to eight, from before the first day to the last."""

from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.solar import Ring, gap, radii, solar
from tests.drawing import every, numbers, only, read

NAMES = ["Bayi iletişimi ve güven", 'A <b>&"', "İş güvenliği", "Tourenplanung"]


def ring(number: int = 1, **changes: Any) -> Ring:
    usual: dict[str, Any] = {
        "number": number,
        "name": NAMES[number % 4],
        "progress": Decimal("51"),
        "confidence": "unsure",
        "hours": Decimal(20),
    }
    return Ring(**usual | changes)


def draw(*rings: Ring, **changes: Any) -> Element:
    usual: dict[str, Any] = {
        "elapsed": Decimal("54.9"),
        "week": 8,
        "weeks": 13,
        "of": "of 13",
        "when": "Today, week 8 of 13",
        "title": "Service technicians",
        "description": "Capabilities: 51 %, unsure.",
    }
    return read(solar(rings, **usual | changes))


def arcs(root: Element) -> list[str | None]:
    return [node.get("d") for node in every(root, "arc")]


@pytest.mark.parametrize(
    ("n", "found"),
    [
        (0, []),
        (1, [126]),
        (2, [108, 144]),
        (3, [90, 126, 162]),
        (4, [84, 112, 140, 168]),
        (5, [66, 92, 118, 144, 170]),
    ],
)
def test_radii_spread_from_the_inside_out(n: int, found: list[float]) -> None:
    assert radii(n) == pytest.approx(found)


@given(st.integers(2, 12))
def test_radii_leave_room_for_sun_and_rim(n: int) -> None:
    rings = radii(n)

    assert min(rings) >= 66 - 1e-9
    assert max(rings) <= 170 + 1e-9
    assert rings[1] - rings[0] == pytest.approx(gap(n))
    assert rings == sorted(rings)


@pytest.mark.parametrize(("n", "few"), [(1, True), (4, True), (5, False), (8, False)])
def test_names_stand_on_the_rings_up_to_four_teams(n: int, few: bool) -> None:
    """A5: strategy in the centre, teams around it, numbers alone from five on."""
    root = draw(*(ring(number) for number in range(1, n + 1)))

    assert [node.get("data-orbit") for node in every(root, "orbit")] == [
        str(number) for number in range(1, n + 1)
    ]
    assert [node.text for node in every(root, "num")] == [str(i) for i in range(1, n + 1)]
    assert len(every(root, "name")) == (n if few else 0)
    assert ("few" in (root.get("class") or "")) is few


def test_names_are_escaped_and_keep_their_letters() -> None:
    root = draw(*(ring(number) for number in range(4)))

    assert ["".join(node.itertext()) for node in every(root, "name")] == NAMES


def test_names_can_be_left_out() -> None:
    assert every(draw(ring(), names=False), "name") == []


def test_a_reader_hears_title_and_description() -> None:
    """S1: the picture has words."""
    root = draw(ring(), uid="final", title="A & B", description="<one>")

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "final-t final-d"
    assert [(node.get("id"), node.text) for node in root[:2]] == [
        ("final-t", "A & B"),
        ("final-d", "<one>"),
    ]


@pytest.mark.parametrize(
    ("progress", "place"),
    [
        (None, "translate(0 -126)"),
        (-20, "translate(0 -126)"),
        (0, "translate(0 -126)"),
        (50, "translate(0 126)"),
        (100, "translate(0 -126)"),
        (250, "translate(0 -126)"),
    ],
)
def test_planet_stands_where_the_progress_is(progress: int | None, place: str) -> None:
    orbit = only(draw(ring(progress=progress)), "orbit")

    assert orbit[-1].get("transform") == place


@pytest.mark.parametrize(
    ("progress", "path"),
    [
        (None, []),
        (0, []),
        (50, ["M0 -126A126 126 0 0 1 0 126"]),
        (100, ["M0 -126A126 126 0 1 1 0 126A126 126 0 1 1 0 -126"]),
        (250, ["M0 -126A126 126 0 1 1 0 126A126 126 0 1 1 0 -126"]),
    ],
)
def test_arc_is_the_way_so_far(progress: int | None, path: list[str]) -> None:
    assert arcs(draw(ring(progress=progress))) == path


@pytest.mark.parametrize(
    ("progress", "elapsed", "late"), [(30, 55, 1), (55, 55, 0), (80, 55, 0), (30, None, 0)]
)
def test_dots_run_from_a_late_planet_to_the_hand(
    progress: int, elapsed: int | None, late: int
) -> None:
    assert len(every(draw(ring(progress=progress), elapsed=elapsed), "lag")) == late


def test_before_the_cycle_there_is_no_hand_and_no_daylight() -> None:
    root = draw(ring(progress=None, confidence=None), elapsed=None, week=None)

    assert every(root, "hand") + every(root, "when") + every(root, "sum") == []
    assert daylight(root) == []
    assert len(every(root, "quarter")) == 3


def test_first_day_is_dashed_planets_at_12_o_clock() -> None:
    root = draw(*(ring(n, progress=0, confidence=None) for n in range(1, 9)), elapsed=0, week=1)

    assert {node.get("data-conf") for node in every(root, "planet")} == {"none"}
    assert only(root, "hand").get("d") == "M0 -46L0 -190"
    assert arcs(root) == []
    assert daylight(root) == []


@pytest.mark.parametrize("elapsed", [100, 120])
def test_last_day_is_full_of_light(elapsed: int) -> None:
    root = draw(ring(progress=40), elapsed=elapsed)

    (light,) = daylight(root)
    assert (light.tag, light.get("r")) == ("circle", "190")
    assert only(root, "hand").get("d") == "M0 -52L0 -190"


@pytest.mark.parametrize(("elapsed", "large"), [(25, "0 0 1 190 0"), (75, "0 1 1 -190 0")])
def test_daylight_is_the_sector_up_to_the_hand(elapsed: int, large: str) -> None:
    (light,) = daylight(draw(ring(), elapsed=elapsed))

    assert light.get("d") == f"M0 0V-190A190 190 {large}Z"


def daylight(root: Element) -> list[Element]:
    return [node for node in root.iter() if node.get("fill") == "url(#solar-day)"]


def test_sun_shows_the_week_and_no_mean() -> None:
    """A4: no roll-up over teams."""
    root = draw(ring(progress=20), ring(2, progress=60), week=8, of="von 13")

    assert [node.text for node in every(root, "sum")] == ["8", "von 13"]


def test_area_of_a_planet_follows_the_hours() -> None:
    root = draw(*(ring(n, hours=h) for n, h in enumerate((36, 9, 0), start=1)), elapsed=10)

    sizes = [numbers(node, "r")[0] for node in every(root, "body")]

    assert sizes == [14, 7, 5]


def test_no_hours_yet_are_the_smallest_planets() -> None:
    assert [node.get("r") for node in every(draw(ring(hours=0)), "body")] == ["5"]


@pytest.mark.parametrize(
    ("progress", "elapsed", "right"),
    [(51, 55, False), (70, 55, True), (40, 74, True), (30, 74, False), (40, None, False)],
)
def test_number_makes_way_for_planet_and_hand(
    progress: int, elapsed: int | None, right: bool
) -> None:
    root = draw(ring(progress=progress), elapsed=elapsed)

    assert (numbers(only(root, "num"), "x")[0] > 0) is right
    assert (only(root, "name").get("text-anchor") == "start") is right


def test_rim_has_a_tick_a_week() -> None:
    assert len(only(draw(ring(), weeks=13), "rim").findall("path")) == 13


def test_quarters_give_way_to_the_words_at_the_hand() -> None:
    root = draw(ring(), elapsed=45, quarters=("%25", "%50", "%75"))

    assert ["".join(node.itertext()) for node in every(root, "quarter")] == ["%25", "%75"]


@pytest.mark.parametrize(
    ("elapsed", "offset"), [(0, "50%"), (10, "60%"), (90, "40%"), (40, "60%"), (60, "40%")]
)
def test_words_at_the_hand_stay_upright(elapsed: int, offset: str) -> None:
    (rail,) = only(draw(ring(), elapsed=elapsed), "when")

    assert rail.get("startOffset") == offset
    assert rail.text == "Today, week 8 of 13"


def test_check_ins_are_dots_on_the_rim() -> None:
    dots = every(draw(checks=[(25, "done"), (50, "next"), (Decimal(75), "open")]), "check")

    assert [node.get("class") for node in dots] == ["check done", "check next", "check open"]
    assert [numbers(node, "cx", "cy") for node in dots] == [(190, 0), (0, 190), (-190, 0)]


def test_unknown_words_and_a_cycle_of_no_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="no state of a check-in"):
        draw(checks=[(25, "late")])
    with pytest.raises(ValueError, match="no confidence"):
        draw(ring(confidence="green"))
    with pytest.raises(ValueError, match="1 week or more"):
        draw(weeks=0)


teams = st.lists(
    st.builds(
        Ring,
        number=st.integers(1, 99),
        name=st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cn"]), max_size=40),
        progress=st.none() | st.decimals(-300, 300, places=2),
        confidence=st.sampled_from([None, "confident", "unsure", "doubtful"]),
        hours=st.decimals(0, 400, places=2),
    ),
    max_size=12,
    unique_by=lambda ring: ring.number,
)


@given(teams, st.none() | st.decimals(-10, 110, places=2), st.integers(1, 60))
def test_any_dial_is_well_formed_and_within_its_box(
    rings: list[Ring], elapsed: Decimal | None, weeks: int
) -> None:
    root = draw(*rings, elapsed=elapsed, weeks=weeks)

    assert len(every(root, "planet")) == len(rings)
    assert "nan" not in "".join(value for node in root.iter() for value in node.attrib.values())
    assert all(abs(x) <= 222 for node in root.iter("circle") for x in numbers_of(node))


def numbers_of(node: Element) -> list[float]:
    return [float(node.get(name) or 0) for name in ("cx", "cy", "r")]
