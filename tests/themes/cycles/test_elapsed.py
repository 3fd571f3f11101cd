"""How much of a cycle is over."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.cycles.elapsed import elapsed
from themes.models import Cycle

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
    ("today", "percent"),
    [
        (FIRST - timedelta(days=1), 0),
        (date(2026, 5, 18), 4900 / 91),
        (LAST + timedelta(days=1), 100),
    ],
)
def test_the_dial_of_a_cycle_shows_the_same_share(today: date, percent: float) -> None:
    cycle = Cycle(starts_on=FIRST, ends_on=LAST)

    assert cycle.elapsed(today) == pytest.approx(percent)
