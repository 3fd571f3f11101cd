"""Definition workshops for tests: opened and led as in the product."""

from typing import Any
from uuid import uuid4

from okrs.models import Cluster, Idea, Workshop, WorkshopStep
from okrs.workshop import actions, input_actions
from orgs.models import Person
from tests.cast import Cast

SHORT = 4


def opened(cast: Cast, by: Person | None = None) -> Workshop:
    """A workshop of the other team, which has no OKR set, with three members more."""
    return actions.workshop_open(team=cast.other_team, by=by or cast.other_member)


def running(cast: Cast, kind: str = "problems", by: Person | None = None) -> Workshop:
    """A workshop that is at this step."""
    leader = by or cast.other_member
    workshop = actions.workshop_start(workshop=opened(cast, leader), by=leader)
    at(workshop, kind, leader)
    return Workshop.objects.select_related("team__cycle__theme").get(pk=workshop.pk)


def at(workshop: Workshop, kind: str, by: Person) -> WorkshopStep:
    actions.step_go(step=step_of(workshop, kind), by=by)
    return step_of(workshop, kind)


def step_of(workshop: Workshop, kind: str) -> WorkshopStep:
    step: WorkshopStep = workshop.steps.select_related("workshop__team__cycle").get(kind=kind)
    return step


def idea(workshop: Workshop, by: Person, text: str, kind: str = "problems") -> Idea:
    return input_actions.idea_add(step=step_of(workshop, kind), text=text, key=uuid4(), by=by)


def cluster(workshop: Workshop, name: str, *ideas: Idea, **fields: Any) -> Cluster:
    last = workshop.clusters.count()
    made = Cluster.objects.create(workshop=workshop, name=name, position=last + 1, **fields)
    Idea.objects.filter(pk__in=[row.pk for row in ideas]).update(cluster=made)
    return made
