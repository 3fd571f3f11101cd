"""Before a check-in: who is asked when, one form a key result, and what stands there by itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from checkins.impediments.actions import impediment_raise
from checkins.meetings.actions import meeting_open
from checkins.models import CheckIn, Impediment, Learning, Slot
from checkins.preparation.actions import slot_prepare
from checkins.reports.actions import achievement_add, learning_add, progress_add
from checkins.series.actions import series_plan
from core.tenancy import tenant
from nudges.registry import nudges
from okrs.models import Measurement
from orgs.models import Person, Site
from tests.cast import ISTANBUL, Cast

TUESDAY = datetime(2026, 5, 26, 14, 0, tzinfo=ISTANBUL)  # the day after Whit Monday


@pytest.fixture
def slot(stage: Cast) -> Slot:
    """The team's part of a check-in on Friday."""
    with tenant(stage.organisation):
        (check_in,) = series_plan(
            cycle=stage.cycle, dates=[TUESDAY - timedelta(days=4)], by=stage.integrator
        )
        found: Slot = check_in.slots.get(team=stage.team)
        return found


def update(stage: Cast, slot: Slot, number: int = 0) -> str:
    key_result = stage.key_results[number].pk
    return stage.path(f"slots/{slot.pk}/key-results/{key_result}/")


