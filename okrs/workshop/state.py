"""A definition workshop as one person may see it at this moment.

What is hidden is not read at all: before a reveal nobody's page holds ideas, votes or counts of
somebody else, and only who may facilitate sees who is done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.clock import clock
from core.http import href
from okrs.access import (
    can_lead,
    can_open_workshop,
    can_prepare_workshop,
    can_put_together,
    can_take_workshop,
)
from okrs.models import (
    Cluster,
    ConfidenceRound,
    ConfidenceVote,
    Idea,
    KeyResult,
    Objective,
    OKRSet,
    Wording,
    Workshop,
    WorkshopStep,
)
from okrs.quality.panel import quality_page
from orgs.models import Person
from teams.access import is_member
from teams.models import Team
from themes.models import Cycle

Kind = WorkshopStep.Kind
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
PLAN, END = "plan", "end"
OPEN = {Cycle.Phase.PREPARING, Cycle.Phase.RUNNING}
"""The phases in which a team defines what it aims at."""


@dataclass(frozen=True)
class WorkshopState:
    """The agenda and its clock, and what the person may do."""

    workshop: Workshop
    person: Person
    steps: list[WorkshopStep]
    at: datetime

    @cached_property
    def current(self) -> WorkshopStep | None:
        return next((step for step in self.steps if step.running), None)

    @property
    def page_key(self) -> str:
        """Names what the page shows now; a page with another key is behind."""
        if not self.workshop.running:
            return END if self.workshop.ended else PLAN
        if self.current is None:
            return "all"
        return f"{self.current.pk}-{'hidden' if self.current.hides else 'open'}"

    @cached_property
    def takes_part(self) -> bool:
        return is_member(self.person, self.workshop.team)

    @cached_property
    def leads(self) -> bool:
        return can_lead(self.person, self.workshop)

    @cached_property
    def may_lead(self) -> bool:
        return can_take_workshop(self.person, self.workshop)

    @cached_property
    def may_cluster(self) -> bool:
        return can_put_together(self.person, self.workshop)

    @property
    def place(self) -> int:
        """Which step runs, counted from 1 without those that are skipped."""
        return self.taken.index(self.current) + 1 if self.current else len(self.taken)

    @property
    def taken(self) -> list[WorkshopStep]:
        return [step for step in self.steps if not step.skipped]

    @property
    def minutes(self) -> int:
        """The whole agenda."""
        return sum(step.minutes for step in self.taken)

    @property
    def ends_about(self) -> datetime:
        """When it is over if the steps to come take their minutes."""
        to_come = sum(step.minutes for step in self.steps if step.waiting)
        return max(self.at, self.at + self.left) + MINUTE * to_come

    @property
    def left(self) -> timedelta:
        return SECOND * (self.workshop.left(self.at) if self.current else 0)

    @property
    def seconds(self) -> int:
        return 60 * self.current.minutes if self.current else 60

    @property
    def drawing(self) -> SafeString:
        label = _("Time for “%(step)s”") % {"step": self.current or ""}
        return clock(self.left, planned=SECOND * self.seconds, label=label)

    @cached_property
    def people(self) -> list[tuple[Person, bool]]:
        """For who may facilitate: every member, and whether they are done. Nothing else of them."""
        if not (self.may_lead and self.current):
            return []
        done = set(self.current.dones.values_list("person_id", flat=True))
        return [(person, person.pk in done) for person in members(self.workshop.team)]

    @property
    def done(self) -> int:
        return sum(1 for _person, done in self.people if done)

    @cached_property
    def own_done(self) -> bool:
        if self.current is None:
            return False
        return self.current.dones.filter(person=self.person).exists()


def way_in(person: Person, team: Team, *, agreed: bool) -> dict[str, Any]:
    """For a page of the team: its workshop if they may see it, or whether they may open one."""
    if not can_prepare_workshop(person, team):
        return {}
    workshop = Workshop.objects.filter(team=team).first()
    opens = workshop is None and not agreed and team.cycle.phase in OPEN
    return {"workshop": workshop, "opens_workshop": opens and can_open_workshop(person, team)}


def workshop_state(workshop: Workshop, person: Person) -> WorkshopState:
    return WorkshopState(workshop, person, list(workshop.steps.all()), timezone.now())


def members(team: Team) -> Iterable[Person]:
    people = Person.objects.filter(memberships__team=team, memberships__left_on=None)
    return people.order_by("sort_key")


def content(state: WorkshopState) -> dict[str, Any]:
    """What the step that runs needs on the page of this person."""
    if state.current is None:
        return {}
    return _CONTENT[Kind(state.current.kind)](state)


def _writing(state: WorkshopState) -> dict[str, Any]:
    ideas = Idea.objects.filter(workshop=state.workshop, kind=_step(state).kind)
    if _step(state).hides:
        return {"own": list(ideas.filter(by=state.person)) if state.takes_part else []}
    return {"ideas": list(ideas)}


def clusters_of(workshop: Workshop) -> list[tuple[Cluster | None, list[Idea]]]:
    """The clusters with their ideas, and first the ideas that wait for one. Nothing hidden."""
    shown = workshop.steps.filter(revealed_at__isnull=False).values("kind")
    ideas = list(Idea.objects.filter(workshop=workshop, kind__in=shown))
    columns: list[Cluster | None] = [None, *workshop.clusters.all()]
    return [(c, [i for i in ideas if i.cluster_id == (c.pk if c else None)]) for c in columns]


def _clusters(state: WorkshopState) -> dict[str, Any]:
    return {"columns": clusters_of(state.workshop)}


def _vote(state: WorkshopState) -> dict[str, Any]:
    if not _step(state).hides:
        voted = by_votes(clusters_of(state.workshop))
        return {
            "voted": voted,
            "shown_votes": any(cluster.votes is not None for cluster, ideas in voted),
        }
    own = state.workshop.cluster_votes.filter(person=state.person)
    chosen = set(own.values_list("cluster_id", flat=True))
    columns = [(c, ideas) for c, ideas in clusters_of(state.workshop) if c is not None]
    return {"choices": columns, "chosen": chosen}


def by_votes(columns: list[tuple[Cluster | None, list[Idea]]]) -> list[tuple[Cluster, list[Idea]]]:
    """The clusters, most votes first."""
    rows = [(cluster, ideas) for cluster, ideas in columns if cluster is not None]
    return sorted(rows, key=lambda row: -(row[0].votes or 0))


def _wordings(state: WorkshopState) -> dict[str, Any]:
    rows = Wording.objects.filter(workshop=state.workshop, kind=_step(state).kind)
    objectives = objectives_of(state.workshop.team)
    titles = {kr.title for objective in objectives for kr in objective.key_results.all()}
    return {
        "wordings": list(rows.select_related("by")),
        "objectives": objectives,
        "taken": titles | {objective.text for objective in objectives},
        "voted": by_votes([(c, []) for c in state.workshop.clusters.all()])[:3],
    }


def objectives_of(team: Team) -> list[Objective]:
    rows = Objective.objects.filter(okr_set__team=team)
    return list(rows.prefetch_related("key_results__owner", "key_results__steps"))


def _quality(state: WorkshopState) -> dict[str, Any]:
    okr_set = (
        OKRSet.objects.filter(team=state.workshop.team_id).select_related("team__cycle").first()
    )
    return {
        "objectives": objectives_of(state.workshop.team),
        "quality": quality_page(okr_set, person=state.person) if okr_set else None,
        "back": href("okrs:workshop_detail", workshop=state.workshop.pk),
    }


def _confidence(state: WorkshopState) -> dict[str, Any]:
    if not _step(state).hides:
        return {"counted": counted(state.workshop)}
    votes = ConfidenceVote.objects.filter(person=state.person, round__closed_at=None)
    own = dict(votes.values_list("round__key_result_id", "confidence"))
    return {"asked_of": [(row, own.get(row.pk, "")) for row in key_results_of(state.workshop.team)]}


def key_results_of(team: Team) -> list[KeyResult]:
    rows = KeyResult.objects.filter(objective__okr_set__team=team)
    return list(rows.order_by("objective__position", "position"))


def counted(workshop: Workshop) -> list[tuple[KeyResult, ConfidenceRound | None]]:
    """Every key result with its latest count up to the end of the workshop."""
    closed = ConfidenceRound.objects.filter(
        key_result__objective__okr_set__team=workshop.team_id,
        closed_at__lte=workshop.ended_at or timezone.now(),
    )
    latest = {row.key_result_id: row for row in closed}
    return [(row, latest.get(row.pk)) for row in key_results_of(workshop.team)]


def _step(state: WorkshopState) -> WorkshopStep:
    assert state.current  # noqa: S101
    return state.current


_CONTENT = {
    Kind.PROBLEMS: _writing,
    Kind.OPPORTUNITIES: _writing,
    Kind.TRENDS: _writing,
    Kind.CLUSTER: _clusters,
    Kind.VOTE: _vote,
    Kind.OBJECTIVE: _wordings,
    Kind.KEY_RESULTS: _wordings,
    Kind.QUALITY: _quality,
    Kind.CONFIDENCE: _confidence,
}
