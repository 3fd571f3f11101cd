"""The first team of cycle 2 defines its set in a workshop, from problems to confidence."""

from itertools import cycle
from typing import Any
from uuid import uuid4

from okrs.models import Workshop, WorkshopStep
from okrs.workshop import actions as leading
from okrs.workshop import input_actions as giving
from okrs.workshop.state import key_results_of
from orgs.models import Person
from teams.models import Team
from tools.demo import steps, story
from tools.demo.stage import Stage

Kind = WorkshopStep.Kind


def hold(stage: Stage, team: Team, objective: str, results: list[dict[str, Any]]) -> None:
    stage.at(2, 1, 0, 9)
    voice = steps.speaker(team)
    people = [m.person for m in steps.members(stage, 2) if m.team == team]
    workshop = leading.workshop_start(workshop=leading.workshop_open(team=team, by=voice), by=voice)
    _find(workshop, people, voice)
    step = _go(workshop, Kind.OBJECTIVE, voice)
    giving.wording_add(step=step, text=objective, key=uuid4(), by=people[-1])
    steps.okr_draft(stage, team, objective, results)
    step = _go(workshop, Kind.CONFIDENCE, voice)
    for person, word in zip(people, cycle(story.SURE_2), strict=False):
        answers = dict.fromkeys(key_results_of(team), word)
        giving.confidence_say(step=step, by=person, answers=answers)
    leading.workshop_end(workshop=workshop, by=voice)
    steps.okr_agree(stage, team)


def _find(workshop: Workshop, people: list[Person], voice: Person) -> None:
    """Ideas in silence, clusters, votes."""
    writers, ideas = cycle(people), {}
    for kind, texts in story.IDEAS_2.items():
        step = _go(workshop, Kind(kind), voice)
        for text in texts:
            ideas[text] = giving.idea_add(step=step, text=text, key=uuid4(), by=next(writers))
    _go(workshop, Kind.CLUSTER, voice)
    clusters = []
    for name, texts in story.CLUSTERS_2.items():
        clusters.append(giving.cluster_save(workshop=workshop, name=name, by=voice))
        for text in texts:
            giving.idea_move(idea=ideas[text], cluster=clusters[-1], by=voice)
    step = _go(workshop, Kind.VOTE, voice)
    for number, person in enumerate(people):
        giving.dots_put(step=step, clusters=clusters[: 1 + number % len(clusters)], by=person)


def _go(workshop: Workshop, kind: str, by: Person) -> WorkshopStep:
    step: WorkshopStep = workshop.steps.select_related("workshop").get(kind=kind)
    leading.step_go(step=step, by=by)
    return step