def test_each_is_asked_two_working_days_before_by_their_own_calendar(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """K2: Whit Monday is a holiday in Germany alone, so there they are asked a day earlier."""
    german = Site.objects.create(name="Köln", country="DE")
    turkish = Site.objects.create(name="Ankara", country="TR")
    Person.objects.filter(pk=cast.representative.pk).update(site=german)
    Person.objects.filter(pk=cast.other_member.pk).update(site=turkish)
    series_plan(cycle=cast.cycle, dates=[TUESDAY], by=cast.integrator)

    def asked() -> set[int]:
        rows = nudges["checkins.prepare"].rows(timezone.now(), None)
        return {due.person_id for due in rows}

    clock.move_to(datetime(2026, 5, 20, 23, 0, tzinfo=ISTANBUL))
    assert asked() == set()
    clock.move_to(datetime(2026, 5, 21, 8, 0, tzinfo=ISTANBUL))
    assert asked() == {cast.representative.pk}
    clock.move_to(datetime(2026, 5, 22, 8, 0, tzinfo=ISTANBUL))
    assert asked() == {cast.representative.pk, cast.other_member.pk}


def test_one_form_takes_all_of_a_key_result(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K2: value, confidence, what changed, learning, ask; the columns below show them at once."""
    words = {
        "value": "66",
        "confidence": "unsure",
        "line": "Two dealers more",
        "seen": "0",
        "learning": "Dates matter",
        "ask": "We need the price list",
    }
    target = f"prepare-{stage.key_results[0].pk}"

    answer = sign_in(stage.representative).post(
        update(stage, slot), words, headers={"HX-Request": "true", "HX-Target": target}
    )

    assert answer.status_code == 200
    assert answer.text.count('role="list" hx-swap-oob="true"') == 3
    with tenant(stage.organisation):
        measured = Measurement.objects.get()
        assert (measured.value, measured.confidence, measured.line) == (
            66,
            "unsure",
            "Two dealers more",
        )
        learning, impediment = Learning.objects.get(), Impediment.objects.get()
    assert (learning.text, learning.slot_id, learning.by_id) == (
        "Dates matter",
        slot.pk,
        stage.representative.pk,
    )
    assert (impediment.text, impediment.blocks, impediment.slot_id) == (
        "We need the price list",
        "First-visit resolution",
        slot.pk,
    )


@pytest.mark.parametrize(
    "wrong", [{"value": "much"}, {"learning": "x" * 301}, {"confidence": "great"}]
)
def test_refused_update_changes_nothing_and_keeps_the_words(
    stage: Cast, slot: Slot, sign_in: Any, wrong: dict[str, str]
) -> None:
    """K2: neither the value nor what was learned is kept in halves."""
    words = {"value": "66", "confidence": "unsure", "ask": "We need a van", "seen": "0", **wrong}

    answer = sign_in(stage.member).post(update(stage, slot), words)

    assert (answer.status_code, "We need a van" in answer.text) == (422, True)
    with tenant(stage.organisation):
        assert not Measurement.objects.exists()
        assert not Impediment.objects.exists()


def test_two_values_at_once_keep_what_was_said(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K2: while people choose which value is right, the learning waits with it."""
    client = sign_in(stage.member)
    with tenant(stage.organisation):
        Measurement.objects.create(
            key_result=stage.key_results[0],
            value=64,
            measured_on="2026-05-20",
            by=stage.representative,
            confidence="unsure",
        )
    words = {"value": "66", "confidence": "unsure", "learning": "Dates matter", "seen": "0"}

    conflict = client.post(update(stage, slot), words)
    client.post(update(stage, slot), {**words, "keep": "theirs"})

    assert (conflict.status_code, "Dates matter" in conflict.text) == (409, True)
    assert update(stage, slot) in conflict.text
    with tenant(stage.organisation):
        assert [m.value for m in Measurement.objects.all()] == [64]
        assert Learning.objects.get().text == "Dates matter"


def test_over_is_over(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K9, K12: a cancelled check-in takes no update any more."""
    with tenant(stage.organisation):
        CheckIn.objects.update(state=CheckIn.State.CANCELLED)

    answer = sign_in(stage.member).post(
        update(stage, slot), {"value": "66", "confidence": "unsure", "ask": "A van", "seen": "0"}
    )

    assert (answer.status_code, "This check-in is over" in answer.text) == (422, True)
    with tenant(stage.organisation):
        assert not Measurement.objects.exists()


def test_facilitator_measures_for_no_team(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K2: the figures are the team's; another team's key result is not found either."""
    words = {"value": "66", "confidence": "unsure", "seen": "0"}
    with tenant(stage.organisation):
        theirs = slot.check_in.slots.get(team=stage.other_team)

    refused = sign_in(stage.facilitator).post(update(stage, slot), words)
    strange = sign_in(stage.other_member).post(update(stage, theirs), words)

    assert (refused.status_code, strange.status_code) == (403, 404)


def test_shared_in_the_weekly_meeting_stands_there_by_itself(
    stage: Cast, slot: Slot, sign_in: Any
) -> None:
    """K2, I3, J6: what is marked to share comes along; the rest, and what is private, does not."""
    with tenant(stage.organisation):
        meeting = meeting_open(team=stage.team, by=stage.member)
        told: dict[str, Any] = {"team": stage.team, "by": stage.member, "meeting": meeting}
        learning_add(text="Shared", share=True, **told)
        learning_add(text="Not for the room", share=False, **told)
        achievement_add(text="Konya is in", **told)
        progress_add(text="A line of progress", **told)
        impediment_raise(text="No van", **told)
        impediment_raise(text="We quarrel", private=True, **told)

    page = sign_in(stage.representative).get(stage.path(f"slots/{slot.pk}/"))

    assert [(c.kind, [row.text for row in c.rows]) for c in page.context["columns"]] == [
        ("achievement", ["Konya is in"]),
        ("learning", ["Shared"]),
        ("impediment", ["No van"]),
    ]


def test_how_many_are_ready_is_seen(stage: Cast, slot: Slot, sign_in: Any) -> None:
    """K2: in the list of check-ins and on the page of each."""
    client = sign_in(stage.facilitator)
    paths = [f"cycles/{stage.cycle.pk}/check-ins/", f"check-ins/{slot.check_in_id}/"]

    before = ["0 of 2 teams ready" in client.get(stage.path(path)).text for path in paths]
    with tenant(stage.organisation):
        slot_prepare(slot=slot, by=stage.representative)
    after = ["1 of 2 teams ready" in client.get(stage.path(path)).text for path in paths]

    assert (before, after) == ([True, True], [True, True])


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("achievement", "checkins_achievement"),
        ("learning", "checkins_learning"),
        ("impediment", "checkins_impediment"),
    ],
)
def test_note_is_answered_with_its_column_alone(
    stage: Cast, slot: Slot, sign_in: Any, kind: str, table: str
) -> None:
    """Of the key results of the team, and of the other columns, nothing is read again."""
    browser = sign_in(stage.member)
    path = reverse("checkins:slot_note", kwargs={"organisation": "lodos", "slot": slot.pk})
    headers = {"HX-Request": "true", "HX-Target": kind}

    with CaptureQueriesContext(connection) as queries:
        answer = browser.post(path, {"kind": kind, "text": "Demos work"}, headers=headers)

    assert (answer.status_code, "Demos work" in answer.text) == (200, True)
    tables = {"checkins_achievement", "checkins_learning", "checkins_impediment", "okrs_keyresult"}
    read = {name for name in tables for one in queries if f'FROM "{name}"' in one["sql"]}
    assert read == {table}
