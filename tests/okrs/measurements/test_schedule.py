"""I5: planned measurements, and that a missed one is missed and not zero."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from okrs.measurements.schedule import Window, due_on, planned, windows

FIRST, LAST = date(2026, 4, 6), date(2026, 7, 5)
weeks = st.integers(min_value=1, max_value=13)


def test_windows_of_two_weeks_leave_the_odd_week_to_the_last() -> None:
    found = windows(starts_on=FIRST, ends_on=LAST, every_weeks=2)

    assert len(found) == 6
    assert found[0] == Window(FIRST, date(2026, 4, 19))
    assert found[-1] == Window(date(2026, 6, 15), LAST)


@given(weeks, st.integers(min_value=1, max_value=200))
def test_windows_cover_the_cycle_without_gaps(every: int, length: int) -> None:
    end = FIRST + timedelta(days=length)

    found = windows(starts_on=FIRST, ends_on=end, every_weeks=every)

    assert found[0].first == FIRST
    assert found[-1].last == end
    assert all(b.first - a.last == timedelta(days=1) for a, b in itertools.pairwise(found))


def test_planned_counts_a_missed_window_and_one_measured_early() -> None:
    """I5: a window that is over counts, also without a measurement."""
    found = windows(starts_on=FIRST, ends_on=LAST, every_weeks=2)

    counted = planned(found, measured=[date(2026, 5, 5)], today=date(2026, 5, 6))

    assert counted == found[:3]


def test_due_on_follows_start_last_measurement_and_end() -> None:
    def due(last: date | None) -> date | None:
        return due_on(starts_on=FIRST, ends_on=LAST, every_weeks=2, last=last)

    assert due(None) == date(2026, 4, 20)
    assert due(date(2026, 4, 1)) == date(2026, 4, 20)
    assert due(date(2026, 5, 13)) == date(2026, 5, 27)
    assert due(date(2026, 6, 28)) == LAST
    assert due(date(2026, 6, 29)) is None
