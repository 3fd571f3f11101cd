"""A week as squares: one square is one hour."""

import re
from decimal import Decimal
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.week import week
from tests.drawing import every, read

quarters = st.integers(0, 200).map(lambda n: Decimal(n) / 4)


SQUARE = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)q([\d.]+) ")


def places(root: Element, kind: str) -> list[tuple[float, ...]]:
    """Left edge, upper edge and width of each square of the kind's one path."""
    paths = every(root, kind)
    assert len(paths) <= 1
    squares = [map(float, one) for path in paths for one in SQUARE.findall(path.get("d") or "")]
    return [
        (round(x - corner, 2), y, round(across + 2 * corner, 2)) for x, y, across, corner in squares
    ]


def test_a_full_week_is_forty_squares_in_five_days() -> None:
    """E6: agreed before, asked now, left for the home team."""
    root = read(week(agreed=Decimal(3), asked=Decimal(2), label="Of 40 hours: 3 agreed"))

    assert [len(places(root, kind)) for kind in ("set", "asked", "free")] == [3, 2, 35]
    assert places(root, "set") == [(0, 0, 9), (11, 0, 9), (22, 0, 9)]
    assert places(root, "free")[3] == (93, 0, 9)
    assert root.get("viewBox") == "-1 -1 460 11"
    assert root.get("aria-label") == "Of 40 hours: 3 agreed"


def test_a_part_time_week_is_shorter_and_not_larger() -> None:
    root = read(week(agreed=3, asked=2, length=20, label=""))

    assert sum(len(places(root, kind)) for kind in ("set", "asked", "free")) == 20
    assert root.get("viewBox") == "-1 -1 460 11"
    assert root.get("aria-hidden") == "true"


def test_hours_over_forty_begin_a_new_row() -> None:
    root = read(week(agreed=40, asked=11, label="x"))

    assert places(root, "asked")[0] == (0, 15, 9)
    assert len(places(root, "asked")) == 11
    assert root.get("viewBox") == "-1 -1 460 26"


def test_hours_over_the_contract_leave_nothing_open() -> None:
    assert places(read(week(agreed=25, length=20, label="x")), "free") == []


def test_quarter_hours_are_parts_of_a_square() -> None:
    root = read(week(agreed=Decimal("2.25"), asked=Decimal("0.5"), length=3, label="x"))

    assert places(root, "set") == [(0, 0, 9), (11, 0, 9), (22, 0, 2.25)]
    assert places(root, "asked") == [(24.25, 0, 4.5)]
    assert places(root, "free") == [(28.75, 0, 2.25)]


@pytest.mark.parametrize("hours", ["-1", "NaN", "Infinity"])
def test_impossible_hours_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        week(agreed=Decimal(hours), label="x")


def test_labels_are_escaped() -> None:
    assert read(week(agreed=1, label='Işık <&"')).get("aria-label") == 'Işık <&"'


@given(quarters, quarters, quarters)
def test_squares_add_up_to_the_hours(agreed: Decimal, asked: Decimal, length: Decimal) -> None:
    root = read(week(agreed=agreed, asked=asked, length=length, label="x"))

    drawn = {
        kind: sum(width for _, _, width in places(root, kind)) / 9
        for kind in ("set", "asked", "free")
    }

    left = max(length - agreed - asked, Decimal(0))
    hours = {"set": float(agreed), "asked": float(asked), "free": float(left)}
    assert drawn == pytest.approx(hours, abs=0.02)
