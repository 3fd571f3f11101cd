"""How much of a cycle is over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.hand import elapsed, week, weeks

FIRST, LAST = date(2026, 3, 30), date(2026, 6, 28)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (FIRST - timedelta(days=1), None),
        (FIRST, Decimal(0)),
        (date(2026, 5, 18), Decimal(49) / 91),
        (LAST, Decimal(90) / 91),
        (LAST + timedelta(days=1), Decimal(1)),
        (LAST + timedelta(days=400), Decimal(1)),
    ],
)
def test_elapsed_counts_days_that_are_over(today: date, share: Decimal | None) -> None:
    assert elapsed(starts_on=FIRST, ends_on=LAST, today=today) == share


def test_elapsed_at_the_start_of_week_8_is_54_percent() -> None:
    share = elapsed(starts_on=FIRST, ends_on=LAST, today=date(2026, 5, 18))

    assert share is not None
    assert round(share * 100) == 54


@pytest.mark.parametrize("ends_on", [FIRST, FIRST - timedelta(days=1)])
def test_elapsed_of_a_cycle_of_no_days_is_none(ends_on: date) -> None:
    assert elapsed(starts_on=FIRST, ends_on=ends_on, today=FIRST) is None


@given(days, st.integers(1, 400), st.integers(0, 800))
def test_elapsed_grows_and_stays_a_share(starts_on: date, length: int, gone: int) -> None:
    ends_on, today = starts_on + timedelta(days=length), starts_on + timedelta(days=gone)

    now = elapsed(starts_on=starts_on, ends_on=ends_on, today=today)
    later = elapsed(starts_on=starts_on, ends_on=ends_on, today=today + timedelta(days=1))

    assert now is not None
    assert later is not None
    assert 0 <= now <= later <= 1


@pytest.mark.parametrize(
    ("today", "number"),
    [
        (FIRST - timedelta(days=9), 1),
        (FIRST, 1),
        (date(2026, 4, 5), 1),
        (date(2026, 4, 6), 2),
        (date(2026, 5, 18), 8),
        (LAST, 13),
        (LAST + timedelta(days=30), 13),
    ],
)
def test_week_is_counted_from_the_first_day(today: date, number: int) -> None:
    assert week(starts_on=FIRST, ends_on=LAST, today=today) == number


@pytest.mark.parametrize(
    ("ends_on", "count"), [(LAST, 13), (LAST + timedelta(days=1), 14), (FIRST, 1)]
)
def test_weeks_counts_a_begun_week_whole(ends_on: date, count: int) -> None:
    assert weeks(starts_on=FIRST, ends_on=ends_on) == count


def test_weeks_refuses_a_cycle_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end on 2026-03-29"):
        weeks(starts_on=FIRST, ends_on=date(2026, 3, 29))
