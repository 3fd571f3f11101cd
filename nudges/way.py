"""The way to the mail server: one connection for many mails, and what became of each."""

import smtplib
from types import TracebackType
from typing import Self

import structlog
from anymail.exceptions import AnymailAPIError
from django.core.mail import EmailMultiAlternatives, get_connection

from nudges.models import Message

State = Message.State
PERMANENT = 500
"""SMTP: from this code on the server will not take the mail later either."""
BROKEN, BUSY = 500, 429
"""HTTP: the same of a mail service."""
log = structlog.get_logger(__name__)


class Way:
    """Opened for the first mail and kept for the next ones; anything that goes wrong closes it."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def hand_over(self, mail: EmailMultiAlternatives) -> tuple[str, str]:
        """What became of it: sent, waiting (not sent for sure), failed, or unknown."""
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as away:
            return self._without(State.WAITING, f"The mail server does not answer: {away}")
        try:
            self._connection.send_messages([mail])
        except smtplib.SMTPNotSupportedError as no:
            return self._without(State.FAILED, f"The mail server refused it: {no}")
        except smtplib.SMTPRecipientsRefused as no:
            (code, _said), *_others = no.recipients.values()
            return self._refused(code, no)
        except smtplib.SMTPResponseException as no:
            return self._refused(no.smtp_code, no)
        except AnymailAPIError as no:
            return self._answered(no)
        except (OSError, smtplib.SMTPException) as lost:
            broke = f"The connection broke while the mail was handed over: {lost}"
            return self._without(State.UNKNOWN, broke)
        except Exception as broken:  # a header that cannot be written, a service that says no
            log.exception("mail_not_handed_over")
            return self._without(State.FAILED, f"It could not be handed over: {broken!r}")
        return State.SENT, ""

    def _refused(self, code: int, no: smtplib.SMTPException) -> tuple[str, str]:
        """The server said no before it took the mail: it has surely not been sent."""
        if code < PERMANENT:
            return self._without(State.WAITING, f"The mail server asks to come again later: {no}")
        return self._without(State.FAILED, f"The mail server refused it: {no}")

    def _answered(self, no: AnymailAPIError) -> tuple[str, str]:
        """A mail service by HTTP: without an answer nobody knows, and 5xx and 429 come again."""
        code = no.status_code
        if code is None:
            return self._without(State.UNKNOWN, f"The mail service did not answer: {no}")
        if code >= BROKEN or code == BUSY:
            return self._without(State.WAITING, f"The mail service asks to come again later: {no}")
        return self._without(State.FAILED, f"The mail service refused it: {no}")

    def _without(self, state: str, reason: str) -> tuple[str, str]:
        self._close()
        return state, reason

    def _close(self) -> None:
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException):
            log.info("mail_connection_was_gone")
