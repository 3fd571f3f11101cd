"""Asks that get answered: how long a leader has, the inbox, and what became of it all."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from checkins.impediments.actions import (
    ask_answer,
    asks_escalate,
    impediment_end,
    impediment_raise,
    leader_ask,
)
from checkins.impediments.statistics import Kind, impediment_stats
from checkins.models import Ask, AskRules
from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.models import Occasion
from nudges.registry import nudges
from orgs.models import AuditEvent, Person, Site
from orgs.organisation_settings.actions import setting_save
from teams.models import Membership
from tests.cast import ISTANBUL, Cast

MONDAY = datetime(2026, 6, 1, 9, 0, tzinfo=ISTANBUL)


def at(day: int, hour: int = 9) -> datetime:
    """A day of June 2026; the 4th is Corpus Christi, a holiday in parts of Germany alone."""
    return datetime(2026, 6, day, hour, 0, tzinfo=ISTANBUL)


def asked(cast: Cast, text: str = "No van", **fields: Any) -> Ask:
    impediment = impediment_raise(team=cast.team, text=text, by=cast.member, **fields)
    return leader_ask(impediment=impediment, by=cast.member)


def answers(ask: Ask) -> list[tuple[int, str]]:
    return list(ask.impediment.asks.values_list("leader_id", "answer"))


def test_leader_has_as_long_as_the_organisation_says(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """J2: two working days here; the sweep sends it on once, and the log says so."""
    clock.move_to(MONDAY)
    setting_save(AskRules, answer_after=2, by=cast.administrator)
    ask = asked(cast)
    (due,) = nudges["checkins.answer_ask"].rows(timezone.now(), None)

    assert due.due_at == at(3, 18)
    assert (asks_escalate(at(3, 17)), asks_escalate(at(3, 19)), asks_escalate(at(3, 19))) == (
        0,
        1,
        0,
    )
    assert answers(ask) == [(cast.leader_member.pk, "escalated"), (cast.sponsor.pk, "")]
    verbs = AuditEvent.objects.filter(verb__startswith="ask.").order_by("id")
    assert [(event.verb, event.label) for event in verbs] == [
        ("ask.open", "Capabilities"),
        ("ask.escalate", "Capabilities"),
        ("ask.open", "Capabilities"),
    ]


def test_working_days_are_those_of_the_leaders_country(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """J2, J4: on Whit Monday nobody works in Germany; in Türkiye the day counts."""
    due = {}
    for country in ("DE", "TR"):
        site = Site.objects.create(name=country, country=country)
        Person.objects.filter(pk=cast.leader_member.pk).update(site=site)
        clock.move_to(datetime(2026, 5, 20, 9, 0, tzinfo=ISTANBUL))
        ask = asked(cast)
        ask.leader.refresh_from_db()
        due[country] = ask.due_at(3).date()

    assert due == {"DE": date(2026, 5, 26), "TR": date(2026, 5, 25)}


def test_ask_of_somebody_who_has_left_goes_on_at_once(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """J2: nobody waits five days for somebody who is gone."""
    ask = asked(cast)
    Person.objects.filter(pk=cast.leader_member.pk).update(left_on=date(2026, 5, 20))

    assert asks_escalate(timezone.now()) == 1
    assert answers(ask) == [(cast.leader_member.pk, "escalated"), (cast.sponsor.pk, "")]


def test_team_without_its_leader_asks_the_sponsor_at_once(stage: Cast, sign_in: Any) -> None:
    """J2, J3: the page says why, and the ask goes straight there."""
    with tenant(stage.organisation):
        Membership.objects.filter(person=stage.leader_member).update(left_on=date(2026, 5, 1))
        impediment = impediment_raise(team=stage.team, text="No van", by=stage.member)
    client, path = sign_in(stage.member), stage.path(f"impediments/{impediment.pk}/")

    page = client.get(path)
    client.post(f"{path}ask/", {"leader": page.context["first"].pk})

    assert "There is no other leader in this team, so Nilgun Erdem is asked at once" in page.text
    with tenant(stage.organisation):
        assert answers(Ask.objects.get()) == [(stage.sponsor.pk, "")]


def test_administrator_sets_how_long(stage: Cast, sign_in: Any) -> None:
    """J2: 1 to 60 working days; nobody else sets it."""
    client, path = sign_in(stage.administrator), stage.path("settings/asks/")

    refused = client.post(path, {"answer_after": "0"})
    kept = client.post(path, {"answer_after": "3"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    with tenant(stage.organisation):
        assert AskRules.objects.get().answer_after == 3
        impediment = impediment_raise(team=stage.team, text="No van", by=stage.member)
    page = sign_in(stage.member).get(stage.path(f"impediments/{impediment.pk}/"))
    assert "Without an answer in 3 working days the sponsor is asked" in page.text
    assert sign_in(stage.sponsor).get(path).status_code == 403


def test_leader_answers_where_the_ask_stands(stage: Cast, sign_in: Any) -> None:
    """J3: in place in the inbox; what was refused stays, what was said takes its line."""
    with tenant(stage.organisation):
        ask = asked(stage, blocks="The pilot", impact="Two weeks", category="access")
    client, path = sign_in(stage.leader_member), stage.path(f"asks/{ask.pk}/")
    below = {"HX-Request": "true", "HX-Target": f"answer-{ask.pk}"}

    inbox = client.get(stage.path("asks/")).text
    form = client.get(path, headers=below).text
    refused = client.post(path, {"answer": "declined", "reason": " "}, headers=below)
    given = client.post(path, {"answer": "declined", "reason": "Not my budget."}, headers=below)

    assert f'hx-target="#answer-{ask.pk}"' in inbox
    assert form.count("<form") == 1
    assert [words in form for words in ("The pilot", "Two weeks")] == [True, True]
    assert (refused.status_code, "Say why you cannot help" in refused.text) == (422, True)
    assert given.headers["HX-Retarget"] == f"#ask-{ask.pk}"
    assert "Jurgen Weiss cannot help: Not my budget." in given.text
    assert f'<li id="answer-{ask.pk}" hx-swap-oob="delete">' in given.text


def test_days_open_count_from_the_first_ask(
    stage: Cast, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """J3: what came from somebody who did not answer is old, not new; the oldest stands first."""
    clock.move_to(MONDAY)
    with tenant(stage.organisation):
        asked(stage, "Late")
        clock.move_to(at(8, 19))
        second = impediment_raise(team=stage.team, text="New", by=stage.member)
        leader_ask(impediment=second, by=stage.member, leader=stage.sponsor)
        clock.move_to(at(9))
        asks_escalate(timezone.now())

    waiting = sign_in(stage.sponsor).get(stage.path("asks/")).context["waiting"]

    assert [(row.ask.impediment.text, row.days, row.late) for row in waiting] == [
        ("Late", 6, False),
        ("New", 1, False),
    ]


def test_promise_that_has_passed_is_reminded_once(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """J3: the day before and once when the day is over, until somebody says that it is solved."""
    clock.move_to(MONDAY)
    ask = asked(cast)
    ask_answer(ask=ask, answer="accepted", by=cast.leader_member, promised_for=date(2026, 6, 10))

    def mails() -> int:
        sweep(timezone.now())
        return Occasion.objects.filter(kind="checkins.resolve_promise").count()

    counts = []
    for day in (8, 9, 10, 12, 13):
        clock.move_to(at(day, 20))
        counts.append(mails())
    assert counts == [0, 1, 1, 2, 2]
    impediment_end(impediment=ask.impediment, state="resolved", by=cast.leader_member)
    assert list(nudges["checkins.resolve_promise"].rows(timezone.now(), None)) == []


def test_impediment_says_everything_and_can_say_more(stage: Cast, sign_in: Any) -> None:
    """J1: all fields can be written, changed and read, also below its line in a meeting."""
    with tenant(stage.organisation):
        impediment = impediment_raise(team=stage.team, text="No van", by=stage.member)
    client, path = sign_in(stage.member), stage.path(f"impediments/{impediment.pk}/")
    words = {
        "text": "No van on Mondays",
        "blocks": "The pilot",
        "impact": "Two visits a week",
        "category": "budget",
        "wanted_by": "2026-06-12",
        "owner": stage.representative.pk,
    }
    below = {"HX-Request": "true", "HX-Target": f"more-impediment-{impediment.pk}"}

    refused = client.post(f"{path}edit/", {**words, "wanted_by": "soon"}, headers=below)
    kept = client.post(f"{path}edit/", words, headers=below)
    page = client.get(path).text

    assert (refused.status_code, "Two visits a week" in refused.text) == (422, True)
    assert "No van on Mondays" in kept.text
    shown = ["The pilot", "Two visits a week", "budget", "Fri 12 June", "Selin Kaya", "Open"]
    assert [said for said in shown if said not in page] == []


@pytest.fixture
def told(stage: Cast, clock: time_machine.Traveller) -> Cast:
    """Five impediments of two teams: two resolved in 2 and 5 days, one escalated, one private."""
    with tenant(stage.organisation):
        clock.move_to(MONDAY)
        raised = [
            impediment_raise(team=team, text=text, by=by, category=category, private=private)
            for team, by, text, category, private in (
                (stage.team, stage.member, "One", "budget", False),
                (stage.other_team, stage.other_member, "Two", "budget", False),
                (stage.team, stage.member, "We quarrel", "people", True),
                (stage.other_team, stage.other_member, "Four", "", False),
            )
        ]
        asked(stage, "Five", category="access")
        clock.move_to(at(3))
        impediment_end(impediment=raised[0], state="resolved", by=stage.member)
        clock.move_to(at(8))
        impediment_end(impediment=raised[1], state="resolved", by=stage.member)
        impediment_end(impediment=raised[2], state="unsolved", by=stage.member, outcome="So.")
        clock.move_to(at(10))
        asks_escalate(timezone.now())
    return stage


def test_figures_of_a_cycle_are_about_nobody(told: Cast, django_assert_num_queries: Any) -> None:
    """J4, J6: over all teams; what is private is in the totals and in no category."""
    with tenant(told.organisation), django_assert_num_queries(2):
        found = impediment_stats(told.cycle)

    assert (found.opened, found.resolved, found.unsolved, found.waiting) == (5, 2, 1, 2)
    assert found.median_days == Decimal("3.5")
    assert (found.asked, found.escalated, found.share) == (1, 1, Decimal(1))
    assert found.kinds == [Kind("budget", 2, 2), Kind("access", 1, 0), Kind("", 1, 0)]


def test_page_of_figures_names_no_person_and_no_team(told: Cast, sign_in: Any) -> None:
    """J4, K11: no person in it, and no team to compare with another."""
    with tenant(told.organisation):
        people = [str(person) for person in Person.objects.all()]

    page = sign_in(told.sponsor).get(told.path(f"cycles/{told.cycle.pk}/impediments/")).text

    main = page[page.index("<main") : page.index("</main")]
    named = [told.team.name, told.other_team.name, "We quarrel", "people", *people]
    assert [word for word in named if word in main] == []
    assert "5 impediments were raised in this cycle." in main
    assert "Half of what is resolved took 3.5 working days or less." in main


def test_figures_are_for_those_who_look_after_the_cycle(stage: Cast, sign_in: Any) -> None:
    """J4: sponsor, integration team and coaches; an empty cycle says what comes."""
    path = stage.path(f"cycles/{stage.cycle.pk}/impediments/")
    people = [stage.sponsor, stage.integrator, stage.coach, stage.member, stage.home_leader]

    statuses = [sign_in(person).get(path).status_code for person in people]

    assert statuses == [200, 200, 200, 403, 403]
    empty = sign_in(stage.sponsor).get(path).text
    assert "Nothing has stood in the way yet" in empty
    assert path in sign_in(stage.sponsor).get(stage.path(f"themes/{stage.theme.pk}/")).text
    assert path not in sign_in(stage.member).get(stage.path(f"themes/{stage.theme.pk}/")).text
