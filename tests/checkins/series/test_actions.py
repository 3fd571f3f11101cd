"""A series is planned, a check-in moved and cancelled, and a team prepared."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from checkins.models import CheckIn
from checkins.preparation.actions import presenter_choose, slot_prepare
from checkins.series.actions import check_in_cancel, check_in_move, series_plan, series_propose
from teams.models import Team
from tests.cast import Cast

ISTANBUL = ZoneInfo("Europe/Istanbul")
TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ISTANBUL)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def third_team(cast: Cast) -> Team:
    return Team.objects.create(
        cycle=cast.cycle, focus_area=cast.areas[2], number=3, name="Belonging"
    )


@pytest.fixture
def check_in(cast: Cast, third_team: Team) -> CheckIn:
    """Today at 14:00, three teams."""
    return series_plan(
        cycle=cast.cycle, dates=[TODAY], by=cast.integrator, facilitator=cast.facilitator
    )[0]


def order(check_in: CheckIn) -> list[str]:
    return [slot.team.name for slot in check_in.slots.select_related("team").order_by("position")]


def test_series_is_proposed_with_holidays(cast: Cast) -> None:
    """K1: six dates in 13 weeks; a holiday is flagged with its country and never moved silently."""
    proposed = series_propose(cast.cycle, weekday=2, at=time(14))

    assert [p.starts_at.date() for p in proposed] == [
        date(2026, 4, 15),
        date(2026, 4, 29),
        date(2026, 5, 13),
        date(2026, 5, 27),
        date(2026, 6, 10),
        date(2026, 6, 24),
    ]
    assert [p.countries for p in proposed if p.countries] == [("TR",)]


def test_series_gives_each_team_a_slot_in_rotating_order(cast: Cast, third_team: Team) -> None:
    """K1, K4: a slot for each team; who speaks first speaks last the next time."""
    dates = [TODAY + timedelta(weeks=2 * n) for n in range(3)]

    made = series_plan(cycle=cast.cycle, dates=dates, by=cast.integrator)

    assert [order(check_in) for check_in in made] == [
        ["Capabilities", "Working conditions", "Belonging"],
        ["Working conditions", "Belonging", "Capabilities"],
        ["Belonging", "Capabilities", "Working conditions"],
    ]
    first = made[0].slots.order_by("position")
    assert [s.presenter for s in first] == [cast.representative, cast.other_member, None]


def test_series_planned_twice_is_one_series(cast: Cast, check_in: CheckIn) -> None:
    """K1: the same dates again add nothing; further dates count on."""
    later = TODAY + timedelta(weeks=2)

    made = series_plan(cycle=cast.cycle, dates=[TODAY, later], by=cast.integrator)

    assert [(c.number, c.starts_at) for c in made] == [(2, later)]


def test_check_in_outside_the_cycle_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="outside the cycle"):
        series_plan(cycle=cast.cycle, dates=[TODAY + timedelta(weeks=20)], by=cast.integrator)


def test_check_in_is_moved_and_cancelled(cast: Cast, check_in: CheckIn) -> None:
    """K12: the meeting is moved or cancelled; a cancelled one stays in the list."""
    moved = check_in_move(check_in=check_in, starts_at=TODAY + MINUTE * 60, by=cast.integrator)
    cancelled = check_in_cancel(check_in=check_in, by=cast.integrator)

    assert moved.starts_at == TODAY + MINUTE * 60
    assert check_in_cancel(check_in=check_in, by=cast.integrator) == cancelled
    with pytest.raises(ValidationError, match="still to come"):
        check_in_move(check_in=check_in, starts_at=TODAY, by=cast.integrator)


def test_team_is_prepared_once(cast: Cast, check_in: CheckIn) -> None:
    """K2: a team says that it is ready, with who and when; and may look at it again."""
    slot = check_in.slots.get(team=cast.team)

    first = slot_prepare(slot=slot, by=cast.representative)
    second = slot_prepare(slot=slot, by=cast.member)
    third = slot_prepare(slot=slot, by=cast.member, ready=False)

    assert (first.prepared_by, second.prepared_by) == (cast.representative, cast.representative)
    assert third.prepared_at is None


def test_somebody_of_the_team_presents(cast: Cast, check_in: CheckIn) -> None:
    """K12: a member presents when the representative cannot; an outsider never."""
    slot = check_in.slots.get(team=cast.team)

    assert (
        presenter_choose(slot=slot, presenter=cast.member, by=cast.member).presenter == cast.member
    )
    with pytest.raises(ValidationError, match="Somebody of the team"):
        presenter_choose(slot=slot, presenter=cast.other_member, by=cast.member)
