"""The definition workshop: opened, led through its steps, and ended.

Every deed locks the workshop, so two of them come one after the other; a deed for a step that is
over already changes nothing.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from okrs.confidence.actions import not_all_voted, refuse_telling_round, rounds_close, shows
from okrs.models import (
    ClusterVote,
    KeyResult,
    OKRSet,
    StepDone,
    Workshop,
    WorkshopStep,
)
from okrs.sets.actions import refuse_frozen
from okrs.workshop.agenda import MINUTES
from okrs.workshop.following import SIDE, TOLD, lock_running, lock_unfinished, tell
from okrs.workshop.models import MOST_MINUTES
from orgs.audit import log as audit
from orgs.models import Person
from teams.models import Team

Kind, State = WorkshopStep.Kind, WorkshopStep.State

MORE = 5


@transaction.atomic
def workshop_open(*, team: Team, by: Person) -> Workshop:
    """The team's one workshop with its agenda; who opens it facilitates. Twice is once."""
    locked = Team.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=team.pk)
    refuse_frozen(locked.cycle)
    if OKRSet.objects.filter(team=locked, state=OKRSet.State.AGREED).exists():
        raise ValidationError(_("This team has agreed on its OKR set already."))
    workshop, new = Workshop.objects.get_or_create(team=locked, defaults={"facilitator": by})
    if new:
        WorkshopStep.objects.bulk_create(
            WorkshopStep(workshop=workshop, kind=kind, position=place, minutes=minutes)
            for place, (kind, minutes) in enumerate(MINUTES.items(), start=1)
        )
        audit.record(actor=by, verb="workshop.opened", about=workshop)
    return workshop


@transaction.atomic
def workshop_take(*, workshop: Workshop, by: Person) -> Workshop:
    """Facilitate from here on, in place of whoever did."""
    locked = lock_unfinished(workshop)
    locked.facilitator = by
    locked.save(update_fields=["facilitator"])
    tell(locked, SIDE)
    return locked


@transaction.atomic
def workshop_start(*, workshop: Workshop, by: Person) -> Workshop:
    """Begin with the first step that is not skipped. Twice is once."""
    locked = lock_unfinished(workshop)
    refuse_frozen(locked.team.cycle)
    if not locked.running:
        locked.started_at = timezone.now()
        locked.save(update_fields=["started_at"])
        _enter_next(locked)
        audit.record(actor=by, verb="workshop.started", about=locked)
        tell(locked, TOLD, SIDE)
    return locked


@transaction.atomic
def workshop_end(*, workshop: Workshop, by: Person) -> Workshop:
    """End it: what came out stays, and who wrote which idea is forgotten."""
    locked = lock_running(workshop)
    _leave(locked)
    locked.ideas.update(by=None)
    StepDone.objects.filter(step__workshop=locked).delete()
    locked.ended_at, locked.ends_at, locked.seconds_left = timezone.now(), None, None
    locked.save()
    audit.record(actor=by, verb="workshop.ended", about=locked)
    tell(locked, TOLD, SIDE)
    return locked


@transaction.atomic
def step_next(*, step: WorkshopStep, by: Person) -> None:
    """Leave this step for the one that follows; what was hidden in it is shown."""
    locked = lock_running(step.workshop)
    row = _own(locked, step)
    if row.running:
        _leave(locked)
        _enter_next(locked, after=row.position)
        tell(locked, TOLD, SIDE)


@transaction.atomic
def step_go(*, step: WorkshopStep, by: Person) -> None:
    """Go to a step, on or back."""
    locked = lock_running(step.workshop)
    row = _own(locked, step)
    if not row.running:
        _leave(locked)
        _enter(locked, row)
        tell(locked, TOLD, SIDE)


@transaction.atomic
def step_reveal(*, step: WorkshopStep, by: Person) -> None:
    """Show what was hidden in this step."""
    locked = lock_running(step.workshop)
    row = _own(locked, step)
    if row.begun and row.hides:
        reveal(row)
        tell(locked, TOLD, SIDE)


@transaction.atomic
def step_again(*, step: WorkshopStep, by: Person) -> None:
    """Let everybody vote once more."""
    locked = lock_running(step.workshop)
    row = _own(locked, step)
    if row.running and row.kind in {Kind.VOTE, Kind.CONFIDENCE} and not row.hides:
        _refuse_telling_vote(row)
        row.revealed_at = None
        row.save(update_fields=["revealed_at"])
        row.dones.all().delete()
        tell(locked, TOLD, SIDE)


@transaction.atomic
def step_skip(*, step: WorkshopStep, skip: bool, by: Person) -> None:
    """Leave a step out that is to come, or take it up again."""
    locked = lock_unfinished(step.workshop)
    left, entered = (State.WAITING, State.SKIPPED) if skip else (State.SKIPPED, State.WAITING)
    if locked.steps.filter(pk=step.pk, state=left).update(state=entered):
        tell(locked, SIDE)


@transaction.atomic
def step_move(*, step: WorkshopStep, up: bool, by: Person) -> None:
    """Put a step that is to come one place earlier or later among those to come."""
    locked = lock_unfinished(step.workshop)
    rows = [row for row in locked.steps.all() if row.waiting or row.skipped]
    places = [row.pk for row in rows]
    here = places.index(step.pk) if step.pk in places else -1
    there = here - 1 if up else here + 1
    if here >= 0 and 0 <= there < len(rows):
        mine, other = rows[here], rows[there]
        mine.position, other.position = other.position, mine.position
        WorkshopStep.objects.bulk_update([mine, other], ["position"])
        tell(locked, SIDE)


