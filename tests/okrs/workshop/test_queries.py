"""The pages of a definition workshop need as many queries for many rows as for one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from okrs.models import Idea, KeyResult, Objective, Wording, Workshop
from okrs.sets.actions import objective_save, set_open
from okrs.workshop import actions
from okrs.workshop.state import key_results_of
from teams.models import Coaching
from tests.cast import STARTS_ON, Cast, join, make_person
from tests.okrs.workshop.workshops import at, cluster, idea, running, step_of

STEPS = ["problems", "cluster", "vote", "objective", "key_results", "quality", "confidence"]


@pytest.fixture
def team(stage: Cast) -> Cast:
    """The other team: Priya speaks for it and facilitates, Rana is in it, Kaya coaches it."""
    with tenant(stage.organisation):
        join(stage, stage.reader, stage.other_team, "3")
        Coaching.objects.create(team=stage.other_team, coach=stage.coach, since=STARTS_ON)
    return stage


def pages(workshop: Workshop) -> list[str]:
    """Everything of the room that somebody can load."""
    room = f"workshops/{workshop.pk}/"
    return [room, f"{room}side/", f"{room}board/", f"{room}told/"]


def key_results(stage: Cast) -> list[KeyResult]:
    by = stage.other_member
    objective = objective_save(okr_set=set_open(team=stage.other_team, by=by), by=by, text="Quiet")
    fields = {"kind": "increase", "unit": "calls", "baseline": 10, "target": 50, "title": "Calls"}
    return [key_result_save(objective=objective, by=by, fields=fields)]


def test_result_asks_the_database_as_often_for_many_ideas_as_for_one(
    team: Cast, sign_in: Any
) -> None:
    with tenant(team.organisation):
        workshop = running(team)
        idea(workshop, team.reader, "First")
        cluster(workshop, "Cluster")
        actions.workshop_end(workshop=workshop, by=team.other_member)
    room, client = team.path(f"workshops/{workshop.pk}/"), sign_in(team.reader)

    def asked() -> list[int]:
        counts = []
        for path in (room, f"{room}markdown/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    once = asked()
    with tenant(team.organisation):
        for number in range(3):
            held = cluster(workshop, f"Cluster {number}")
            Idea.objects.bulk_create(
                Idea(workshop=workshop, kind="problems", text=f"Idea {n}", cluster=held)
                for n in range(20)
            )

    assert asked() == once


@pytest.mark.parametrize("kind", STEPS)
def test_room_asks_the_database_as_often_for_many_as_for_one(
    team: Cast, sign_in: Any, kind: str
) -> None:
    """G1: one person and 20, three ideas and 200; for a member and for who facilitates."""
    with tenant(team.organisation):
        key_results(team)
        workshop = running(team)
        idea(workshop, team.reader, "First")
        actions.step_reveal(step=step_of(workshop, "problems"), by=team.other_member)
        cluster(workshop, "Cluster")
        at(workshop, kind, team.other_member)
    once = counted(team, workshop, sign_in)
    with tenant(team.organisation):
        for number in range(18):
            person = make_person(
                team.organisation,
                f"P{number}",
                "Many",
                division=team.divisions["IT"],
                level=team.levels["specialist"],
            )
            join(team, person, team.other_team, "2")
            Idea.objects.bulk_create(
                Idea(workshop=workshop, kind="problems", text=f"Idea {n}", by=person)
                for n in range(11)
            )
            Wording.objects.create(workshop=workshop, kind="objective", text="W", by=person)
            cluster(workshop, f"Cluster {number}")
        key_result_save(
            objective=Objective.objects.get(okr_set__team=team.other_team),
            by=team.other_member,
            fields={"kind": "increase", "baseline": 1, "target": 2, "title": "More"},
        )
        assert len(key_results_of(team.other_team)) == 2

    assert counted(team, workshop, sign_in) == once


def counted(team: Cast, workshop: Workshop, sign_in: Any) -> list[int]:
    counts = []
    for who in (team.reader, team.other_member):
        client = sign_in(who)
        for path in pages(workshop):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(team.path(path)).status_code == 200
            counts.append(len(captured))
    return counts
