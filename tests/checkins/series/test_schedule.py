"""The dates of a cycle's check-ins, and working days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.series.schedule import Proposed, check_in_dates, working_days_between

BERLIN, ISTANBUL = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Istanbul")
MONDAY = date(2026, 4, 6)

near = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
zones = st.sampled_from([BERLIN, ISTANBUL, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")])


def proposed(**changes: Any) -> list[Proposed]:
    usual: dict[str, Any] = {
        "starts_on": MONDAY,
        "weeks": 13,
        "weekday": 2,
        "at": time(14),
        "zone": BERLIN,
        "holidays": {},
    }
    return check_in_dates(**usual | changes)


def test_thirteen_weeks_have_six_check_ins_on_wednesdays() -> None:
    """K1: 13 weeks from Monday 6 April 2026: 15 April to 24 June."""
    dates = proposed()

    assert [item.number for item in dates] == [1, 2, 3, 4, 5, 6]
    assert [item.starts_at.date() for item in dates] == [
        date(2026, 4, 15),
        date(2026, 4, 29),
        date(2026, 5, 13),
        date(2026, 5, 27),
        date(2026, 6, 10),
        date(2026, 6, 24),
    ]
    assert {item.starts_at.time() for item in dates} == {time(14)}


def test_a_zone_can_be_named() -> None:
    assert proposed(zone="Europe/Berlin") == proposed()


def test_wall_clock_time_is_kept_across_a_change_to_summer_time() -> None:
    """Q6: summer time changes in Berlin and not in Istanbul."""
    spring = {"starts_on": date(2026, 3, 9), "weeks": 4}

    berlin = [item.starts_at.astimezone(UTC).hour for item in proposed(**spring)]
    istanbul = [item.starts_at.astimezone(UTC).hour for item in proposed(**spring, zone=ISTANBUL)]

    assert berlin == [13, 12]
    assert istanbul == [11, 11]


def test_a_time_the_clocks_skip_becomes_one_that_exists() -> None:
    skipped = proposed(starts_on=date(2026, 3, 23), weeks=1, every=1, weekday=6, at=time(2, 30))

    assert [item.starts_at for item in skipped] == [datetime(2026, 3, 29, 3, 30, tzinfo=BERLIN)]


def test_a_holiday_is_flagged_with_its_countries_and_not_moved() -> None:
    """K1: flagged, never moved silently."""
    first, third = date(2026, 4, 15), date(2026, 5, 13)
    holidays = {"TR": {first, third}, "DE": frozenset({third}), "AT": set[date]()}

    dates = proposed(holidays=holidays)

    assert [item.starts_at.date() for item in dates] == [
        item.starts_at.date() for item in proposed()
    ]
    assert [item.countries for item in dates] == [("TR",), (), ("DE", "TR"), (), (), ()]


def test_weeks_begin_on_the_weekday_the_cycle_starts() -> None:
    dates = proposed(starts_on=date(2026, 4, 9), weeks=4, weekday=2)

    assert [item.starts_at.date() for item in dates] == [date(2026, 4, 22), date(2026, 5, 6)]


def test_a_short_cycle_has_no_check_in() -> None:
    assert proposed(weeks=1) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"weeks": 0}, "1 week or more"),
        ({"every": 0}, "once a week or less often"),
        ({"weekday": 7}, "0 \\(Monday\\) to 6 \\(Sunday\\)"),
        ({"weekday": -1}, "0 \\(Monday\\) to 6 \\(Sunday\\)"),
        ({"at": time(14, tzinfo=UTC)}, "wall-clock time"),
        ({"zone": "Europe/Atlantis"}, "“Europe/Atlantis” is no time zone"),
        ({"zone": ""}, "is no time zone"),
        ({"zone": "../etc/passwd"}, "is no time zone"),
    ],
)
def test_check_in_dates_refuse_what_cannot_be(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        proposed(**changes)


@given(near, st.integers(1, 60), st.integers(0, 6), st.integers(1, 6), st.times(), zones)
def test_every_check_in_lies_in_its_week_at_its_hour(
    starts_on: date, weeks: int, weekday: int, every: int, at: time, zone: ZoneInfo
) -> None:
    dates = proposed(
        starts_on=starts_on, weeks=weeks, weekday=weekday, every=every, at=at, zone=zone
    )

    assert len(dates) == weeks // every
    for item in dates:
        local = item.starts_at
        week = (local.date() - starts_on).days // 7 + 1
        assert (local.weekday(), week) == (weekday, item.number * every)
        assert local.astimezone(UTC).astimezone(zone) == local
        assert local.time() == at or not exists(local.date(), at, zone)


def exists(day: date, at: time, zone: ZoneInfo) -> bool:
    local = datetime.combine(day, at, zone)
    return local.astimezone(UTC).astimezone(zone).time() == at


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        (date(2026, 4, 17), date(2026, 4, 20), 1),
        (date(2026, 4, 20), date(2026, 4, 24), 3),
        (date(2026, 4, 20), date(2026, 4, 20), 0),
        (date(2026, 4, 24), date(2026, 4, 20), 0),
        (date(2026, 4, 17), date(2026, 4, 19), 0),
        (date(2026, 4, 19), date(2026, 4, 26), 4),
    ],
)
def test_working_days_skip_weekends_and_holidays(a: date, b: date, days: int) -> None:
    """J4: Thursday 23 April 2026 is a holiday in Türkiye."""
    holiday = date(2026, 4, 23)

    assert working_days_between(a, b, holidays={holiday}) == days
    assert working_days_between(a, b, holidays={"TR": {holiday}, "DE": set[date]()}) == days


@given(near, st.integers(0, 60), st.integers(0, 60), st.sets(near))
def test_working_days_add_up(a: date, first: int, second: int, holidays: set[date]) -> None:
    b = a + timedelta(days=first)
    c = b + timedelta(days=second)

    whole = working_days_between(a, c, holidays=holidays)

    assert whole == working_days_between(a, b, holidays=holidays) + working_days_between(
        b, c, holidays=holidays
    )
    assert 0 <= whole <= working_days_between(a, c, holidays=set())


@given(near, st.integers(0, 10))
def test_a_week_has_five_working_days(a: date, weeks: int) -> None:
    assert working_days_between(a, a + timedelta(weeks=weeks), holidays=set()) == 5 * weeks
