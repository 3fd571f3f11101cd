"""Hand one message over to the mail server, and know afterwards what became of it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation

from core.attempts import each, raise_without_database
from core.languages import spoken
from core.outbox import MOST_ATTEMPTS, State, lease_from
from core.tenancy import tenant
from nudges.failures.notes import Part, mails_are_slow, note
from nudges.mail import outbox
from nudges.mail.content import compose
from nudges.mail.deadline import deadline
from nudges.mail.outbox import Claimed
from nudges.mail.smtp import ENVELOPE_SECONDS, Way
from nudges.models import Message, Occasion
from nudges.preferences.delivery_window import decent
from nudges.preferences.queries import Wishes, wishes_of
from nudges.registry import MOMENTS, Due, Nudge, Waiting, nudges, open_rows, rows_by_kind
from orgs.models import Organisation, Person

SLOW = 5.0
"""Seconds after which a mail counts as slow: the next organisation gets its turn."""
TURN, PREPARE_SECONDS = 10.0, 20.0
"""How long one organisation's mails are handed over in a row, and may take to be written."""
NOT_ASKED = "It was done or no longer asked when the mail was due."
UNREAD = "What it tells could not be read."
Rows = tuple[dict[str, list[Due]], dict[str, Exception]]
Read = Callable[[Iterable[Nudge], datetime, Person], Rows]
log = structlog.get_logger(__name__)


class SlowMailServerError(Exception):
    """The mail server took a mail, and took long for it."""


@dataclass(frozen=True)
class Ready:
    """A mail that is still wanted, and the message it tells of."""

    message: Message
    mail: EmailMultiAlternatives


def deliver(claimed: list[Claimed], way: Way) -> None:
    """Ask what is still wanted of one organisation's mails and render it; then hand them over.

    Each is marked as being handed over and committed before it goes out. A death of this worker
    leaves that one unknown, and none is sent twice.
    """
    organisation = Organisation.objects.get(pk=claimed[0].organisation_id)
    with deadline(PREPARE_SECONDS), tenant(organisation):
        ready = _prepare(claimed, organisation)
    _hand_over(ready, claimed, organisation, way)


def _prepare(claimed: list[Claimed], organisation: Organisation) -> list[Ready]:
    """The mails that are still wanted; one that cannot be written keeps no other one back.

    The usual case costs one savepoint. If anything fails, all is rolled back and done again with
    care: each mail, and each kind in it, in a savepoint of its own.
    """
    now, lease = timezone.now(), claimed[0].lease_until
    messages = (
        Message.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.message_id for one in claimed])
        .filter(state=State.CLAIMED, lease_until=lease)
        .select_related("person__site")
        .prefetch_related("occasions")
        .order_by("due_at", "pk")
    )
    found = {str(message.pk): message for message in messages}
    wishes = wishes_of([message.person for message in found.values()], now)
    write = {
        key: partial(_rendered, message, organisation, wishes[message.person_id], now)
        for key, message in found.items()
    }
    try:
        with transaction.atomic():
            return [one for do in write.values() if (one := do(_rows))]
    except Exception as wrong:
        raise_without_database(wrong)
    ready, failed = each({key: partial(do, rows_by_kind) for key, do in write.items()})
    for key, error in failed.items():
        log.error("mail_not_written", message=key, error=type(error).__name__)
        _leave(found[key], State.FAILED, f"It could not be written: {type(error).__name__}")
    return [one for one in ready.values() if one]


def _rendered(
    message: Message, organisation: Organisation, wishes: Wishes, now: datetime, read: Read
) -> Ready | None:
    """The mail; None for a thing done meanwhile, which reminds nobody, or if it goes out later."""
    person = message.person
    with translation.override(spoken(person.language)), timezone.override(wishes.habits.zone):
        lines, unread = _still_open(message, now, read)
        if not lines and unread:
            _finish(message, State.WAITING, UNREAD)
            return None
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


def _hand_over(
    ready: list[Ready], claimed: list[Claimed], organisation: Organisation, way: Way
) -> None:
    """What became of one mail is written down with the mark on the next: one commit a mail.

    After a slow one, or a turn, the others wait again, so that the next organisation has its turn.
    """
    until = time.monotonic() + TURN
    done: tuple[Message, str, str] | None = None
    seconds, left = 0.0, len(ready)
    for one in ready:
        with tenant(organisation):
            if done:
                _finish(*done)
            taken = _take(one)
        began = time.monotonic()
        done = (one.message, *way.hand_over(one.mail)) if taken else None
        seconds, left = time.monotonic() - began, left - 1
        if seconds >= SLOW or time.monotonic() >= until:
            break
    if not ready:
        return
    with tenant(organisation):
        if done:
            _finish(*done)
        if left:
            outbox.give_back(claimed)
        if seconds < SLOW:
            note({}, timezone.now(), parts=[Part.MAILS])
    if seconds >= SLOW:
        with tenant(organisation):
            _note_slow(seconds, answered=bool(done and done[1] == State.SENT))


def _note_slow(seconds: float, *, answered: bool) -> None:
    """How long the last mail took decides how the next ones of this organisation are taken."""
    now = timezone.now()
    if seconds >= ENVELOPE_SECONDS and not answered:
        mails_are_slow(TimeoutError(), now, pause=True)
    else:
        mails_are_slow(SlowMailServerError(), now, pause=False)


def _take(one: Ready) -> bool:
    """Mark it as being handed over; not if its lease ran out meanwhile and somebody else has it."""
    message = one.message
    held = Message.objects.filter(
        pk=message.pk, state=State.CLAIMED, lease_until=message.lease_until
    )
    lease = lease_from(timezone.now())
    return bool(held.update(state=State.HANDING_OVER, subject=one.mail.subject, lease_until=lease))


def _rows(kinds: Iterable[Nudge], now: datetime, person: Person) -> Rows:
    return {nudge.kind: open_rows(nudge, now, person) for nudge in kinds}, {}


def _still_open(
    message: Message, now: datetime, read: Read
) -> tuple[list[Waiting], dict[str, Exception]]:
    """What the mail tells, asked once more, sorted as *My work*; and what could not be asked."""
    if not (message.person.active and message.person.email):
        return [], {}
    by_moment = sorted(message.occasions.all(), key=lambda row: MOMENTS.index(row.moment))
    told = {(row.kind, row.about): row.moment for row in by_moment}
    kinds = {kind for kind, _about in told} & set(nudges.names())
    found, unread = read([nudges[kind] for kind in kinds], now, message.person)
    rows = [
        Waiting(nudges[kind], due, due.is_late(now))
        for kind, dues in found.items()
        for due in dues
        if (kind, due.about) in told
    ]
    lines = [row for row in rows if not _comes_again(row, told[row.nudge.kind, row.due.about], now)]
    return sorted(lines, key=lambda line: (line.due.due_at, line.due.about)), unread


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
    """It is not the mail's fault: this counts as no attempt."""
    rows = Message.objects.filter(pk=message.pk)
    rows.update(state=State.WAITING, lease_until=None, due_at=due_at, attempts=F("attempts") - 1)


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
