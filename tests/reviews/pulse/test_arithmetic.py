"""Figures of the pulse, and that nobody can be read out of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.pulse.arithmetic import (
    Visible,
    comments_visible,
    enps,
    mean_0_100,
    percent_favourable,
    response_rate,
    visible,
)

agreement = st.lists(st.integers(1, 5), min_size=1)
recommendation = st.lists(st.integers(0, 10), min_size=1)
groups = st.dictionaries(st.text(max_size=3), st.integers(0, 12), max_size=8)


def test_enps_is_the_vector_of_the_method() -> None:
    """N7: % of 9–10 minus % of 0–6."""
    assert enps([10, 9, 9, 8, 8, 7, 6, 5, 10, 9]) == 30


@pytest.mark.parametrize(
    ("scores", "value"), [([10], 100), ([9], 100), ([8], 0), ([7], 0), ([6], -100), ([0], -100)]
)
def test_enps_edges(scores: list[int], value: int) -> None:
    assert enps(scores) == value


@pytest.mark.parametrize(
    ("answers", "favourable", "mean"),
    [([1], 0, 0), ([3], 0, 50), ([4], 100, 75), ([5], 100, 100), ([5, 4, 3, 2], 50, "62.5")],
)
def test_agreement_is_stretched_to_a_hundred(
    answers: list[int], favourable: int, mean: int | str
) -> None:
    """N7: mean and percent favourable, 0–100."""
    assert percent_favourable(answers) == favourable
    assert mean_0_100(answers) == Decimal(mean)


def test_no_answers_are_no_figure() -> None:
    """N4: no answers differ from zero."""
    assert (percent_favourable([]), mean_0_100([]), enps([])) == (None, None, None)
    assert response_rate(0, 0) is None


def test_response_rate_is_answers_of_invitations() -> None:
    """N7: 18 of 21 are 85.7 %."""
    rate = response_rate(18, 21)

    assert rate is not None
    assert round(rate, 1) == Decimal("85.7")


@pytest.mark.parametrize(("answered", "invited"), [(3, 2), (-1, 2), (0, -1)])
def test_response_rate_refuses_impossible_counts(answered: int, invited: int) -> None:
    with pytest.raises(ValueError, match="more answers than people"):
        response_rate(answered, invited)


@pytest.mark.parametrize("answer", [0, 6, -1])
def test_agreement_outside_1_to_5_is_refused(answer: int) -> None:
    for figure in (percent_favourable, mean_0_100):
        with pytest.raises(ValueError, match="between 1 and 5"):
            figure([3, answer])


@pytest.mark.parametrize("score", [-1, 11])
def test_enps_outside_0_to_10_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 10"):
        enps([score])


@given(agreement, recommendation)
def test_figures_stay_in_their_range(answers: list[int], scores: list[int]) -> None:
    favourable, mean, net = percent_favourable(answers), mean_0_100(answers), enps(scores)

    assert favourable is not None
    assert mean is not None
    assert net is not None
    assert 0 <= favourable <= 100
    assert 0 <= mean <= 100
    assert -100 <= net <= 100


@pytest.mark.parametrize(
    ("answers", "shown", "total"),
    [
        ({"a": 8, "b": 7, "c": 3}, ("a",), True),
        ({"a": 8, "c": 3}, (), True),
        ({"a": 8, "b": 7}, ("a", "b"), True),
        ({"a": 8, "b": 7, "c": 0}, ("a", "b"), True),
        ({"a": 8, "b": 3, "c": 2}, ("a",), True),
        ({"b": 6, "a": 6, "c": 4}, ("b",), True),
        ({"a": 2, "b": 2}, (), False),
        ({"a": 5}, ("a",), True),
        ({"a": 4}, (), False),
        ({}, (), False),
    ],
)
def test_visible_hides_what_could_be_subtracted(
    answers: dict[str, int], shown: tuple[str, ...], total: bool
) -> None:
    """N3: a lone small group is hidden together with the next smallest."""
    assert visible(answers) == Visible(shown, total)


@given(groups, st.integers(1, 12))
def test_nothing_follows_by_subtraction(answers: dict[str, int], threshold: int) -> None:
    """N3: what is hidden holds no answers or enough of them, whatever is shown."""
    found = visible(answers, threshold=threshold)
    hidden = sum(answers.values()) - sum(answers[name] for name in found.shown)

    assert all(answers[name] >= threshold for name in found.shown)
    assert hidden == 0 or hidden >= threshold or not found.shown
    assert found.total is (sum(answers.values()) >= threshold)
    assert list(found.shown) == [name for name in answers if name in found.shown]


@given(groups, st.integers(1, 12))
def test_no_more_is_hidden_than_needed(answers: dict[str, int], threshold: int) -> None:
    found = visible(answers, threshold=threshold)
    small = sum(count for count in answers.values() if count < threshold)
    large = sorted(count for count in answers.values() if count >= threshold)

    kept = sorted(answers[name] for name in found.shown)

    assert kept == (large if small == 0 or small >= threshold else large[1:])


@pytest.mark.parametrize(("answers", "threshold"), [({"a": 3}, 0), ({"a": 3}, -1), ({"a": -3}, 5)])
def test_visible_refuses_no_threshold_and_negative_counts(
    answers: dict[str, int], threshold: int
) -> None:
    with pytest.raises(ValueError, match=r"protects nobody|fewer than 0"):
        visible(answers, threshold=threshold)


@pytest.mark.parametrize(("answers", "shown"), [(9, False), (10, True), (0, False)])
def test_comments_need_ten_answers(answers: int, shown: bool) -> None:
    """N3: default 10 for comments."""
    assert comments_visible(answers) is shown
