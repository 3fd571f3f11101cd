"""Hand one message over to the mail server, and know afterwards what became of it."""

import smtplib
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone, translation

from nudges.mails import compose
from nudges.models import Message, Occasion
from nudges.registry import MOMENTS, Waiting, nudges, open_rows
from nudges.rhythm import decent
from nudges.wishes import wishes_of
from orgs.languages import spoken
from orgs.models import Organisation, Person
from orgs.tenancy import tenant

MOST_ATTEMPTS = 8
State = Message.State
log = structlog.get_logger(__name__)

# The server said no before it took the mail: it has surely not been sent.
REFUSED = (
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)


def deliver(organisation_id: int, message_id: int) -> None:
    """Render, mark as being handed over, commit, send, mark as sent.

    Between the two commits a death of this worker leaves the message unknown, never sent twice.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    with tenant(organisation):
        mail = _prepare(message_id, organisation)
    if mail is not None:
        state, reason = _hand_over(mail)
        with tenant(organisation):
            _finish(message_id, state, reason)


def _prepare(message_id: int, organisation: Organisation) -> EmailMultiAlternatives | None:
    """The mail, if it is still wanted; a thing done meanwhile reminds nobody."""
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("person__site")
        .filter(pk=message_id, state=State.CLAIMED)
        .first()
    )
    if message is None:
        return None
    person, now = message.person, timezone.now()
    zone = ZoneInfo(person.time_zone or organisation.time_zone)
    with translation.override(spoken(person.language)), timezone.override(zone):
        lines = _still_open(message, now)
        if not lines:
            _drop(message)
            return None
        welcome_at = _welcome_at(lines, person, now)
        if welcome_at > now:
            _put_off(message, welcome_at)
            return None
        _keep_told(message, lines)
        mail = compose(message, lines, organisation)
    message.state = State.HANDING_OVER
    message.subject = mail.subject
    message.save(update_fields=["state", "subject"])
    return mail


def _still_open(message: Message, now: datetime) -> list[Waiting]:
    """What the mail tells, asked once more, sorted as *My work*."""
    if not message.person.active:
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
    Occasion.objects.filter(pk__in=rest).delete()


def _drop(message: Message) -> None:
    message.state, message.lease_until = State.DROPPED, None
    message.reason = "It was done or no longer asked when the mail was due."
    message.save(update_fields=["state", "lease_until", "reason"])


def _welcome_at(lines: list[Waiting], person: Person, now: datetime) -> datetime:
    """A worker that was away does not wake anybody up."""
    if any(line.nudge.any_hour for line in lines):
        return now
    return decent(now, wishes_of([person], now)[person.pk].habits)


def _put_off(message: Message, due_at: datetime) -> None:
    message.state, message.lease_until, message.due_at = State.WAITING, None, due_at
    message.attempts -= 1
    message.save(update_fields=["state", "lease_until", "due_at", "attempts"])


def _hand_over(mail: EmailMultiAlternatives) -> tuple[str, str]:
    """What became of it: sent, waiting (not sent for sure), failed, or unknown."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as away:
        return State.WAITING, f"The mail server does not answer: {away}"
    try:
        connection.send_messages([mail])
    except REFUSED as no:
        return State.FAILED, f"The mail server refused it: {no}"
    except (OSError, smtplib.SMTPException) as lost:
        return State.UNKNOWN, f"The connection broke while the mail was handed over: {lost}"
    finally:
        _close(connection)
    return State.SENT, ""


def _close(connection: object) -> None:
    try:
        connection.close()  # type: ignore[attr-defined]
    except (OSError, smtplib.SMTPException):
        log.info("mail_connection_was_gone")


def _finish(message_id: int, state: str, reason: str) -> None:
    message = Message.objects.select_for_update().get(pk=message_id)
    if state == State.UNKNOWN and message.better_twice:
        state = State.WAITING
    if state == State.WAITING and message.attempts >= MOST_ATTEMPTS:
        state = State.FAILED
    message.state, message.reason, message.lease_until = state, reason[:300], None
    if state == State.SENT:
        message.sent_at = timezone.now()
    if state == State.WAITING:
        message.due_at = timezone.now() + timedelta(minutes=2**message.attempts)
    message.save()
