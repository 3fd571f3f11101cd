"""The weekly slot is a time on the wall, whatever the clocks do."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.agreements.routine import in_turn, look_again_on, next_meeting, next_weekly
from teams.models import WorkingAgreement
from tests.cast import Cast

BERLIN, ISTANBUL = ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Istanbul")


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (berlin(2026, 5, 20, 12, 0), berlin(2026, 5, 20, 14, 30)),
        (berlin(2026, 5, 20, 14, 30), berlin(2026, 5, 27, 14, 30)),
        (berlin(2026, 5, 21, 0, 0), berlin(2026, 5, 27, 14, 30)),
        (berlin(2026, 3, 25, 15, 0), berlin(2026, 4, 1, 14, 30)),  # over the change of 29 March
        (berlin(2026, 10, 21, 15, 0), berlin(2026, 10, 28, 14, 30)),  # and back
    ],
)
def test_next_weekly_keeps_the_time_on_the_wall(after: datetime, expected: datetime) -> None:
    """H4: Wednesdays at 14:30 stay at 14:30 over the change to summer time."""
    found = next_weekly(weekday=2, at=time(14, 30), zone=BERLIN, after=after)

    assert found == expected
    assert found.strftime("%a %H:%M") == "Wed 14:30"


def test_next_weekly_moves_out_of_a_skipped_hour() -> None:
    found = next_weekly(weekday=6, at=time(2, 30), zone=BERLIN, after=berlin(2026, 3, 28, 12, 0))

    assert found.isoformat() == "2026-03-29T03:30:00+02:00"


def test_next_weekly_in_the_hour_that_comes_twice_is_the_first() -> None:
    found = next_weekly(weekday=6, at=time(2, 30), zone=BERLIN, after=berlin(2026, 10, 24, 12, 0))

    assert found.isoformat() == "2026-10-25T02:30:00+02:00"


def test_next_weekly_does_not_go_back_within_the_hour_that_comes_twice() -> None:
    second_time = berlin(2026, 10, 25, 2, 15).replace(fold=1)

    found = next_weekly(weekday=6, at=time(2, 30), zone=BERLIN, after=second_time)

    assert found.isoformat() == "2026-11-01T02:30:00+01:00"


def test_next_weekly_refuses_a_naive_moment_and_an_eighth_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_weekly(weekday=2, at=time(9), zone=BERLIN, after=datetime(2026, 5, 20))  # noqa: DTZ001
    with pytest.raises(ValueError, match="Weekdays"):
        next_weekly(weekday=7, at=time(9), zone=BERLIN, after=berlin(2026, 5, 20))


@given(
    after=st.datetimes(
        datetime(2026, 1, 1),  # noqa: DTZ001
        datetime(2028, 1, 1),  # noqa: DTZ001
        timezones=st.just(BERLIN),
    ),
    weekday=st.integers(0, 6),
    at=st.times(),
)
def test_next_weekly_is_within_eight_days(after: datetime, weekday: int, at: time) -> None:
    found = next_weekly(weekday=weekday, at=at, zone=BERLIN, after=after)

    assert timedelta(0) < found - after <= timedelta(days=7, hours=2)
    assert found.weekday() == weekday


def test_next_meeting_is_on_the_organisations_clock(cast: Cast) -> None:
    agreement = WorkingAgreement.objects.create(
        team=cast.team, weekday=2, starts_at=time(14, 30), changed_by=cast.member
    )

    found = next_meeting(agreement, datetime(2026, 5, 20, 11, 0, tzinfo=ISTANBUL))

    assert found == datetime(2026, 5, 20, 14, 30, tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("looked_on", "first_cycle", "expected"),
    [
        (date(2026, 4, 10), True, date(2026, 5, 8)),
        (date(2026, 6, 10), True, None),  # the cycle ends before
        (date(2026, 4, 10), False, date(2026, 5, 17)),
        (date(2026, 5, 10), False, None),  # a week before the middle
    ],
)
def test_agreement_is_reviewed_monthly_at_first_and_later_once(
    looked_on: date, first_cycle: bool, expected: date | None
) -> None:
    """H5: every four weeks in a team's first cycle, then once in the middle of each."""
    found = look_again_on(
        looked_on=looked_on,
        first_cycle=first_cycle,
        starts_on=date(2026, 4, 6),
        ends_on=date(2026, 6, 28),
    )

    assert found == expected


def test_turns_go_round() -> None:
    """H4: each member once before anybody twice."""
    assert [in_turn(["A", "B", "C"], week) for week in range(1, 6)] == ["A", "B", "C", "A", "B"]
