"""The clock of a check-in: nobody pays for the overrun of another alone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.live_check_in.timebox import running_order, slot_length, too_short

QUARTER = timedelta(minutes=15)
START = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)

spans = st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=6))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.parametrize(
    ("teams", "left", "length"),
    [(3, 45, 15), (3, 60, 15), (3, 30, 10), (1, 4, 4), (2, 0, 0), (2, -7, 0)],
)
def test_slot_length_shares_what_is_left(teams: int, left: int, length: int) -> None:
    """K3: an overrun is shared by all who are still to come."""
    found = slot_length(
        planned=QUARTER, remaining_teams=teams, now=START, ends_at=START + minutes(left)
    )

    assert found == minutes(length)


def test_slot_length_measures_real_time_across_the_change_to_summer_time() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    length = slot_length(
        planned=timedelta(hours=2),
        remaining_teams=1,
        now=datetime(2026, 3, 29, 1, 30, tzinfo=berlin),
        ends_at=datetime(2026, 3, 29, 3, 30, tzinfo=berlin),
    )

    assert length == timedelta(hours=1)


def test_slot_length_takes_two_times_without_a_zone_but_not_one() -> None:
    bare = START.replace(tzinfo=None)

    assert slot_length(
        planned=QUARTER, remaining_teams=1, now=bare, ends_at=bare + minutes(5)
    ) == minutes(5)
    with pytest.raises(ValueError, match="lacks a time zone"):
        slot_length(planned=QUARTER, remaining_teams=1, now=bare, ends_at=START)


@pytest.mark.parametrize(("teams", "planned"), [(0, QUARTER), (-1, QUARTER), (1, -QUARTER)])
def test_slot_length_refuses_no_team_and_negative_plans(teams: int, planned: timedelta) -> None:
    with pytest.raises(ValueError, match=r"no team left|less than no time"):
        slot_length(planned=planned, remaining_teams=teams, now=START, ends_at=START + QUARTER)


@given(spans, st.integers(1, 20), spans)
def test_all_shares_together_fit_into_what_is_left(
    planned: timedelta, teams: int, left: timedelta
) -> None:
    length = slot_length(planned=planned, remaining_teams=teams, now=START, ends_at=START + left)

    assert timedelta(0) <= length <= planned
    assert length * teams <= left


@given(st.integers(1, 9), st.lists(st.timedeltas(min_value=-minutes(5), max_value=minutes(9))))
def test_the_last_team_never_pays_for_the_others(teams: int, overruns: list[timedelta]) -> None:
    """K3: whatever the teams before overran by, each next share is as long as the ones after it."""
    now, ends_at = START, START + QUARTER * teams

    for remaining, overrun in zip(range(teams, 1, -1), overruns, strict=False):
        length = slot_length(planned=QUARTER, remaining_teams=remaining, now=now, ends_at=ends_at)
        after = slot_length(
            planned=QUARTER, remaining_teams=remaining - 1, now=now + length, ends_at=ends_at
        )
        assert after >= length
        now += max(timedelta(0), length + overrun)


@pytest.mark.parametrize(("length", "short"), [(4.99, True), (5, False), (15, False), (0, True)])
def test_under_five_minutes_is_too_short(length: float, short: bool) -> None:
    assert too_short(minutes(length)) is short


@pytest.mark.parametrize(
    ("number", "order"), [(1, "ABC"), (2, "BCA"), (3, "CAB"), (4, "ABC"), (6, "CAB")]
)
def test_running_order_rotates_by_one(number: int, order: str) -> None:
    """K4: the first keeps the order, each next one rotates it."""
    assert running_order(["A", "B", "C"], number) == list(order)


def test_running_order_of_no_teams_is_empty() -> None:
    assert running_order([], 3) == []


def test_running_order_refuses_a_number_below_1() -> None:
    with pytest.raises(ValueError, match="counted from 1"):
        running_order(["A"], 0)


@given(st.lists(st.integers(), unique=True, min_size=1), st.integers(1, 100))
def test_every_team_is_first_once_in_a_round(teams: list[int], number: int) -> None:
    firsts = [running_order(teams, number + i)[0] for i in range(len(teams))]

    assert sorted(firsts) == sorted(teams)
    assert sorted(running_order(teams, number)) == sorted(teams)
