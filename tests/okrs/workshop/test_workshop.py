"""The actions of a definition workshop: agenda, clock, ideas, end."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from okrs.key_results.actions import key_result_save
from okrs.models import (
    Idea,
    KeyResult,
    StepDone,
    Wording,
    Workshop,
)
from okrs.sets.actions import objective_save, set_open
from okrs.workshop import actions, input_actions
from okrs.workshop.agenda import MINUTES
from tests.cast import Cast
from tests.okrs.workshop.workshops import at, idea, opened, running, step_of


def order(workshop: Workshop) -> list[tuple[str, str]]:
    return list(workshop.steps.values_list("kind", "state"))


def key_results(cast: Cast) -> list[KeyResult]:
    """Two key results of the other team, in a draft."""
    by = cast.other_member
    objective = objective_save(
        okr_set=set_open(team=cast.other_team, by=by), by=by, text="Dealers call us first"
    )
    fields = {"kind": "increase", "unit": "calls", "baseline": 10, "target": 50}
    return [
        key_result_save(objective=objective, by=by, fields={**fields, "title": title})
        for title in ("Calls", "Visits")
    ]


def test_workshop_opens_with_four_hours(cast: Cast) -> None:
    """G1: nine steps from problems to confidence, 240 minutes; opened twice it is one."""
    workshop = opened(cast)

    again = actions.workshop_open(team=cast.other_team, by=cast.coach)

    assert again == workshop
    assert workshop.facilitator == cast.other_member
    assert [kind for kind, _state in order(workshop)] == list(MINUTES)
    assert sum(workshop.steps.values_list("minutes", flat=True)) == 240


def test_workshop_is_refused_where_the_set_is_agreed(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="agreed on its OKR set already"):
        actions.workshop_open(team=cast.team, by=cast.representative)

    assert not Workshop.objects.exists()


def test_steps_are_skipped_reordered_and_gone_back_to(cast: Cast) -> None:
    """G1: whoever facilitates changes what is to come, and goes back."""
    workshop, by = opened(cast), cast.other_member
    actions.step_skip(step=step_of(workshop, "problems"), skip=True, by=by)
    actions.step_move(step=step_of(workshop, "trends"), up=True, by=by)
    actions.step_time(step=step_of(workshop, "trends"), minutes=7, by=by)

    actions.workshop_start(workshop=workshop, by=by)
    first = step_of(workshop, "trends")
    actions.step_next(step=first, by=by)
    actions.step_next(step=first, by=by)  # pressed twice
    actions.step_go(step=first, by=by)

    assert order(workshop)[:3] == [
        ("problems", "skipped"),
        ("trends", "running"),
        ("opportunities", "done"),
    ]
    workshop.refresh_from_db()
    assert workshop.left(timezone.now()) == 7 * 60
    actions.step_next(step=first, by=by)
    assert order(workshop)[1:3] == [("trends", "done"), ("opportunities", "running")]


def test_what_was_jumped_over_comes_last(cast: Cast) -> None:
    """G1: after the last step the room turns to the steps nobody has seen."""
    workshop = running(cast, "confidence")
    actions.step_next(step=step_of(workshop, "confidence"), by=cast.other_member)

    assert dict(order(workshop))["opportunities"] == "running"


def test_clock_pauses_goes_on_and_gets_five_minutes(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """G1: the clock is an end time; what is left is kept while it is paused."""
    workshop, by = running(cast), cast.other_member
    clock.shift(timedelta(minutes=10))
    actions.clock_pause(workshop=workshop, by=by)
    clock.shift(timedelta(minutes=30))
    actions.clock_extend(workshop=workshop, by=by)
    workshop.refresh_from_db()
    paused = (workshop.paused, workshop.left(timezone.now()))

    actions.clock_resume(workshop=workshop, by=by)
    clock.shift(timedelta(minutes=21))
    workshop.refresh_from_db()

    assert paused == (True, 20 * 60)
    assert (workshop.paused, workshop.left(timezone.now())) == (False, -60)


def test_idea_sent_twice_is_there_once(cast: Cast) -> None:
    """G1: a lost connection sends again; also for a step that is over by then."""
    workshop, by, key = running(cast), cast.other_member, uuid4()
    step = step_of(workshop, "problems")
    input_actions.idea_add(step=step, text="  No  route ", key=key, by=by)
    actions.step_next(step=step, by=by)

    input_actions.idea_add(step=step, text="No route", key=key, by=by)
    input_actions.idea_add(step=step, text="Typed while offline", key=uuid4(), by=by)

    assert list(Idea.objects.values_list("text", "kind")) == [
        ("No route", "problems"),
        ("Typed while offline", "problems"),
    ]


def test_writing_in_silence_tells_nobody(cast: Cast) -> None:
    """G2: the version others see does not grow with hidden ideas and withdrawn ones."""
    workshop, by = running(cast), cast.other_member
    before = Workshop.objects.get().version

    written = idea(workshop, by, "No route")
    input_actions.idea_remove(idea=written, by=by)
    hidden = Workshop.objects.get().version
    actions.step_reveal(step=step_of(workshop, "problems"), by=by)
    idea(workshop, by, "One more, for all to see")

    assert (hidden, Workshop.objects.get().version) == (before, before + 2)
    with pytest.raises(ValidationError, match="so it stays"):
        input_actions.idea_remove(idea=Idea.objects.get(), by=by)


def test_clusters_are_made_in_their_step_only(cast: Cast) -> None:
    workshop, by = running(cast), cast.other_member
    written = idea(workshop, by, "No route")
    with pytest.raises(ValidationError, match="does not run now"):
        input_actions.cluster_save(workshop=workshop, name="Roads", by=by)
    at(workshop, "cluster", by)

    roads = input_actions.cluster_save(workshop=workshop, name=" The  roads ", by=by)
    input_actions.idea_move(idea=written, cluster=roads, by=by)
    with pytest.raises(ValidationError, match="with this name already"):
        input_actions.cluster_save(workshop=workshop, name="The roads", by=by)
    input_actions.cluster_save(workshop=workshop, name="Streets", by=by, cluster=roads)

    written.refresh_from_db()
    assert (written.cluster, written.cluster.name) == (roads, "Streets")
    input_actions.cluster_remove(cluster=roads, by=by)
    written.refresh_from_db()
    assert written.cluster is None


def test_end_forgets_who_wrote_what(cast: Cast) -> None:
    """G2: ideas and clusters stay as the result, without names; the room is closed for good."""
    workshop, by = running(cast), cast.other_member
    idea(workshop, by, "No route")
    input_actions.step_done(step=step_of(workshop, "problems"), done=True, by=by)

    actions.workshop_end(workshop=workshop, by=by)

    assert list(Idea.objects.values_list("text", "by")) == [("No route", None)]
    assert not StepDone.objects.exists()
    with pytest.raises(ValidationError, match="is over"):
        idea(workshop, by, "Too late")


def test_one_person_alone_goes_through(cast: Cast) -> None:
    """G1: it works with one person: each hidden step shows itself or on the way."""
    workshop, by = running(cast), cast.other_member
    for kind in ("problems", "opportunities", "trends"):
        idea(workshop, by, f"About {kind}", kind)
        actions.step_next(step=step_of(workshop, kind), by=by)
    roads = input_actions.cluster_save(workshop=workshop, name="Roads", by=by)
    step = at(workshop, "vote", by)
    input_actions.dots_put(step=step, clusters=[roads], by=by)
    wording = input_actions.wording_add(
        step=at(workshop, "objective", by), text="Quiet roads", key=uuid4(), by=by
    )
    rows = key_results(cast)
    step = at(workshop, "confidence", by)
    input_actions.confidence_say(step=step, by=by, answers=dict.fromkeys(rows, "unsure"))
    actions.step_next(step=step, by=by)
    actions.workshop_end(workshop=workshop, by=by)

    assert Wording.objects.get() == wording
    assert set(
        KeyResult.objects.filter(pk__in=[r.pk for r in rows]).values_list(
            "first_confidence", flat=True
        )
    ) == {"unsure"}
    assert Workshop.objects.get().ended
