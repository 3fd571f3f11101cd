"""A check-in ends: its minutes, what they hold, and what the next one reads."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from checkins.impediments.actions import ask_answer, impediment_raise, leader_ask
from checkins.live_check_in.actions import (
    check_in_end,
    check_in_start,
    end_move,
    slot_absent,
    slot_next,
)
from checkins.live_check_in.team_report import report_of
from checkins.models import CheckIn, Minutes, Slot
from checkins.preparation.actions import slot_prepare
from checkins.reports.actions import achievement_add, learning_add
from checkins.series.actions import check_in_move, series_plan
from okrs.models import Measurement
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


def test_end_can_be_moved(cast: Cast, live: CheckIn, clock: time_machine.Traveller) -> None:
    """K3: with under five minutes a team the end is moved, by a person."""
    clock.move_to(TODAY + MINUTE * 41)
    end_move(check_in=live, minutes=20, by=cast.facilitator)

    second = slot_next(slot=on_stage(live), by=cast.facilitator)

    assert second is not None
    assert second.seconds_planned == 12 * 60


def test_end_writes_the_minutes_once(
    cast: Cast, live: CheckIn, clock: time_machine.Traveller
) -> None:
    """K9: values, changes, learnings, asks with owner and date, overruns, who presented."""
    measured(cast, Decimal(65), "confident", date(2026, 4, 5))
    measured(cast, Decimal(68), "unsure", date(2026, 5, 18))
    slot = on_stage(live)
    achievement_add(team=cast.team, text="Two dealers plan a week", by=cast.member, slot=slot)
    learning_add(team=cast.team, text="Dealers want a date", by=cast.member, slot=slot)
    impediment = impediment_raise(team=cast.team, text="No price list", by=cast.member, slot=slot)
    ask = leader_ask(impediment=impediment, by=cast.facilitator)
    ask_answer(ask=ask, answer="accepted", by=cast.leader_member, promised_for=date(2026, 5, 22))
    clock.move_to(TODAY + MINUTE * 20)

    minutes = check_in_end(check_in=live, by=cast.facilitator, decisions="Meet in June\n\n")
    again = check_in_end(check_in=live, by=cast.facilitator, decisions="Something else")

    team = minutes.content["teams"][0]
    assert minutes == again
    assert Minutes.objects.count() == 1
    assert (team["presenter"], team["seconds_over"]) == ("Selin Kaya", 300)
    assert team["key_results"][0]["value"] == "68\u00a0%"
    assert team["key_results"][0]["change"] == "up 25 points"
    assert (team["key_results"][0]["confidence_before"], team["confidence"]) == (
        "Confident",
        "Unsure",
    )
    assert team["achievements"] == [{"text": "Two dealers plan a week", "by": "Emre Sahin"}]
    assert team["asks"][0]["stands"] == "Jurgen Weiss takes it, by 22 May"
    assert minutes.content["decisions"] == ["Meet in June"]
    assert [t["state"] for t in minutes.content["teams"]] == ["done", "waiting", "waiting"]
    assert "- No price list: Jurgen Weiss takes it, by 22 May" in minutes.markdown


def test_minutes_hold_nothing_private_and_nothing_unshared(cast: Cast, live: CheckIn) -> None:
    """J6, K9: private impediments are never in the minutes, unshared learnings neither."""
    impediment_raise(team=cast.team, text="We quarrel", by=cast.member, private=True)
    learning_add(team=cast.team, text="For us alone", by=cast.member, share=False)
    impediment_raise(team=cast.team, text="No van", by=cast.member)

    minutes = check_in_end(check_in=live, by=cast.facilitator)

    assert [ask["text"] for ask in minutes.content["teams"][0]["asks"]] == ["No van"]
    assert "We quarrel" not in minutes.markdown
    assert "For us alone" not in minutes.markdown


def test_held_check_in_stays_as_it_is(cast: Cast, live: CheckIn) -> None:
    """K9: frozen afterwards: no clock, no notes, no move."""
    slot = on_stage(live)
    check_in_end(check_in=live, by=cast.facilitator)
    slot = Slot.objects.select_related("check_in", "team__cycle").get(pk=slot.pk)

    late: list[Any] = [
        lambda: slot_next(slot=slot, by=cast.facilitator),
        lambda: slot_absent(slot=slot, by=cast.facilitator),
        lambda: slot_prepare(slot=slot, by=cast.member),
        lambda: achievement_add(team=cast.team, text="Late", by=cast.member, slot=slot),
        lambda: check_in_move(check_in=live, starts_at=TODAY, by=cast.integrator),
    ]

    for step in late:
        with pytest.raises(ValidationError):
            step()


def test_check_in_without_values_still_ends(cast: Cast, live: CheckIn) -> None:
    """K12: a value is missing, a team has no OKR set yet: the minutes say so."""
    minutes = check_in_end(check_in=live, by=cast.facilitator)

    first, second, _third = minutes.content["teams"]
    assert first["key_results"][0]["value"] == "not measured yet"
    assert second["key_results"] == []


def test_next_check_in_reads_answers_first(
    cast: Cast, live: CheckIn, clock: time_machine.Traveller
) -> None:
    """J5: asks of last time and their answers come before what is new; old notes are gone."""

    old = impediment_raise(team=cast.team, text="Asked last time", by=cast.member)
    ask = leader_ask(impediment=old, by=cast.member)
    achievement_add(team=cast.team, text="Told last time", by=cast.member, slot=on_stage(live))
    check_in_end(check_in=live, by=cast.facilitator)
    clock.move_to(TODAY + timedelta(days=5))
    ask_answer(ask=ask, answer="declined", by=cast.leader_member, reason="Too early.")
    impediment_raise(team=cast.team, text="New", by=cast.member)
    clock.move_to(TODAY + timedelta(days=14))
    (later,) = series_plan(cycle=cast.cycle, dates=[timezone.now()], by=cast.integrator)

    seen = report_of(
        later.slots.select_related("check_in__cycle", "team__cycle").get(team=cast.team)
    )

    assert [i.text for i in seen.impediments] == ["Asked last time", "New"]
    assert seen.impediments[0].where_it_stands == "Jurgen Weiss cannot help: Too early."
    assert (seen.achievements, seen.since) == ([], date(2026, 5, 20))


def measured(cast: Cast, value: Decimal, confidence: str, on: date) -> None:
    Measurement.objects.create(
        key_result=cast.key_results[0],
        value=value,
        confidence=confidence,
        measured_on=on,
        by=cast.representative,
    )
