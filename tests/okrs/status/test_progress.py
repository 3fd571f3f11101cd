"""Progress of each kind of key result: the vectors of the method and what must always hold."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrs.status.progress import (
    KINDS,
    check_direction,
    contribution,
    inside,
    maintained,
    milestones,
    progress,
)

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
not_numbers = st.sampled_from([Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "value", "raw", "counted"),
    [
        ("increase", "15", "35", "20", "0.25", "0.25"),
        ("decrease", "200", "0", "100", "0.5", "0.5"),
        ("decrease", "10", "0", "-10", "2", "1"),
        ("decrease", "10", "0", "12", "-0.2", "0"),
        ("increase", "0", "10", "5.9", "0.59", "0.59"),
        ("increase", "-20", "10", "-5", "0.5", "0.5"),
    ],
)
def test_progress_is_the_share_of_the_way(
    kind: str, baseline: str, target: str, value: str, raw: str, counted: str
) -> None:
    """I4: one formula for both directions, not clamped; the contribution is."""
    share = progress(kind, baseline=Decimal(baseline), target=Decimal(target), value=Decimal(value))

    assert share == Decimal(raw)
    assert contribution(share) == Decimal(counted)


@pytest.mark.parametrize("value", [None, Decimal(7)])
@pytest.mark.parametrize("kind", ["increase", "decrease"])
def test_progress_refuses_a_baseline_that_is_the_target(kind: str, value: Decimal | None) -> None:
    with pytest.raises(ValueError, match="Starting value and target are both 5"):
        progress(kind, baseline=Decimal("5.00"), target=Decimal(5), value=value)


def test_progress_without_a_value_is_none() -> None:
    assert progress("increase", baseline=Decimal(0), target=Decimal(1), value=None) is None


@pytest.mark.parametrize("value", [None, Decimal(318)])
def test_progress_of_a_baseline_is_never_scored(value: Decimal | None) -> None:
    """M2: a key result that learns its starting value has no progress."""
    assert progress("baseline", baseline=None, target=None, value=value) is None


@pytest.mark.parametrize("kind", ["maintain", "milestone", "grow", ""])
def test_progress_refuses_other_kinds(kind: str) -> None:
    with pytest.raises(ValueError, match="key result"):
        progress(kind, baseline=Decimal(0), target=Decimal(1), value=Decimal(1))


@pytest.mark.parametrize(
    ("baseline", "target"), [(None, Decimal(1)), (Decimal(1), None), (None, None)]
)
def test_progress_refuses_a_missing_end_of_the_way(
    baseline: Decimal | None, target: Decimal | None
) -> None:
    with pytest.raises(ValueError, match="needs a baseline and a target"):
        progress("increase", baseline=baseline, target=target, value=Decimal(1))


@given(not_numbers)
def test_progress_refuses_what_is_no_number(odd: Decimal) -> None:
    one, two = Decimal(1), Decimal(2)

    for baseline, target, value in [(odd, two, one), (one, odd, one), (one, two, odd)]:
        with pytest.raises(ValueError, match="not a number"):
            progress("increase", baseline=baseline, target=target, value=value)


@given(st.sampled_from(["increase", "decrease"]), numbers, numbers, numbers)
def test_progress_is_0_at_the_baseline_1_at_the_target_and_grows_between(
    kind: str, baseline: Decimal, target: Decimal, value: Decimal
) -> None:
    assume(baseline != target)

    def at(value: Decimal) -> Decimal:
        share = progress(kind, baseline=baseline, target=target, value=value)
        assert share is not None
        return share

    assert at(baseline) == 0
    assert at(target) == 1
    assert at(value + (target - baseline)) > at(value)
    assert abs(baseline + at(value) * (target - baseline) - value) < Decimal("1e-9")


@given(
    st.sampled_from(["increase", "decrease"]),
    numbers,
    numbers,
    numbers,
    st.sampled_from([Decimal("0.001"), Decimal(-1), Decimal("3.6"), Decimal(1000)]),
    numbers,
)
def test_progress_does_not_depend_on_the_unit(
    kind: str, baseline: Decimal, target: Decimal, value: Decimal, factor: Decimal, shift: Decimal
) -> None:
    """Hours or minutes, °C or °F: the share of the way is the same."""
    assume(baseline != target)

    def other(number: Decimal) -> Decimal:
        return number * factor + shift

    here = progress(kind, baseline=baseline, target=target, value=value)
    there = progress(kind, baseline=other(baseline), target=other(target), value=other(value))

    assert here is not None
    assert there is not None
    assert abs(here - there) <= abs(here) * Decimal("1e-20")


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "sentence"),
    [
        ("increase", "35", "15.50", "cannot go from 35 down to 15.5"),
        ("decrease", "0", "100", "cannot go from 0 up to 100"),
    ],
)
def test_check_direction_names_both_numbers(
    kind: str, baseline: str, target: str, sentence: str
) -> None:
    """G4: a key result against its own kind is refused when it is saved."""
    with pytest.raises(ValueError, match=sentence):
        check_direction(kind, baseline=Decimal(baseline), target=Decimal(target))


@given(st.sampled_from(["increase", "decrease"]), numbers, numbers)
def test_check_direction_lets_one_kind_through_and_refuses_the_other(
    kind: str, a: Decimal, b: Decimal
) -> None:
    assume(a != b)
    low, high = sorted([a, b])
    start, end = (low, high) if kind == "increase" else (high, low)

    check_direction(kind, baseline=start, target=end)
    with pytest.raises(ValueError, match="cannot go from"):
        check_direction(kind, baseline=end, target=start)


@pytest.mark.parametrize("kind", ["maintain", "milestone", "baseline"])
def test_check_direction_lets_kinds_without_a_way_pass(kind: str) -> None:
    check_direction(kind, baseline=None, target=None)


@pytest.mark.parametrize(
    ("value", "is_inside"),
    [("3.9", False), ("4", True), ("4.5", True), ("5", True), ("5.1", False)],
)
def test_inside_owns_both_edges(value: str, is_inside: bool) -> None:
    assert inside(Decimal(value), low=Decimal(4), high=Decimal(5)) is is_inside


def test_inside_refuses_a_band_upside_down() -> None:
    with pytest.raises(ValueError, match="from 5 down to 4"):
        inside(Decimal(4), low=Decimal(5), high=Decimal(4))


def test_maintained_is_the_share_of_planned_check_ins() -> None:
    assert maintained(9, 13) == Decimal(9) / 13
    assert str(maintained(9, 13)).startswith("0.6923")


def test_maintained_before_the_first_check_in_is_none() -> None:
    assert maintained(0, 0) is None


@pytest.mark.parametrize(("hits", "planned"), [(-1, 3), (0, -1), (4, 3), (1, 0)])
def test_maintained_refuses_impossible_counts(hits: int, planned: int) -> None:
    with pytest.raises(ValueError, match="heck-ins"):
        maintained(hits, planned)


@given(st.integers(0, 60), st.integers(1, 60))
def test_maintained_stays_a_share_and_a_missed_check_in_lowers_it(hits: int, missed: int) -> None:
    share = maintained(hits, hits + missed)

    assert share is not None
    assert 0 <= share < 1


def test_milestones_weigh_the_done_steps() -> None:
    weights = [Decimal(1), Decimal(1), Decimal(2)]

    assert milestones(weights, [True, False, True]) == Decimal("0.75")
    assert milestones([1, 1, 2], [True, False, True]) == Decimal("0.75")


@pytest.mark.parametrize(
    ("weights", "done", "sentence"),
    [
        ([1, 2], [True], "Every step needs one weight"),
        ([], [], "above 0"),
        ([0, 0], [True, True], "above 0"),
        ([2, -1], [True, True], "less than 0"),
    ],
)
def test_milestones_refuse_weights_that_do_not_fit(
    weights: list[int], done: list[bool], sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        milestones(weights, done)


@given(st.lists(st.tuples(st.integers(1, 100), st.booleans()), min_size=1), st.data())
def test_milestones_grow_with_every_done_step(
    steps: list[tuple[int, bool]], data: st.DataObject
) -> None:
    weights, done = [weight for weight, _ in steps], [is_done for _, is_done in steps]
    index = data.draw(st.integers(0, len(steps) - 1))
    one_more = [is_done or i == index for i, is_done in enumerate(done)]

    assert 0 <= milestones(weights, done) <= milestones(weights, one_more) <= 1
    assert (milestones(weights, one_more) == milestones(weights, done)) is done[index]
    assert milestones(weights, [True] * len(steps)) == 1


@given(
    st.lists(st.tuples(st.integers(1, 100), st.booleans()), min_size=1),
    st.randoms(use_true_random=False),
    st.integers(1, 50),
)
def test_milestones_do_not_care_for_order_or_the_size_of_weights(
    steps: list[tuple[int, bool]], random: Any, factor: int
) -> None:
    shuffled = random.sample(steps, len(steps))

    def share(rows: list[tuple[int, bool]], times: int = 1) -> Decimal:
        return milestones([weight * times for weight, _ in rows], [done for _, done in rows])

    assert share(steps) == share(shuffled) == share(steps, factor)


def test_kinds_are_the_five_of_the_method() -> None:
    assert KINDS == ("increase", "decrease", "maintain", "milestone", "baseline")
