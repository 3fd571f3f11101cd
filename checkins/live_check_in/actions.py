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
    locked = _lock(check_in)
    if locked.live:
        return locked
    if not locked.to_come:
        raise ValidationError(_("This check-in is not to come any more."))
    slots_fill([locked])
    _refresh_presenters(locked)
    here = [slot for slot in _slots(locked) if slot.waiting]
    if not here:
        raise ValidationError(_("No team is here. Move the check-in or cancel it."))
    locked.state, locked.started_at = CheckIn.State.LIVE, timezone.now()
    locked.facilitator = locked.facilitator or by
    locked.ends_at = locked.started_at + timedelta(minutes=locked.slot_minutes) * len(here)
    locked.save()
    _take_stage(locked)
    audit.record(actor=by, verb="check_in.start", about=locked)
    return locked


@transaction.atomic
def slot_next(*, slot: Slot, by: Person) -> Slot | None:
    """Thank the team on stage and call the next one; `None` when all have spoken."""
    check_in, locked = _live(slot)
    if locked.on_stage:
        _leave_stage(locked)
        return _take_stage(check_in)
    return _on_stage(check_in)


@transaction.atomic
def slot_back(*, slot: Slot, by: Person) -> Slot:
    """Call the team that spoke last once more, with the time it had left. Twice is once.

    The team that was on stage meanwhile is to come again, with its full share.
    """
    check_in, locked = _live(slot)
    done = Slot.objects.filter(check_in=check_in, state=State.DONE)
    if locked != done.order_by("ended_at", "position").last():
        return locked
    called = _on_stage(check_in)
    if called is not None:
        _clear(called)
        _save_state(called, State.WAITING)
    locked.come_back(timezone.now())
    locked.save()
    return locked


@transaction.atomic
def slot_pause(*, slot: Slot, by: Person) -> Slot:
    """Stop the clock; what is left is kept. The end of the check-in stays where it is."""
    _check_in, locked = _live(slot, CLOCK)
    if locked.on_stage and not locked.paused:
        locked.seconds_left, locked.ends_at = locked.left(timezone.now()), None
        locked.save(update_fields=["seconds_left", "ends_at"])
    return locked


@transaction.atomic
def slot_resume(*, slot: Slot, by: Person) -> Slot:
    _check_in, locked = _live(slot, CLOCK)
    if locked.paused:
        locked.ends_at = timezone.now() + timedelta(seconds=locked.seconds_left or 0)
        locked.seconds_left = None
        locked.save(update_fields=["seconds_left", "ends_at"])
    return locked


@transaction.atomic
def slot_extend(*, slot: Slot, minutes: int, by: Person) -> Slot:
    """Give the team on stage one or two minutes more; all who are still to come share the cost."""
    if minutes not in {1, 2}:
        raise ValidationError(_("Give one minute or two at a time."))
    _check_in, locked = _live(slot, CLOCK)
    if locked.on_stage:
        locked.seconds_added += minutes * 60
        if locked.ends_at is None:
            locked.seconds_left = (locked.seconds_left or 0) + minutes * 60
        else:
            locked.ends_at += timedelta(minutes=minutes)
        locked.save(update_fields=["seconds_added", "seconds_left", "ends_at"])
    return locked


@transaction.atomic
def slot_absent(*, slot: Slot, by: Person, absent: bool = True) -> Slot:
    """The team is not there; or it is there after all. On stage, the next team takes over."""
    check_in, locked = _open(slot)
    if absent and locked.on_stage:
        _clear(locked)
        _save_state(locked, State.ABSENT)
        _take_stage(check_in)
    elif absent and locked.waiting:
        _save_state(locked, State.ABSENT)
    elif not absent and locked.absent:
        _save_state(locked, State.WAITING)
        if check_in.live and _on_stage(check_in) is None:
            _take_stage(check_in)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def slot_move(*, slot: Slot, up: bool, by: Person) -> Slot:
    """Let a team that is still to come speak one place earlier or later."""
    check_in, locked = _open(slot, CLOCK)
    to_come = [other for other in _slots(check_in) if other.waiting]
    places = [other.pk for other in to_come]
    if locked.pk not in places:
        return locked
    here = places.index(locked.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(to_come):
        mine, other = to_come[here], to_come[there]
        mine.position, other.position = other.position, mine.position
        Slot.objects.bulk_update([mine, other], ["position"])
        locked.position = mine.position
    return locked


@transaction.atomic
def end_move(*, check_in: CheckIn, minutes: int, by: Person) -> CheckIn:
    """Move the end of a running check-in, when too little time is left for the last teams."""
    locked = _lock(check_in, CLOCK)
    if not locked.live or locked.ends_at is None:
        raise ValidationError(_("This check-in is not running."))
    if not 1 <= minutes <= 60:
        raise ValidationError(_("Move the end by 1 to 60 minutes."))
    locked.ends_at = max(locked.ends_at, timezone.now()) + timedelta(minutes=minutes)
    locked.save(update_fields=["ends_at"])
    return locked


@transaction.atomic
def check_in_hand_over(*, check_in: CheckIn, to: Person, by: Person) -> CheckIn:
    """Let somebody else moderate from here on. Twice is once."""
    locked = _lock(check_in, CLOCK)
    if not locked.live:
        raise ValidationError(_("This check-in is not running."))
    if not takers(locked).filter(pk=to.pk).exists():
        raise ValidationError(
            _("A facilitator, the integration team or a member of a team takes over.")
        )
    before = locked.facilitator
    if before != to:
        locked.facilitator = to
        locked.save(update_fields=["facilitator"])
        people = {"before": {"facilitator": before and before.pk}, "after": {"facilitator": to.pk}}
        audit.record(actor=by, verb="check_in.hand_over", about=locked, **people)
        if before:
            revoked(of_account(before.account_id))
    return locked


@transaction.atomic
def check_in_end(*, check_in: CheckIn, by: Person, decisions: str = "") -> Minutes:
    """End the check-in and write its minutes in one step. Twice makes nothing twice."""
    locked = _lock(check_in)
    if locked.took_place:
        return locked.minutes
    if not locked.live:
        raise ValidationError(_("A check-in ends after it was started."))
    on_stage = _on_stage(locked)
    if on_stage is not None:
        _leave_stage(on_stage)
    locked.state, locked.ended_at = CheckIn.State.HELD, timezone.now()
    locked.save(update_fields=["state", "ended_at"])
    minutes = minutes_make(check_in=locked, by=by, decisions=decisions.strip())
    audit.record(actor=by, verb="check_in.end", about=locked)
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


def _lock(check_in: CheckIn, *parts: str) -> CheckIn:
    """The check-in, locked. What is done to it is told as these parts, if it is not refused."""
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("cycle__theme")
    locked: CheckIn = rows.get(pk=check_in.pk)
    renew(locked, *parts)
    return locked


def _open(slot: Slot, *parts: str) -> tuple[CheckIn, Slot]:
    """The check-in, locked, and the slot as it is now; not once the minutes are written."""
    check_in = _lock(slot.check_in, *parts)
    if not (check_in.to_come or check_in.live):
        raise ValidationError(_("This check-in is over; its minutes stay as they are."))
    return check_in, Slot.objects.get(pk=slot.pk)


def _live(slot: Slot, *parts: str) -> tuple[CheckIn, Slot]:
    check_in, locked = _open(slot, *parts)
    if not check_in.live:
        raise ValidationError(_("The clock runs once the check-in is started."))
    return check_in, locked
