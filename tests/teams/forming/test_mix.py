"""How mixed a team is: the vectors of the method and what must always hold."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.forming.mix import Mix, blau, mix, reachable

teams = st.lists(st.integers(0, 30), max_size=12)


@pytest.mark.parametrize(
    ("counts", "present", "index", "share"),
    [
        ([3, 2, 1], 3, "0.6111", "0.7857"),
        ([6], 1, "0", "0"),
        ([2, 2], 2, "0.5", "0.6667"),
        ([2, 2, 0, 0, 0], 2, "0.5", "0.6667"),
        ([1], 1, "0", None),
        ([], 0, "0", None),
    ],
)
def test_mix_is_the_vector_of_the_method(
    counts: list[int], present: int, index: str, share: str | None
) -> None:
    """D2: the diversity of a team, seen against what its size can reach over 5 categories."""
    found = mix(counts, 5)

    assert found.present == present
    assert round(found.blau, 4) == Decimal(index)
    assert found.share is None if share is None else round(found.share or 0, 4) == Decimal(share)


def test_mix_over_one_category_has_no_share() -> None:
    assert mix([4], 1) == Mix(1, Decimal(0), None)


def test_reachable_spreads_people_most_evenly() -> None:
    assert reachable(6, 5) == Decimal(28) / 36
    assert reachable(4, 5) == Decimal("0.75")
    assert reachable(1, 5) == reachable(0, 5) == 0


def test_mix_refuses_more_categories_than_are_known() -> None:
    with pytest.raises(ValueError, match="3 categories are present, but only 2"):
        mix([1, 1, 1], 2)


@pytest.mark.parametrize(("n", "categories"), [(-1, 5), (3, 0), (3, -1)])
def test_reachable_refuses_impossible_counts(n: int, categories: int) -> None:
    with pytest.raises(ValueError, match="eople"):
        reachable(n, categories)


def test_blau_refuses_fewer_than_nobody() -> None:
    with pytest.raises(ValueError, match="fewer than 0"):
        blau([2, -1])


@given(teams, st.integers(0, 5))
def test_mix_stays_within_what_is_reachable(counts: list[int], absent: int) -> None:
    found = mix(counts, len(counts) + absent + 1)

    assert 0 <= found.blau <= reachable(sum(counts), len(counts) + absent + 1) < 1
    assert (found.share is None) is (sum(counts) <= 1 or len(counts) + absent == 0)
    assert found.share is None or 0 <= found.share <= 1


@given(st.integers(2, 40), st.integers(2, 12))
def test_the_most_even_team_reaches_everything(n: int, categories: int) -> None:
    each, more = divmod(n, categories)
    even = [each + (i < more) for i in range(categories)]

    assert mix(even, categories).share == 1


@given(teams)
def test_blau_does_not_care_for_order_or_empty_categories(counts: list[int]) -> None:
    assert blau(counts) == blau([0, *sorted(counts)])


@given(st.lists(st.integers(1, 30), min_size=2, max_size=12))
def test_blau_falls_when_two_categories_become_one(counts: list[int]) -> None:
    assert blau([counts[0] + counts[1], *counts[2:]]) < blau(counts)
