"""What a key result contributes to its objective: a share of 0 to 1, and the mean of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.status.progress import (
    contribution,
    objective_progress,
)

shares = st.decimals(min_value=-3, max_value=3, places=4)


@given(shares, shares)
def test_contribution_never_falls_when_progress_grows(a: Decimal, b: Decimal) -> None:
    low, high = sorted([a, b])
    counted, more = contribution(low), contribution(high)

    assert counted is not None
    assert more is not None
    assert counted <= more


@given(shares)
def test_contribution_is_a_share_and_leaves_shares_alone(raw: Decimal) -> None:
    counted = contribution(raw)

    assert counted is not None
    assert 0 <= counted <= 1
    assert contribution(counted) == counted
    assert (counted == raw) is (0 <= raw <= 1)


def test_contribution_of_nothing_is_nothing() -> None:
    assert contribution(None) is None


def test_objective_progress_is_the_mean_of_what_is_known() -> None:
    assert objective_progress([Decimal("1.0"), Decimal(0), Decimal(0)]) == Decimal(1) / 3
    assert objective_progress([Decimal(2), None, Decimal("-0.2")]) == Decimal("0.5")


@pytest.mark.parametrize("raws", [[], [None, None]])
def test_objective_progress_without_any_is_none(raws: list[None]) -> None:
    assert objective_progress(raws) is None


@given(st.lists(st.none() | shares))
def test_objective_progress_does_not_care_for_order_and_stays_a_share(
    raws: list[Decimal | None],
) -> None:
    mean = objective_progress(raws)

    assert mean is None or 0 <= mean <= 1
    assert (mean is None) is all(raw is None for raw in raws)
    reverse = objective_progress(raws[::-1])
    assert mean == reverse or (mean and reverse and abs(mean - reverse) < Decimal("1e-20"))


@given(st.lists(shares, min_size=1), st.data())
def test_objective_progress_never_falls_when_a_key_result_grows(
    raws: list[Decimal], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(raws) - 1))
    grown = [raw + (i == index) for i, raw in enumerate(raws)]
    before, after = objective_progress(raws), objective_progress(grown)

    assert before is not None
    assert after is not None
    assert before <= after
