"""Hand one message over to the mail server, and know afterwards what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError
from django.utils import timezone, translation

from nudges import outbox
from nudges.mails import compose
from nudges.models import Message, Occasion
from nudges.outbox import Claimed
from nudges.registry import MOMENTS, Waiting, nudges, open_rows
from nudges.rhythm import decent
from nudges.way import Way
from nudges.wishes import Wishes, wishes_of
from orgs.grouping import grouped
from orgs.languages import spoken
from orgs.models import Organisation
from orgs.tenancy import tenant

MOST_ATTEMPTS = 8
NOT_ASKED = "It was done or no longer asked when the mail was due."
State = Message.State
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Ready:
    """A mail that is still wanted, and the message it tells of."""

    message: Message
    mail: EmailMultiAlternatives


def deliver(claimed: Iterable[Claimed], way: Way) -> None:
    """Ask what is still wanted and render it, a few mails together; then hand over one by one.

    Each is marked as being handed over and committed before it goes out. A death of this worker
    leaves that one unknown, and none is sent twice.
    """
    for pk, ours in grouped(claimed, "organisation_id").items():
        organisation = Organisation.objects.get(pk=pk)
        with tenant(organisation):
            ready = _prepare(ours, organisation)
        _hand_over(ready, organisation, way)


def _prepare(claimed: list[Claimed], organisation: Organisation) -> list[Ready]:
    """The mails that are still wanted; a thing done meanwhile reminds nobody."""
    now, lease = timezone.now(), claimed[0].lease_until
    messages = (
        Message.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.message_id for one in claimed])
        .filter(state=State.CLAIMED, lease_until=lease)
        .select_related("person__site")
        .prefetch_related("occasions")
        .order_by("due_at", "pk")
    )
    wishes = wishes_of([message.person for message in messages], now)
    ready = (_looked_at(row, organisation, wishes[row.person_id], now) for row in messages)
    return [one for one in ready if one]


def _looked_at(
    message: Message, organisation: Organisation, wishes: Wishes, now: datetime
) -> Ready | None:
    """A mail that cannot be written fails alone, and keeps no other one back."""
    try:
        return _rendered(message, organisation, wishes, now)
    except DatabaseError:
        raise
    except Exception as broken:
        log.exception("mail_not_written", message=message.pk)
        _leave(message, State.FAILED, f"It could not be written: {broken!r}")
        return None


def _rendered(
    message: Message, organisation: Organisation, wishes: Wishes, now: datetime
) -> Ready | None:
    person = message.person
    zone = ZoneInfo(person.time_zone or organisation.time_zone)
    with translation.override(spoken(person.language)), timezone.override(zone):
        lines = _still_open(message, now)
        if not lines:
            _leave(message, State.DROPPED, NOT_ASKED)
            return None
        if not any(line.nudge.any_hour for line in lines):
            welcome_at = decent(now, wishes.habits)  # a worker that was away wakes nobody up
            if welcome_at > now:
                _put_off(message, welcome_at)
                return None
        _keep_told(message, lines)
        return Ready(message, compose(message, lines, organisation))


def _hand_over(ready: Iterable[Ready], organisation: Organisation, way: Way) -> None:
    """What became of one mail is written down with the mark on the next: one commit a mail."""
    done: tuple[Message, str, str] | None = None
    for one in ready:
        with tenant(organisation):
            if done:
                _finish(*done)
            taken = _take(one)
        done = (one.message, *way.hand_over(one.mail)) if taken else None
    if done:
        with tenant(organisation):
            _finish(*done)


def _take(one: Ready) -> bool:
    """Mark it as being handed over; not if its lease ran out meanwhile and somebody else has it."""
    message = one.message
    held = Message.objects.filter(
        pk=message.pk, state=State.CLAIMED, lease_until=message.lease_until
    )
    lease = timezone.now() + outbox.LEASE
    return bool(held.update(state=State.HANDING_OVER, subject=one.mail.subject, lease_until=lease))


def _still_open(message: Message, now: datetime) -> list[Waiting]:
    """What the mail tells, asked once more, sorted as *My work*."""
    if not (message.person.active and message.person.email):
        return []
    by_moment = sorted(message.occasions.all(), key=lambda row: MOMENTS.index(row.moment))
    told = {(row.kind, row.about): row.moment for row in by_moment}
    rows = [
        Waiting(nudges[kind], due, due.is_late(now))
        for kind in {kind for kind, _ in told} & set(nudges.names())
        for due in open_rows(nudges[kind], now, message.person)
        if (kind, due.about) in told
    ]
    lines = [row for row in rows if not _comes_again(row, told[row.nudge.kind, row.due.about], now)]
    return sorted(lines, key=lambda line: (line.due.due_at, line.due.about))


def _comes_again(row: Waiting, told: str, now: datetime) -> bool:
    """Whether a later moment has come, of which another mail tells."""
    last = row.nudge.moment_of(row.due, now, timezone.get_current_timezone())
    return MOMENTS.index(told) < MOMENTS.index(last)


def _keep_told(message: Message, lines: list[Waiting]) -> None:
    """What the mail does not tell after all is told when it is asked again."""
    told = {(line.nudge.kind, line.due.about) for line in lines}
    rest = [row.pk for row in message.occasions.all() if (row.kind, row.about) not in told]
    if rest:
        Occasion.objects.filter(pk__in=rest).delete()


def _leave(message: Message, state: str, reason: str) -> None:
    message.state, message.lease_until, message.reason = state, None, reason[:300]
    message.save(update_fields=["state", "lease_until", "reason"])


def _put_off(message: Message, due_at: datetime) -> None:
    message.state, message.lease_until, message.due_at = State.WAITING, None, due_at
    message.attempts -= 1
    message.save(update_fields=["state", "lease_until", "due_at", "attempts"])


def _finish(message: Message, state: str, reason: str) -> None:
    """Also of a message that was parked meanwhile because its lease ran out: now it is known."""
    now = timezone.now()
    if state == State.UNKNOWN and message.better_twice:
        state = State.WAITING
    if state == State.WAITING and message.attempts >= MOST_ATTEMPTS:
        state = State.FAILED
    told: dict[str, object] = {"state": state, "reason": reason[:300], "lease_until": None}
    if state == State.SENT:
        told["sent_at"] = now
    if state == State.WAITING:
        told["due_at"] = now + timedelta(minutes=2**message.attempts)
    Message.objects.filter(pk=message.pk).update(**told)
