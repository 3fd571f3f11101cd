"""Pace, bands of scores and the weakest key result: the vectors of the method."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrs.status.progress import (
    Pace,
    band,
    pace,
    weakest,
)

FIRST, LAST = date(2026, 4, 6), date(2026, 7, 5)
WEEK_8 = FIRST + timedelta(weeks=7)
shares = st.decimals(min_value=-3, max_value=3, places=4)


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        (["confident", "doubtful", "unsure"], "doubtful"),
        (["confident", "unsure"], "unsure"),
        (["confident", None, "", "none"], "confident"),
        (["even", "ahead", "behind"], "behind"),
        ([None, "none"], None),
        ([], None),
    ],
)
def test_weakest_key_result_speaks_for_the_objective(
    statuses: list[str | None], word: str | None
) -> None:
    assert weakest(statuses) == word


@pytest.mark.parametrize("statuses", [["green"], ["confident", "behind"]])
def test_weakest_refuses_words_of_no_scale(statuses: list[str]) -> None:
    with pytest.raises(ValueError, match="not of one scale"):
        weakest(statuses)


@given(st.lists(st.sampled_from(["confident", "unsure", "doubtful"]), min_size=1))
def test_weakest_is_one_of_them_and_doubt_wins(statuses: list[str]) -> None:
    word = weakest(statuses)

    assert word in statuses
    assert (word == "doubtful") is ("doubtful" in statuses)
    assert weakest([*statuses, "doubtful"]) == "doubtful"
    assert weakest(statuses[::-1]) == word


def pace_in_week_8(share: str, kind: str | None = None) -> Pace | None:
    return pace(Decimal(share), starts_on=FIRST, ends_on=LAST, today=WEEK_8, kind=kind)


def test_pace_in_week_8_is_the_vector_of_the_method() -> None:
    even, behind, ahead = (pace_in_week_8(share) for share in ("0.51", "0.30", "0.60"))

    assert even is not None
    assert behind is not None
    assert ahead is not None
    assert (even.word, behind.word, ahead.word) == ("even", "behind", "ahead")
    assert (even.distance, behind.distance, ahead.distance) == (3, 24, 6)
    assert behind.points == (Decimal("0.30") - Decimal(49) / 91) * 100


@pytest.mark.parametrize(
    ("share", "word", "bold"),
    [
        ("0.5501", "ahead", False),
        ("0.55", "even", False),
        ("0.45", "even", False),
        ("0.4499", "behind", False),
        ("0.40", "behind", False),
        ("0.3999", "behind", True),
    ],
)
def test_pace_tolerates_five_points_and_is_bold_below_ten(
    share: str, word: str, bold: bool
) -> None:
    halfway = pace(
        Decimal(share), starts_on=FIRST, ends_on=FIRST + timedelta(99), today=FIRST + timedelta(50)
    )

    assert halfway is not None
    assert (halfway.word, halfway.bold) == (word, bold)


@pytest.mark.parametrize("kind", ["maintain", "baseline"])
def test_pace_of_kinds_that_do_not_grow_with_time_is_none(kind: str) -> None:
    assert pace_in_week_8("0.5", kind) is None


def test_pace_is_none_without_progress_before_the_start_and_for_a_cycle_of_no_days() -> None:
    half, day = Decimal("0.5"), timedelta(days=1)

    assert pace(None, starts_on=FIRST, ends_on=LAST, today=WEEK_8) is None
    assert pace(half, starts_on=FIRST, ends_on=LAST, today=FIRST - day) is None
    assert pace(half, starts_on=FIRST, ends_on=FIRST, today=FIRST) is None
    assert pace(half, starts_on=FIRST, ends_on=FIRST - day, today=FIRST) is None


@given(shares, st.integers(0, 200))
def test_pace_falls_with_time_and_stops_at_the_end(share: Decimal, day: int) -> None:
    today = FIRST + timedelta(days=day)

    now = pace(share, starts_on=FIRST, ends_on=LAST, today=today)
    later = pace(share, starts_on=FIRST, ends_on=LAST, today=today + timedelta(days=1))

    assert now is not None
    assert later is not None
    assert later.points <= now.points <= share * 100
    assert now.points >= (share - 1) * 100


@pytest.mark.parametrize(
    ("score", "word"),
    [
        ("0", "low"),
        ("0.39", "low"),
        ("0.4", "middle"),
        ("0.69", "middle"),
        ("0.7", "high"),
        ("1", "high"),
    ],
)
def test_band_is_half_open(score: str, word: str) -> None:
    """M4: below 0.4, below 0.7, and from 0.7."""
    assert band(Decimal(score)) == word


@pytest.mark.parametrize("score", ["-0.1", "1.01", "NaN"])
def test_band_refuses_what_is_no_score(score: str) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1|not a number"):
        band(Decimal(score))
