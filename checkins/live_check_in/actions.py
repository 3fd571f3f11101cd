"""The check-in room: the clock, who is on stage, and the end.

The clock is an end time in the database. Every step locks the check-in, so that two facilitators
cannot take it twice, and a step for a team that has left the stage changes nothing.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.access import takers
from checkins.live_check_in.changes import CLOCK, renew
from checkins.live_check_in.timebox import slot_length
from checkins.minutes.actions import minutes_make
from checkins.models import CheckIn, Minutes, Slot
from checkins.series.actions import representatives, slots_fill
from checkins.votes.actions import vote_end
from core.live.channels import of_account, revoked
from orgs.audit import log as audit
from orgs.models import Person

State = Slot.State


@transaction.atomic
def check_in_start(*, check_in: CheckIn, by: Person) -> CheckIn:
    """Start the clock with the first team. Twice is once."""
    held = _held(check_in)
    if held.live:
        return held
    if not held.to_come:
        raise ValidationError(_("This check-in is not to come any more."))
    slots_fill([held])
    _refresh_presenters(held)
    here = [slot for slot in _slots(held) if slot.waiting]
    if not here:
        raise ValidationError(_("No team is here. Move the check-in or cancel it."))
    held.state, held.started_at = CheckIn.State.LIVE, timezone.now()
    held.facilitator = held.facilitator or by
    held.ends_at = held.started_at + timedelta(minutes=held.slot_minutes) * len(here)
    held.save()
    _take_stage(held)
    audit.record(actor=by, verb="check_in.start", about=held)
    return held


@transaction.atomic
def slot_next(*, slot: Slot, by: Person) -> Slot | None:
    """Thank the team on stage and call the next one; `None` when all have spoken."""
    check_in, held = _live(slot)
    if held.on_stage:
        _leave_stage(held)
        return _take_stage(check_in)
    return _on_stage(check_in)


@transaction.atomic
def slot_back(*, slot: Slot, by: Person) -> Slot:
    """Call the team that spoke last once more, with the time it had left. Twice is once.

    The team that was on stage meanwhile is to come again, with its full share.
    """
    check_in, held = _live(slot)
    spoken = Slot.objects.filter(check_in=check_in, state=State.DONE)
    if held != spoken.order_by("ended_at", "position").last():
        return held
    called = _on_stage(check_in)
    if called is not None:
        _clear(called)
        _save_state(called, State.WAITING)
    held.come_back(timezone.now())
    held.save()
    return held


@transaction.atomic
def slot_pause(*, slot: Slot, by: Person) -> Slot:
    """Stop the clock; what is left is kept. The end of the check-in stays where it is."""
    _check_in, held = _live(slot, CLOCK)
    if held.on_stage and not held.paused:
        held.seconds_left, held.ends_at = held.left(timezone.now()), None
        held.save(update_fields=["seconds_left", "ends_at"])
    return held


@transaction.atomic
def slot_resume(*, slot: Slot, by: Person) -> Slot:
    _check_in, held = _live(slot, CLOCK)
    if held.paused:
        held.ends_at = timezone.now() + timedelta(seconds=held.seconds_left or 0)
        held.seconds_left = None
        held.save(update_fields=["seconds_left", "ends_at"])
    return held


@transaction.atomic
def slot_extend(*, slot: Slot, minutes: int, by: Person) -> Slot:
    """Give the team on stage one or two minutes more; all who are still to come share the cost."""
    if minutes not in {1, 2}:
        raise ValidationError(_("Give one minute or two at a time."))
    _check_in, held = _live(slot, CLOCK)
    if held.on_stage:
        held.seconds_added += minutes * 60
        if held.ends_at is None:
            held.seconds_left = (held.seconds_left or 0) + minutes * 60
        else:
            held.ends_at += timedelta(minutes=minutes)
        held.save(update_fields=["seconds_added", "seconds_left", "ends_at"])
    return held


@transaction.atomic
def slot_absent(*, slot: Slot, by: Person, absent: bool = True) -> Slot:
    """The team is not there; or it is there after all. On stage, the next team takes over."""
    check_in, held = _open(slot)
    if absent and held.on_stage:
        _clear(held)
        _save_state(held, State.ABSENT)
        _take_stage(check_in)
    elif absent and held.waiting:
        _save_state(held, State.ABSENT)
    elif not absent and held.absent:
        _save_state(held, State.WAITING)
        if check_in.live and _on_stage(check_in) is None:
            _take_stage(check_in)
    held.refresh_from_db()
    return held


@transaction.atomic
def slot_move(*, slot: Slot, up: bool, by: Person) -> Slot:
    """Let a team that is still to come speak one place earlier or later."""
    check_in, held = _open(slot, CLOCK)
    to_come = [other for other in _slots(check_in) if other.waiting]
    places = [other.pk for other in to_come]
    if held.pk not in places:
        return held
    here = places.index(held.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(to_come):
        mine, other = to_come[here], to_come[there]
        mine.position, other.position = other.position, mine.position
        Slot.objects.bulk_update([mine, other], ["position"])
        held.position = mine.position
    return held


@transaction.atomic
def end_move(*, check_in: CheckIn, minutes: int, by: Person) -> CheckIn:
    """Move the end of a running check-in, when too little time is left for the last teams."""
    held = _held(check_in, CLOCK)
    if not held.live or held.ends_at is None:
        raise ValidationError(_("This check-in is not running."))
    if not 1 <= minutes <= 60:
        raise ValidationError(_("Move the end by 1 to 60 minutes."))
    held.ends_at = max(held.ends_at, timezone.now()) + timedelta(minutes=minutes)
    held.save(update_fields=["ends_at"])
    return held


@transaction.atomic
def check_in_hand_over(*, check_in: CheckIn, to: Person, by: Person) -> CheckIn:
    """Let somebody else moderate from here on. Twice is once."""
    held = _held(check_in, CLOCK)
    if not held.live:
        raise ValidationError(_("This check-in is not running."))
    if not takers(held).filter(pk=to.pk).exists():
        raise ValidationError(
            _("A facilitator, the integration team or a member of a team takes over.")
        )
    before = held.facilitator
    if before != to:
        held.facilitator = to
        held.save(update_fields=["facilitator"])
        people = {"before": {"facilitator": before and before.pk}, "after": {"facilitator": to.pk}}
        audit.record(actor=by, verb="check_in.hand_over", about=held, **people)
        if before:
            revoked(of_account(before.account_id))
    return held


@transaction.atomic
def check_in_end(*, check_in: CheckIn, by: Person, decisions: str = "") -> Minutes:
    """End the check-in and write its minutes in one step. Twice makes nothing twice."""
    held = _held(check_in)
    if held.held:
        return held.minutes
    if not held.live:
        raise ValidationError(_("A check-in ends after it was started."))
    on_stage = _on_stage(held)
    if on_stage is not None:
        _leave_stage(on_stage)
    held.state, held.ended_at = CheckIn.State.HELD, timezone.now()
    held.save(update_fields=["state", "ended_at"])
    minutes = minutes_make(check_in=held, by=by, decisions=decisions.strip())
    audit.record(actor=by, verb="check_in.end", about=held)
    return minutes


def _take_stage(check_in: CheckIn) -> Slot | None:
    """The next team that waits gets its plan, or an equal share of what is left if that is less."""
    to_come = [slot for slot in _slots(check_in) if slot.waiting]
    if not to_come or check_in.ends_at is None:
        return None
    now, slot = timezone.now(), to_come[0]
    length = slot_length(
        planned=timedelta(minutes=check_in.slot_minutes),
        remaining_teams=len(to_come),
        now=now,
        ends_at=check_in.ends_at,
    )
    slot.state, slot.started_at, slot.ends_at = State.ON, now, now + length
    slot.seconds_planned = int(length.total_seconds())
    slot.save()
    return slot


def _leave_stage(slot: Slot) -> None:
    """The team is done: how long it spoke, pauses left out."""
    now = timezone.now()
    vote_end(slot)
    slot.seconds_used = max(0, slot.length - slot.left(now))
    slot.state, slot.ended_at = State.DONE, now
    slot.ends_at = slot.seconds_left = None
    slot.save()


def _clear(slot: Slot) -> None:
    vote_end(slot)
    slot.started_at = slot.ends_at = slot.seconds_left = slot.seconds_planned = None
    slot.seconds_added = 0


def _save_state(slot: Slot, state: str) -> None:
    slot.state = state
    slot.save()


def _refresh_presenters(check_in: CheckIn) -> None:
    """Who presents is still in the team; else its representative of today."""
    slots = _slots(check_in)
    speaking = representatives([slot.team for slot in slots])
    for slot in slots:
        members = {m.person_id for m in slot.team.memberships.all() if m.left_on is None}
        if slot.presenter_id not in members:
            slot.presenter_id = speaking.get(slot.team_id)
    Slot.objects.bulk_update(slots, ["presenter"])


def _slots(check_in: CheckIn) -> list[Slot]:
    rows = Slot.objects.filter(check_in=check_in).order_by("position", "id")
    return list(rows.select_related("team").prefetch_related("team__memberships"))


def _on_stage(check_in: CheckIn) -> Slot | None:
    on_stage: Slot | None = Slot.objects.filter(check_in=check_in, state=State.ON).first()
    return on_stage


def _held(check_in: CheckIn, *parts: str) -> CheckIn:
    """The check-in, locked. What is done to it is told as these parts, if it is not refused."""
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("cycle__theme")
    held: CheckIn = rows.get(pk=check_in.pk)
    renew(held, *parts)
    return held


def _open(slot: Slot, *parts: str) -> tuple[CheckIn, Slot]:
    """The check-in, locked, and the slot as it is now; not once the minutes are written."""
    check_in = _held(slot.check_in, *parts)
    if not (check_in.to_come or check_in.live):
        raise ValidationError(_("This check-in is over; its minutes stay as they are."))
    return check_in, Slot.objects.get(pk=slot.pk)


def _live(slot: Slot, *parts: str) -> tuple[CheckIn, Slot]:
    check_in, held = _open(slot, *parts)
    if not check_in.live:
        raise ValidationError(_("The clock runs once the check-in is started."))
    return check_in, held
