"""Hours per week and what they add up to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.hours.arithmetic import committed, cost, fte, limit, over_limit, weekly

quarters = st.integers(1, 160).map(lambda n: Decimal(n) / 4)


@given(quarters)
def test_weekly_lets_quarter_hours_pass(hours: Decimal) -> None:
    """E1: quarter hours, 0.25–40."""
    assert weekly(hours) == hours


@pytest.mark.parametrize("hours", ["0", "-0.25", "0.1", "40.25", "2.3", "NaN", "Infinity"])
def test_weekly_refuses_other_hours(hours: str) -> None:
    with pytest.raises(ValueError, match="Hours"):
        weekly(Decimal(hours))


@given(st.decimals(min_value=0, max_value=50, places=3))
def test_weekly_refuses_exactly_what_is_between_or_outside(hours: Decimal) -> None:
    allowed = hours % Decimal("0.25") == 0 and Decimal("0.25") <= hours <= 40

    if allowed:
        assert weekly(hours) == hours
    else:
        with pytest.raises(ValueError, match="Hours"):
            weekly(hours)


@pytest.mark.parametrize(
    ("hours", "week", "people"),
    [("40", "40", "1"), ("5", "40", "0.125"), ("0", "40", "0"), ("72", "36", "2")],
)
def test_fte_is_hours_in_full_weeks(hours: str, week: str, people: str) -> None:
    """E1: shown in hours and FTE."""
    assert fte(Decimal(hours), week=Decimal(week)) == Decimal(people)


def test_fte_takes_a_week_of_40_unless_told() -> None:
    assert fte(Decimal(10)) == Decimal("0.25")


@pytest.mark.parametrize(("hours", "week"), [("-1", "40"), ("5", "0"), ("5", "-40"), ("NaN", "40")])
def test_fte_refuses_impossible_hours(hours: str, week: str) -> None:
    with pytest.raises(ValueError, match=r"numbers from 0 up|more than 0 hours"):
        fte(Decimal(hours), week=Decimal(week))


@given(st.lists(quarters))
def test_fte_of_a_sum_is_the_sum_of_fte(hours: list[Decimal]) -> None:
    assert fte(committed(hours)) == sum(map(fte, hours))


def test_committed_hours_are_summed_over_memberships() -> None:
    """A6: over all running memberships of the organisation."""
    assert committed([Decimal("2.5"), Decimal("3.25")]) == Decimal("5.75")
    assert committed([]) == 0


@pytest.mark.parametrize(
    ("hours", "week", "warned"),
    [("8", "40", False), ("8.25", "40", True), ("4", "20", False), ("4.25", "20", True)],
)
def test_over_limit_warns_above_a_fifth_of_the_contract(
    hours: str, week: str, warned: bool
) -> None:
    """E6: default 20 % of the contractual week."""
    assert over_limit(Decimal(hours), week=Decimal(week)) is warned


def test_limit_can_be_set() -> None:
    assert limit() == 8
    assert limit(week=Decimal("37.5"), share=Decimal("0.1")) == Decimal("3.75")


@pytest.mark.parametrize("share", ["-0.1", "1.1", "NaN"])
def test_limit_refuses_what_is_no_share(share: str) -> None:
    with pytest.raises(ValueError, match="share"):
        limit(share=Decimal(share))


@given(quarters, quarters)
def test_more_hours_never_end_a_warning(hours: Decimal, more: Decimal) -> None:
    assert not over_limit(hours) or over_limit(hours + more)


def test_cost_is_hours_times_weeks() -> None:
    """E1: the extra work is visible."""
    parts = [(Decimal(5), Decimal(13)), (Decimal("2.5"), Decimal("6.5"))]

    assert cost(parts) == Decimal("81.25")
    assert cost([]) == 0


@pytest.mark.parametrize("part", [("-1", "3"), ("3", "-1")])
def test_cost_refuses_less_than_nothing(part: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="from 0 up"):
        cost([(Decimal(part[0]), Decimal(part[1]))])
