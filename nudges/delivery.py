"""Hand one message over to the mail server, and know afterwards what became of it."""

import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from nudges.invitations import way_in
from nudges.models import Message
from nudges.outbox import better_twice
from nudges.registry import Due, nudges, open_rows
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
        .select_related("person")
        .filter(pk=message_id, state=State.CLAIMED)
        .first()
    )
    if message is None:
        return None
    person = message.person
    zone = person.time_zone or organisation.time_zone
    with translation.override(spoken(person.language)), timezone.override(zone):
        due = _still_due(message)
        if due is None:
            _drop(message)
            return None
        mail = _mail(message, due, person, organisation)
    message.state = State.HANDING_OVER
    message.subject = mail.subject[:300]
    message.save(update_fields=["state", "subject"])
    return mail


def _still_due(message: Message) -> Due | None:
    now = timezone.now()
    if not message.person.active or (message.stale_at and message.stale_at < now):
        return None
    if message.kind not in nudges.names():
        return None
    rows = open_rows(nudges[message.kind], now, message.person)
    return next((row for row in rows if row.about == message.about), None)


def _drop(message: Message) -> None:
    message.state, message.lease_until = State.DROPPED, None
    message.reason = "It was done or no longer asked when the mail was due."
    message.save(update_fields=["state", "lease_until", "reason"])


def _mail(
    message: Message, due: Due, person: Person, organisation: Organisation
) -> EmailMultiAlternatives:
    context = {
        "due": due,
        "person": person,
        "organisation": organisation,
        "product": settings.PRODUCT_NAME,
        "url": settings.BASE_URL + way_in(due, person),
        "base_url": settings.BASE_URL,
        "late": due.is_late(timezone.now()),
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(due.title.split()),
        body=render_to_string("mail/nudge.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<{message.message_id}@{urlsplit(settings.BASE_URL).hostname}>"},
    )
    mail.attach_alternative(render_to_string("mail/nudge.html", context), "text/html")
    return mail


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
    if state == State.UNKNOWN and message.kind in better_twice():
        state = State.WAITING
    if state == State.WAITING and message.attempts >= MOST_ATTEMPTS:
        state = State.FAILED
    message.state, message.reason, message.lease_until = state, reason[:300], None
    if state == State.SENT:
        message.sent_at = timezone.now()
    if state == State.WAITING:
        message.due_at = timezone.now() + timedelta(minutes=2**message.attempts)
    message.save()
