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
from okrs.workshop.following import SIDE, TOLD, held_now, held_running, tell
from okrs.workshop.models import MOST_MINUTES
from orgs.audit import log as audit
from orgs.models import Person
from teams.models import Team

Kind, State = WorkshopStep.Kind, WorkshopStep.State

MORE = 5


@transaction.atomic
def workshop_open(*, team: Team, by: Person) -> Workshop:
    """The team's one workshop with its agenda; who opens it facilitates. Twice is once."""
    held = Team.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=team.pk)
    refuse_frozen(held.cycle)
    if OKRSet.objects.filter(team=held, state=OKRSet.State.AGREED).exists():
        raise ValidationError(_("This team has agreed on its OKR set already."))
    workshop, new = Workshop.objects.get_or_create(team=held, defaults={"facilitator": by})
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
    held = held_now(workshop)
    held.facilitator = by
    held.save(update_fields=["facilitator"])
    tell(held, SIDE)
    return held


@transaction.atomic
def workshop_start(*, workshop: Workshop, by: Person) -> Workshop:
    """Begin with the first step that is not skipped. Twice is once."""
    held = held_now(workshop)
    refuse_frozen(held.team.cycle)
    if not held.running:
        held.started_at = timezone.now()
        held.save(update_fields=["started_at"])
        _enter_next(held)
        audit.record(actor=by, verb="workshop.started", about=held)
        tell(held, TOLD, SIDE)
    return held


@transaction.atomic
def workshop_end(*, workshop: Workshop, by: Person) -> Workshop:
    """End it: what came out stays, and who wrote which idea is forgotten."""
    held = held_running(workshop)
    _leave(held)
    held.ideas.update(by=None)
    StepDone.objects.filter(step__workshop=held).delete()
    held.ended_at, held.ends_at, held.seconds_left = timezone.now(), None, None
    held.save()
    audit.record(actor=by, verb="workshop.ended", about=held)
    tell(held, TOLD, SIDE)
    return held


@transaction.atomic
def step_next(*, step: WorkshopStep, by: Person) -> None:
    """Leave this step for the one that follows; what was hidden in it is shown."""
    held = held_running(step.workshop)
    row = _own(held, step)
    if row.running:
        _leave(held)
        _enter_next(held, after=row.position)
        tell(held, TOLD, SIDE)


@transaction.atomic
def step_go(*, step: WorkshopStep, by: Person) -> None:
    """Go to a step, on or back."""
    held = held_running(step.workshop)
    row = _own(held, step)
    if not row.running:
        _leave(held)
        _enter(held, row)
        tell(held, TOLD, SIDE)


@transaction.atomic
def step_reveal(*, step: WorkshopStep, by: Person) -> None:
    """Show what was hidden in this step."""
    held = held_running(step.workshop)
    row = _own(held, step)
    if row.begun and row.hides:
        reveal(row)
        tell(held, TOLD, SIDE)


@transaction.atomic
def step_again(*, step: WorkshopStep, by: Person) -> None:
    """Let everybody vote once more."""
    held = held_running(step.workshop)
    row = _own(held, step)
    if row.running and row.kind in {Kind.VOTE, Kind.CONFIDENCE} and not row.hides:
        _refuse_telling_vote(row)
        row.revealed_at = None
        row.save(update_fields=["revealed_at"])
        row.dones.all().delete()
        tell(held, TOLD, SIDE)


@transaction.atomic
def step_skip(*, step: WorkshopStep, skip: bool, by: Person) -> None:
    """Leave a step out that is to come, or take it up again."""
    held = held_now(step.workshop)
    left, entered = (State.WAITING, State.SKIPPED) if skip else (State.SKIPPED, State.WAITING)
    if held.steps.filter(pk=step.pk, state=left).update(state=entered):
        tell(held, SIDE)


@transaction.atomic
def step_move(*, step: WorkshopStep, up: bool, by: Person) -> None:
    """Put a step that is to come one place earlier or later among those to come."""
    held = held_now(step.workshop)
    rows = [row for row in held.steps.all() if row.waiting or row.skipped]
    places = [row.pk for row in rows]
    here = places.index(step.pk) if step.pk in places else -1
    there = here - 1 if up else here + 1
    if here >= 0 and 0 <= there < len(rows):
        mine, other = rows[here], rows[there]
        mine.position, other.position = other.position, mine.position
        WorkshopStep.objects.bulk_update([mine, other], ["position"])
        tell(held, SIDE)


@transaction.atomic
def step_time(*, step: WorkshopStep, minutes: int, by: Person) -> None:
    """How long a step shall take; of the one that runs, the clock goes along."""
    held = held_now(step.workshop)
    row = _own(held, step)
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValidationError(_("Write 1 to 240 minutes."))
    if row.running:
        more = timedelta(minutes=minutes - row.minutes)
        if held.ends_at is not None:
            held.ends_at += more
        elif held.seconds_left is not None:
            held.seconds_left += int(more.total_seconds())
    row.minutes = minutes
    row.save(update_fields=["minutes"])
    held.save()
    tell(held, SIDE)


@transaction.atomic
def clock_pause(*, workshop: Workshop, by: Person) -> None:
    held = held_running(workshop)
    if held.ends_at is not None:
        held.seconds_left, held.ends_at = held.left(timezone.now()), None
        held.save(update_fields=["seconds_left", "ends_at"])
        tell(held, SIDE)


@transaction.atomic
def clock_resume(*, workshop: Workshop, by: Person) -> None:
    held = held_running(workshop)
    if held.seconds_left is not None:
        held.ends_at = timezone.now() + timedelta(seconds=held.seconds_left)
        held.seconds_left = None
        held.save(update_fields=["seconds_left", "ends_at"])
        tell(held, SIDE)


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


def _own(held: Workshop, step: WorkshopStep) -> WorkshopStep:
    row: WorkshopStep = held.steps.get(pk=step.pk)
    row.workshop = held
    return row


def _leave(held: Workshop) -> None:
    row = held.steps.filter(state=State.RUNNING).first()
    if row is not None:
        row.workshop = held
        if row.hides:
            reveal(row)
        row.state = State.DONE
        row.save(update_fields=["state"])


def _enter_next(held: Workshop, *, after: int = 0) -> None:
    """After the last step comes what was jumped over; then all steps are through."""
    rows = held.steps.exclude(state=State.SKIPPED)
    row = rows.filter(position__gt=after).first() or rows.filter(state=State.WAITING).first()
    if row is not None:
        _enter(held, row)
        return
    held.ends_at = held.seconds_left = None
    held.save(update_fields=["ends_at", "seconds_left"])


def _enter(held: Workshop, row: WorkshopStep) -> None:
    row.state = State.RUNNING
    row.save(update_fields=["state"])
    held.ends_at, held.seconds_left = timezone.now() + timedelta(minutes=row.minutes), None
    held.save(update_fields=["ends_at", "seconds_left"])


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
