"""The check-in: planned, prepared, run against the clock, ended with minutes."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from checkins.impediments.actions import impediment_raise, leader_ask
from checkins.live_check_in.actions import (
    check_in_end,
    check_in_hand_over,
    check_in_start,
    end_move,
    slot_absent,
    slot_back,
    slot_extend,
    slot_move,
    slot_next,
    slot_pause,
    slot_resume,
)
from checkins.live_check_in.changes import channel, renew
from checkins.models import CheckIn, Slot
from checkins.reports.actions import learning_add
from checkins.series.actions import series_plan
from core.live.channels import versions
from okrs.measurements.actions import measure
from orgs.models import AuditEvent
from teams.models import Team
from tests.cast import Cast

ISTANBUL = ZoneInfo("Europe/Istanbul")
TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ISTANBUL)
MINUTE = timedelta(minutes=1)
State = Slot.State


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


@pytest.fixture
def live(cast: Cast, check_in: CheckIn, clock: time_machine.Traveller) -> CheckIn:
    clock.move_to(TODAY)
    return check_in_start(check_in=check_in, by=cast.facilitator)


def on_stage(check_in: CheckIn) -> Slot:
    return Slot.objects.select_related("team", "check_in__cycle__theme").get(
        check_in=check_in, state=State.ON
    )


def order(check_in: CheckIn) -> list[str]:
    return [slot.team.name for slot in check_in.slots.select_related("team").order_by("position")]


def test_start_sets_the_clock_of_the_first_team(cast: Cast, live: CheckIn) -> None:
    """K3: 15 minutes a team; the clock is an end time."""
    slot = on_stage(live)

    assert (slot.team, slot.ends_at, slot.seconds_planned) == (cast.team, TODAY + MINUTE * 15, 900)
    assert live.ends_at == TODAY + MINUTE * 45
    assert check_in_start(check_in=live, by=cast.facilitator).started_at == TODAY


def test_overrun_is_recorded_and_shared(
    cast: Cast, live: CheckIn, clock: time_machine.Traveller
) -> None:
    """K3: the first team takes 21 minutes; the two others share the loss, the last keeps its."""
    clock.move_to(TODAY + MINUTE * 21)
    second = slot_next(slot=on_stage(live), by=cast.facilitator)
    clock.move_to(TODAY + MINUTE * 33)
    third = slot_next(slot=on_stage(live), by=cast.facilitator)

    first = live.slots.get(team=cast.team)
    assert (first.seconds_used, first.seconds_over) == (21 * 60, 6 * 60)
    assert second is not None
    assert second.seconds_planned == 12 * 60
    assert third is not None
    assert third.seconds_planned == 12 * 60


def test_early_team_gives_nobody_more_than_planned(
    cast: Cast, live: CheckIn, clock: time_machine.Traveller
) -> None:
    """K3: 15 minutes are planned, also when there is time left."""
    clock.move_to(TODAY + MINUTE * 5)

    second = slot_next(slot=on_stage(live), by=cast.facilitator)

    assert second is not None
    assert second.seconds_planned == 15 * 60


def test_added_minutes_are_part_of_the_overrun(
    cast: Cast, live: CheckIn, clock: time_machine.Traveller
) -> None:
    """K3: +1 and +2 move the clock, and are seen in the overrun."""
    slot = slot_extend(slot=on_stage(live), minutes=2, by=cast.facilitator)
    slot = slot_extend(slot=slot, minutes=1, by=cast.facilitator)
    assert slot.ends_at == TODAY + MINUTE * 18

    clock.move_to(TODAY + MINUTE * 18)
    slot_next(slot=slot, by=cast.facilitator)

    slot.refresh_from_db()
    assert slot.seconds_over == 3 * 60
    with pytest.raises(ValidationError, match="one minute or two"):
        slot_extend(slot=on_stage(live), minutes=30, by=cast.facilitator)


def test_each_change_in_the_room_is_told_by_its_part(
    cast: Cast, live: CheckIn, third_team: Team, django_capture_on_commit_callbacks: Any
) -> None:
    """K3, K5: steps, notes and values of a team in the room are told, what is refused is not."""
    slot = on_stage(live)

    def told(act: Any) -> set[str]:
        """The parts that have their next version."""
        before = versions(channel(live))
        with django_capture_on_commit_callbacks(execute=True), suppress(ValidationError):
            act()
        return set(versions(channel(live)) - before)

    told(lambda: renew(live))
    assert told(lambda: slot_pause(slot=slot, by=cast.facilitator)) == {"clock"}
    assert told(lambda: end_move(check_in=live, minutes=99, by=cast.facilitator)) == set()
    assert told(lambda: learning_add(team=cast.team, text="A date", by=cast.member)) == {"notes"}
    value: dict[str, Any] = {"key_result": cast.key_results[0], "by": cast.member, "value": 70}
    assert told(lambda: measure(**value)) == {"stage"}
    impediment = impediment_raise(team=cast.other_team, text="No van", by=cast.other_member)
    assert told(lambda: leader_ask(impediment=impediment, by=cast.other_member)) == {"notes"}
    everything = {"clock", "stage", "notes", "vote"}
    assert told(lambda: slot_next(slot=slot, by=cast.facilitator)) == everything
    assert told(lambda: check_in_end(check_in=live, by=cast.facilitator)) == everything
    assert told(lambda: learning_add(team=cast.team, text="Later", by=cast.member)) == set()


def test_pause_keeps_what_is_left(cast: Cast, live: CheckIn, clock: time_machine.Traveller) -> None:
    """K3: paused at five minutes for three: ten are left again, and the pause is no overrun."""
    clock.move_to(TODAY + MINUTE * 5)
    paused = slot_pause(slot=on_stage(live), by=cast.facilitator)
    clock.move_to(TODAY + MINUTE * 8)
    assert slot_pause(slot=paused, by=cast.facilitator).seconds_left == 600
    resumed = slot_resume(slot=paused, by=cast.facilitator)

    assert resumed.ends_at == TODAY + MINUTE * 18
    clock.move_to(TODAY + MINUTE * 18)
    slot_next(slot=resumed, by=cast.facilitator)
    resumed.refresh_from_db()
    assert (resumed.seconds_used, resumed.seconds_over) == (900, 0)


def test_next_pressed_by_two_is_one_step(cast: Cast, live: CheckIn) -> None:
    """K3: a step for a team that has left the stage changes nothing."""
    first = on_stage(live)
    second = slot_next(slot=first, by=cast.facilitator)

    assert slot_next(slot=first, by=cast.integrator) == second
    assert on_stage(live).team == cast.other_team


def test_last_team_is_called_once_more_with_the_time_it_had(
    cast: Cast, live: CheckIn, clock: time_machine.Traveller
) -> None:
    """K3: next pressed too early: the team goes on where it was; the other one loses nothing."""
    first = on_stage(live)
    clock.move_to(TODAY + MINUTE * 10)
    second = slot_next(slot=first, by=cast.facilitator)
    clock.move_to(TODAY + MINUTE * 12)

    back = slot_back(slot=first, by=cast.facilitator)
    again = slot_back(slot=first, by=cast.integrator)

    assert second is not None
    assert (back, again, on_stage(live)) == (first, first, first)
    assert back.left(timezone.now()) == 5 * 60
    clock.move_to(TODAY + MINUTE * 18)
    called = slot_next(slot=back, by=cast.facilitator)
    first.refresh_from_db()
    assert (first.seconds_used, first.seconds_over) == (16 * 60, 60)
    assert called == second
    assert called.seconds_planned == (45 - 18) * 60 // 2
    third = slot_next(slot=called, by=cast.facilitator)
    assert third is not None
    slot_next(slot=third, by=cast.facilitator)
    assert slot_back(slot=first, by=cast.facilitator).done


def test_check_in_is_handed_over(cast: Cast, live: CheckIn) -> None:
    """K3, R8: to a facilitator, the integration team or a member; recorded, and twice is once."""
    for to in (cast.member, cast.member, cast.integrator):
        check_in_hand_over(check_in=live, to=to, by=cast.facilitator)

    live.refresh_from_db()
    assert live.facilitator == cast.integrator
    handed = AuditEvent.objects.filter(verb="check_in.hand_over").order_by("pk")
    assert [(e.before["facilitator"], e.after["facilitator"]) for e in handed] == [
        (cast.facilitator.pk, cast.member.pk),
        (cast.member.pk, cast.integrator.pk),
    ]
    with pytest.raises(ValidationError, match="a member of a team takes over"):
        check_in_hand_over(check_in=live, to=cast.reader, by=cast.facilitator)
    check_in_end(check_in=live, by=cast.integrator)
    with pytest.raises(ValidationError, match="not running"):
        check_in_hand_over(check_in=live, to=cast.member, by=cast.facilitator)


def test_database_holds_one_team_on_stage(cast: Cast, live: CheckIn) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        live.slots.filter(team=cast.other_team).update(
            state=State.ON, seconds_planned=900, ends_at=TODAY
        )


def test_absent_team_is_passed_over(cast: Cast, live: CheckIn, third_team: Team) -> None:
    """K12: a team is absent; its time is nobody's loss, and it may come late."""
    absent = live.slots.select_related("check_in").get(team=cast.other_team)
    slot_absent(slot=absent, by=cast.facilitator)

    slot_next(slot=on_stage(live), by=cast.facilitator)
    assert on_stage(live).team == third_team

    assert slot_next(slot=on_stage(live), by=cast.facilitator) is None
    slot_absent(slot=absent, by=cast.facilitator, absent=False)
    assert on_stage(live).team == cast.other_team


