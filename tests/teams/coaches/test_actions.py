"""Team coaching: the coach is not a member and better not a boss of members."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from teams.coaches.actions import LeadsMembersError, coach_assign, coach_release, members_led
from teams.forming.actions import offer_place, team_make
from teams.models import Coaching
from tests.cast import Cast
from tests.teams.calling import next_call, put_up


def test_coach_is_assigned_and_follows_another(cast: Cast) -> None:
    """D6: one coach at a time; who coached before stays in the history."""
    coach_assign(team=cast.team, coach=cast.reader, by=cast.integrator)

    history = Coaching.objects.filter(team=cast.team).order_by("id")
    assert [(c.coach, c.since, c.until) for c in history] == [
        (cast.coach, date(2026, 4, 6), date(2026, 5, 20)),
        (cast.reader, date(2026, 5, 20), None),
    ]


def test_coach_assigned_again_stays(cast: Cast) -> None:
    coach_assign(team=cast.team, coach=cast.coach, by=cast.integrator)

    assert Coaching.objects.filter(team=cast.team).count() == 1


def test_coach_who_is_a_member_is_refused(cast: Cast) -> None:
    """D6: also where they say that it does not matter."""
    with pytest.raises(ValidationError, match="Emre Sahin is in this team"):
        coach_assign(team=cast.team, coach=cast.member, by=cast.integrator, all_the_same=True)


def test_coach_of_a_team_being_formed_is_not_placed_in_it(cast: Cast) -> None:
    call = next_call(cast)
    team = team_make(cycle=call.cycle, focus_area=cast.areas[0], by=cast.integrator)
    offer = put_up(call, cast.reader, cast.areas[0])
    offer_place(offer=offer, team=team, seen=None, by=cast.integrator)

    with pytest.raises(ValidationError, match="is in this team"):
        coach_assign(team=team, coach=cast.reader, by=cast.integrator)


def test_coach_in_the_line_of_a_member_is_warned_about(cast: Cast) -> None:
    """D6: their direct leader and the leader above alike; it can be done all the same."""
    with pytest.raises(LeadsMembersError, match=r"Emre Sahin.*Burak Dogan leads them") as warned:
        coach_assign(team=cast.team, coach=cast.home_leader, by=cast.integrator)
    assert {p.pk for p in warned.value.led} == {
        cast.member.pk,
        cast.representative.pk,
        cast.waiting_member.pk,
    }
    with pytest.raises(LeadsMembersError):
        coach_assign(team=cast.team, coach=cast.sponsor, by=cast.integrator)

    coaching = coach_assign(
        team=cast.team, coach=cast.home_leader, by=cast.integrator, all_the_same=True
    )
    assert coaching.coach == cast.home_leader


def test_members_led_is_found_by_one_walk(cast: Cast, django_assert_num_queries: Any) -> None:
    """D6: one statement up the whole tree of leaders, and nobody who is not led."""
    with django_assert_num_queries(4):
        led = members_led(cast.team, cast.sponsor)

    assert {person.pk for person in led} == {
        cast.member.pk,
        cast.representative.pk,
        cast.waiting_member.pk,
        cast.leader_member.pk,
    }
    assert members_led(cast.team, cast.integrator) == []


def test_coach_who_left_the_organisation_is_refused(cast: Cast) -> None:
    cast.reader.left_on = timezone.localdate() - timedelta(days=1)
    cast.reader.save()

    with pytest.raises(ValidationError, match="has left the organisation"):
        coach_assign(team=cast.team, coach=cast.reader, by=cast.integrator)


def test_coach_is_released(cast: Cast) -> None:
    coach_release(team=cast.team, by=cast.integrator)

    assert not Coaching.objects.filter(team=cast.team, until=None).exists()
