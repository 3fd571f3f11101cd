"""What teams agree to do is remembered, and somebody asks how the team is."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from orgs.models import AuditEvent
from reviews.health_checks.actions import (
    health_act,
    health_action_done,
    health_action_remove,
    health_open,
)
from reviews.models import HealthAction, Improvement
from reviews.retrospectives.actions import improvement_done, improvement_look
from reviews.review.actions import cycle_close, reflection_write
from reviews.scoring.actions import scores_show
from teams.models import Coaching, Membership
from tests.cast import ISTANBUL, Cast
from tests.reviews.health_checks.test_health_checks import held
from tests.reviews.outcomes.test_outcomes import following
from tests.reviews.retrospectives.test_retrospectives import add
from tests.reviews.review.test_review import open_review
from tests.teams.calling import move_to, questions

DUE = date(2026, 8, 1)


def asked(kind: str) -> set[int]:
    return {row.person_id for row in open_rows(nudges[f"reviews.{kind}"], timezone.now())}


def at(clock: Any, day: date) -> None:
    clock.move_to(datetime(day.year, day.month, day.day, 12, 0, tzinfo=ISTANBUL))


def test_coach_or_representative_asks_once_per_cycle(cast: Cast, clock: Any) -> None:
    """L3: half-way, the coach, or who speaks where there is none; asked once is enough."""
    before = asked("health_open")
    clock.shift(timedelta(days=1))
    half_way = asked("health_open")
    health_open(team=cast.other_team, by=cast.other_member)
    one_asked = asked("health_open")
    Coaching.objects.update(until=date(2026, 5, 20))
    without_coach = asked("health_open")
    move_to(cast.cycle, "reviewing")

    assert (before, half_way) == (set(), {cast.coach.pk, cast.other_member.pk})
    assert (one_asked, without_coach) == ({cast.coach.pk}, {cast.representative.pk})
    assert asked("health_open") == set()


def test_owner_of_a_health_action_is_reminded_when_it_is_due(cast: Cast, clock: Any) -> None:
    """L3: two days before, until it is done; nobody is asked for four weeks and more."""
    check = held(cast, "red", "green", "green", "green")
    action = health_act(check=check, text="Lunch", owner=cast.member, due_on=DUE)
    seen = []
    for days in (-3, -2, 28, 29):
        at(clock, DUE + timedelta(days=days))
        seen.append(asked("health_action"))
    at(clock, DUE)
    health_action_done(action=action)

    assert seen == [set(), {cast.member.pk}, {cast.member.pk}, set()]
    assert asked("health_action") == set()


def test_owner_of_an_improvement_is_reminded_after_its_cycle_too(cast: Cast, clock: Any) -> None:
    """M8: improvements are for the cycle that follows; what is done or judged is not asked."""
    first, second = add(cast, "Begin on time"), add(cast, "Walk", "else")
    after = following(cast)
    move_to(cast.cycle, "closed")
    at(clock, DUE)
    due = [row.title for row in open_rows(nudges["reviews.improvement"], timezone.now())]
    improvement_done(improvement=first)
    improvement_look(team=after, improvement=second, became="not_done")

    assert due == ["Begin on time", "Walk"]
    assert asked("improvement") == set()


def test_owner_says_so_on_a_page_of_their_own(stage: Cast, sign_in: Any, clock: Any) -> None:
    """M8, L3: whoever has left the team meanwhile as well; strangers do not."""
    with tenant(stage.organisation):
        row = add(stage, "Begin on time")
        check = held(stage, "red", "green", "green", "green")
        action = health_act(check=check, text="Lunch", owner=stage.member, due_on=DUE)
        Membership.objects.filter(person=stage.member).update(left_on=date(2026, 5, 19))
    paths = [
        stage.path(f"improvements/{row.pk}/done/"),
        stage.path(f"health-actions/{action.pk}/done/"),
    ]
    strangers = [sign_in(stage.reader).post(path).status_code for path in paths]
    owner = sign_in(stage.member)

    pages = [owner.get(path).text for path in paths]
    done = [owner.post(path).status_code for path in paths]
    again = owner.get(paths[0]).text
    team_page = sign_in(stage.coach).get(stage.path(f"teams/{stage.team.pk}/retrospective/")).text

    assert strangers == [403, 403]
    assert ["Begin on time" in pages[0], "Lunch" in pages[1]] == [True, True]
    assert done == [302, 302]
    assert ("Not yet" in pages[0], "Not yet" in again) == (True, False)
    assert 'class="stamp yes"' in team_page
    with tenant(stage.organisation):
        assert Improvement.objects.get().done_at == HealthAction.objects.get().done_at


def test_health_action_is_taken_out_again(stage: Cast, sign_in: Any, clock: Any) -> None:
    """L3: that makes room; a closed cycle stays as it is, and says so."""
    with tenant(stage.organisation):
        check = held(stage, "red", "green", "green", "green")
        first, second = (
            health_act(check=check, text=text, owner=stage.member, due_on=DUE)
            for text in ("Lunch", "Walk")
        )
    path = stage.path(f"health-actions/{first.pk}/remove/")
    outside = sign_in(stage.sponsor).post(path).status_code
    coach = sign_in(stage.coach)
    page = coach.get(stage.path(f"teams/{stage.team.pk}/health/")).text
    gone = coach.post(path).status_code
    with tenant(stage.organisation):
        move_to(stage.cycle, "closed")
        with pytest.raises(ValidationError, match="closed"):
            health_action_remove(action=HealthAction.objects.get(pk=second.pk))

    assert (outside, gone, path in page) == (403, 302, True)
    with tenant(stage.organisation):
        assert [row.text for row in HealthAction.objects.all()] == ["Walk"]


def test_improvement_of_a_closed_cycle_stays_and_says_so(stage: Cast, sign_in: Any) -> None:
    """M8, M10: a clear sentence, nothing changes."""
    with tenant(stage.organisation):
        row = add(stage, "Begin on time")
        move_to(stage.cycle, "closed")
    path = stage.path(f"teams/{stage.team.pk}/retrospective/")
    browser = sign_in(stage.integrator)

    browser.post(f"{path}drop/", {"improvement": row.pk})

    assert "This cycle is closed: what was agreed stays as it is." in browser.get(path).text
    with tenant(stage.organisation):
        assert Improvement.objects.filter(pk=row.pk).exists()


def test_record_says_who_revealed_and_not_whose_reflection_it_is(cast: Cast, clock: Any) -> None:
    """R8, M3, M5: a reveal has a name; who reads a reflection is recorded without one."""
    open_review(cast, clock)
    for audience in ("me", "me", "quote"):
        reflection_write(team=cast.team, by=cast.member, text="I see.", audience=audience)
    for _twice in range(2):
        scores_show(team=cast.team, by=cast.coach)
    cycle_close(cycle=cast.cycle, by=cast.integrator, note="Done.")

    said = AuditEvent.objects.filter(verb__in=["reflection.audience", "scores.reveal"])
    assert [(e.verb, e.actor, e.label) for e in said.order_by("id")] == [
        ("reflection.audience", None, str(cast.cycle)),
        ("reflection.audience", None, str(cast.cycle)),
        ("scores.reveal", cast.coach, str(cast.team)),
    ]
    assert [e.after for e in said.filter(actor=None).order_by("id")] == [
        {"audience": "me"},
        {"audience": "quote"},
    ]


def test_as_many_statements_for_many_promises(stage: Cast, sign_in: Any, clock: Any) -> None:
    """T1: My work asks as much for many."""
    with tenant(stage.organisation):
        add(stage, "One")
        check = held(stage, "red", "green", "green", "green")
        health_act(check=check, text="Lunch", owner=stage.member, due_on=DUE)
    at(clock, DUE)
    browser = sign_in(stage.member)
    few = questions(browser, stage.path())
    with tenant(stage.organisation):
        add(stage, "Two")
        add(stage, "Three")
        health_act(check=check, text="Walk", owner=stage.member, due_on=DUE)

    assert questions(browser, stage.path()) == few