@transaction.atomic
def step_time(*, step: WorkshopStep, minutes: int, by: Person) -> None:
    """How long a step shall take; of the one that runs, the clock goes along."""
    locked = lock_unfinished(step.workshop)
    row = _own(locked, step)
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValidationError(_("Write 1 to 240 minutes."))
    if row.running:
        more = timedelta(minutes=minutes - row.minutes)
        if locked.ends_at is not None:
            locked.ends_at += more
        elif locked.seconds_left is not None:
            locked.seconds_left += int(more.total_seconds())
    row.minutes = minutes
    row.save(update_fields=["minutes"])
    locked.save()
    tell(locked, SIDE)


@transaction.atomic
def clock_pause(*, workshop: Workshop, by: Person) -> None:
    locked = lock_running(workshop)
    if locked.ends_at is not None:
        locked.seconds_left, locked.ends_at = locked.left(timezone.now()), None
        locked.save(update_fields=["seconds_left", "ends_at"])
        tell(locked, SIDE)


@transaction.atomic
def clock_resume(*, workshop: Workshop, by: Person) -> None:
    locked = lock_running(workshop)
    if locked.seconds_left is not None:
        locked.ends_at = timezone.now() + timedelta(seconds=locked.seconds_left)
        locked.seconds_left = None
        locked.save(update_fields=["seconds_left", "ends_at"])
        tell(locked, SIDE)


def clock_extend(*, workshop: Workshop, by: Person) -> None:
    """Five minutes more for the step that runs."""
    row = workshop.steps.filter(state=State.RUNNING).first()
    if row is not None:
        step_time(step=row, minutes=min(row.minutes + MORE, MOST_MINUTES), by=by)


def reveal(step: WorkshopStep) -> None:
    """Show the step's ideas, or count its votes and forget them."""
    step.revealed_at = timezone.now()
    step.save(update_fields=["revealed_at"])
    if step.kind == Kind.VOTE:
        _count_dots(step)
    elif step.kind == Kind.CONFIDENCE:
        _count_confidence(step.workshop)


def _own(locked: Workshop, step: WorkshopStep) -> WorkshopStep:
    row: WorkshopStep = locked.steps.get(pk=step.pk)
    row.workshop = locked
    return row


def _leave(locked: Workshop) -> None:
    row = locked.steps.filter(state=State.RUNNING).first()
    if row is not None:
        row.workshop = locked
        if row.hides:
            reveal(row)
        row.state = State.DONE
        row.save(update_fields=["state"])


def _enter_next(locked: Workshop, *, after: int = 0) -> None:
    """After the last step comes what was jumped over; then all steps are through."""
    rows = locked.steps.exclude(state=State.SKIPPED)
    row = rows.filter(position__gt=after).first() or rows.filter(state=State.WAITING).first()
    if row is not None:
        _enter(locked, row)
        return
    locked.ends_at = locked.seconds_left = None
    locked.save(update_fields=["ends_at", "seconds_left"])


def _enter(locked: Workshop, row: WorkshopStep) -> None:
    row.state = State.RUNNING
    row.save(update_fields=["state"])
    locked.ends_at, locked.seconds_left = timezone.now() + timedelta(minutes=row.minutes), None
    locked.save(update_fields=["ends_at", "seconds_left"])


def _refuse_telling_vote(step: WorkshopStep) -> None:
    if step.kind == Kind.CONFIDENCE:
        refuse_telling_round(_key_results(step.workshop))
    elif step.workshop.clusters.exclude(votes=None).exists() and not _all_voted(step):
        raise ValidationError(not_all_voted())


def _all_voted(step: WorkshopStep) -> bool:
    """Whether those who voted are the members of now, no more and no fewer."""
    members = step.workshop.team.memberships.filter(left_on=None)
    return set(members.values_list("person", flat=True)) == set(
        step.dones.values_list("person", flat=True)
    )


def _count_dots(step: WorkshopStep) -> None:
    """Where the counts would tell who chose what, they stay as they were, or unknown."""
    workshop = step.workshop
    clusters = list(workshop.clusters.prefetch_related("dots"))
    dots = ClusterVote.objects.filter(workshop=workshop)
    voted = dots.values("person").distinct().count()
    members = workshop.team.memberships.filter(left_on=None).count()
    before = members if any(row.votes is not None for row in clusters) else None
    if shows(voted, members=members, before=before):
        for cluster in clusters:
            cluster.votes = len(cluster.dots.all())
        workshop.clusters.bulk_update(clusters, ["votes"])
    dots.delete()


def _count_confidence(workshop: Workshop) -> None:
    """Week 0: the team's word on each key result (G8)."""
    rows = []
    for counted in rounds_close(key_results=_key_results(workshop)):
        if counted.voted:
            row = counted.key_result
            row.first_confidence = counted.word
            rows.append(row)
    KeyResult.objects.bulk_update(rows, ["first_confidence"])


def _key_results(workshop: Workshop) -> Iterable[KeyResult]:
    return KeyResult.objects.filter(objective__okr_set__team=workshop.team_id)
