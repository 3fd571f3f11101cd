"""What people give in a definition workshop: ideas, clusters, votes, wordings.

Ideas and votes are hidden until their step is revealed: giving them tells nobody anything. What
was typed for a step that is over by now still counts for that step.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from okrs.confidence.actions import confidence_vote
from okrs.models import (
    Cluster,
    ClusterVote,
    Idea,
    KeyResult,
    StepDone,
    Wording,
    Workshop,
    WorkshopStep,
)
from okrs.workshop.actions import reveal
from okrs.workshop.following import BOARD, SIDE, TOLD, lock_running, tell
from okrs.workshop.idea_models import DOTS
from orgs.models import Person

Kind = WorkshopStep.Kind


@transaction.atomic
def idea_add(*, step: WorkshopStep, text: str, key: UUID, by: Person) -> Idea:
    """Write an idea; sent twice with the same key it is there once."""
    locked, row = _begun(step)
    if not row.writing:
        raise ValidationError(_("Ideas are written in another step."))
    fields = {"kind": row.kind, "text": _worded(Idea, text), "by": by}
    idea, new = Idea.objects.get_or_create(workshop=locked, key=key, defaults=fields)
    if new and not row.hides:
        tell(locked, BOARD)
    return idea


@transaction.atomic
def idea_remove(*, idea: Idea, by: Person) -> None:
    """Take an own idea out again, as long as nobody else has seen it."""
    locked = lock_running(idea.workshop)
    if locked.steps.filter(kind=idea.kind, revealed_at__isnull=False).exists():
        raise ValidationError(_("Everybody has seen this idea, so it stays."))
    locked.ideas.filter(pk=idea.pk, by=by).delete()


@transaction.atomic
def step_done(*, step: WorkshopStep, done: bool, by: Person) -> None:
    """A member is done with writing, or goes on after all."""
    locked, row = _begun(step)
    if row.writing and done:
        StepDone.objects.get_or_create(step=row, person=by)
    elif row.writing:
        row.dones.filter(person=by).delete()
    tell(locked, SIDE)


@transaction.atomic
def cluster_save(
    *, workshop: Workshop, name: str, by: Person, cluster: Cluster | None = None
) -> Cluster:
    """Name a new cluster, or give one another name."""
    locked = _clustering(workshop)
    row = locked.clusters.get(pk=cluster.pk) if cluster else _new_cluster(locked)
    row.name = " ".join(name.split())
    row.clean_fields(exclude={"organisation", "workshop"})
    if locked.clusters.filter(name=row.name).exclude(pk=row.pk).exists():
        raise ValidationError({"name": _("There is a cluster with this name already.")})
    row.save()
    tell(locked, BOARD)
    return row


@transaction.atomic
def cluster_remove(*, cluster: Cluster, by: Person) -> None:
    """Take a cluster apart; its ideas stay and wait for another one."""
    locked = _clustering(cluster.workshop)
    locked.clusters.get(pk=cluster.pk).delete()
    tell(locked, BOARD)


@transaction.atomic
def idea_move(*, idea: Idea, cluster: Cluster | None, by: Person) -> Idea:
    """Put an idea to a cluster, or out of all of them. The one who moves it last has put it."""
    locked = _clustering(idea.workshop)
    row: Idea = locked.ideas.get(pk=idea.pk)
    row.cluster = locked.clusters.filter(pk=cluster.pk).first() if cluster else None
    if cluster and row.cluster is None:
        raise ValidationError(_("This cluster was taken apart. Choose another one."))
    row.save(update_fields=["cluster"])
    tell(locked, BOARD)
    return row


@transaction.atomic
def dots_put(*, step: WorkshopStep, clusters: Collection[Cluster], by: Person) -> None:
    """Vote with up to three dots on different clusters; a later vote replaces this one."""
    locked, row = _voting(step, Kind.VOTE)
    chosen = list(locked.clusters.filter(pk__in=[cluster.pk for cluster in clusters]))
    if not 1 <= len(chosen) <= DOTS:
        raise ValidationError({"clusters": _("Choose one to three clusters.")})
    ClusterVote.objects.filter(workshop=locked, person=by).delete()
    ClusterVote.objects.bulk_create(
        ClusterVote(workshop=locked, cluster=cluster, person=by, dot=dot)
        for dot, cluster in enumerate(chosen, start=1)
    )
    _voted(locked, row, by)


@transaction.atomic
def confidence_say(*, step: WorkshopStep, answers: Mapping[KeyResult, str], by: Person) -> None:
    """Say how sure one is of each key result; a later vote replaces this one."""
    locked, row = _voting(step, Kind.CONFIDENCE)
    confidence_vote(answers=answers, by=by)
    _voted(locked, row, by)


@transaction.atomic
def wording_add(*, step: WorkshopStep, text: str, key: UUID, by: Person) -> Wording:
    """Suggest how to word the objective or a key result; sent twice it is there once."""
    locked, row = _begun(step)
    if row.kind not in {Kind.OBJECTIVE, Kind.KEY_RESULTS}:
        raise ValidationError(_("Wordings are suggested in another step."))
    fields = {"kind": row.kind, "text": _worded(Wording, text), "by": by}
    wording, new = Wording.objects.get_or_create(workshop=locked, key=key, defaults=fields)
    if new:
        tell(locked, BOARD)
    return wording


def _begun(step: WorkshopStep) -> tuple[Workshop, WorkshopStep]:
    locked = lock_running(step.workshop)
    row = locked.steps.get(pk=step.pk)
    if not row.begun:
        raise ValidationError(_("This step has not begun yet."))
    row.workshop = locked
    return locked, row


def _voting(step: WorkshopStep, kind: str) -> tuple[Workshop, WorkshopStep]:
    locked, row = _begun(step)
    if row.kind != kind or not row.hides:
        raise ValidationError(_("The votes of this step are shown already."))
    return locked, row


def _voted(locked: Workshop, row: WorkshopStep, by: Person) -> None:
    """Once every member has voted, the votes are shown by themselves (G2)."""
    _done, new = StepDone.objects.get_or_create(step=row, person=by)
    members = locked.team.memberships.filter(left_on=None)
    if not members.exclude(person__in=row.dones.values("person")).exists():
        reveal(row)
    if new or not row.hides:
        tell(locked, TOLD, SIDE)


def _clustering(workshop: Workshop) -> Workshop:
    locked = lock_running(workshop)
    if not locked.steps.filter(kind=Kind.CLUSTER, state=WorkshopStep.State.RUNNING).exists():
        raise ValidationError(_("Clusters are made in the step “Cluster”. It does not run now."))
    return locked


def _new_cluster(locked: Workshop) -> Cluster:
    last = locked.clusters.aggregate(last=Max("position"))["last"] or 0
    return Cluster(workshop=locked, position=last + 1)


def _worded(model: type[Idea] | type[Wording], text: str) -> str:
    words = " ".join(text.split())
    model._meta.get_field("text").clean(words, None)
    return words