def test_team_on_stage_that_is_not_there_makes_room(cast: Cast, live: CheckIn) -> None:
    """K12: called and not there: the next one takes over with its full time."""
    slot_absent(slot=on_stage(live), by=cast.facilitator)

    assert (on_stage(live).team, on_stage(live).seconds_planned) == (cast.other_team, 900)


def test_order_of_those_to_come_can_change(cast: Cast, live: CheckIn, third_team: Team) -> None:
    """K4: the facilitator reorders who is still to come; who has spoken stays."""
    last = live.slots.select_related("check_in").get(team=third_team)

    slot_move(slot=last, up=True, by=cast.facilitator)
    slot_move(slot=last, up=True, by=cast.facilitator)

    assert order(live) == ["Capabilities", "Belonging", "Working conditions"]


def test_new_team_and_new_voice_are_there_at_the_start(cast: Cast, check_in: CheckIn) -> None:
    """K12: who presents is who speaks today; a presenter who has left the team does not."""
    cast.team.memberships.filter(person=cast.representative).update(
        speaks=False, left_on=date(2026, 5, 19)
    )
    cast.team.memberships.filter(person=cast.member).update(speaks=True)

    check_in_start(check_in=check_in, by=cast.facilitator)

    assert on_stage(check_in).presenter == cast.member
