"""The way to the mail server: one connection for many mails, and what became of each."""

import smtplib
from functools import partial
from types import TracebackType
from typing import Self

import structlog
from anymail.exceptions import AnymailAPIError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

from core.outbox import State
from nudges.mail.backend import WatchedBackend
from nudges.mail.deadline import DeadlineError, deadline

PERMANENT = 500
"""SMTP: from this code on the server will not take the mail later either."""
BROKEN, BUSY = 500, 429
"""HTTP: the same of a mail service."""
ENVELOPE_SECONDS, HAND_OVER_SECONDS, GOODBYE_SECONDS = 10, 30, 2
"""How long a mail server may take until it wants the text, before which nothing is lost by giving
up; how long it may take for the text, and a mail service for all; and how long for our goodbye."""
log = structlog.get_logger(__name__)


class Way:
    """Opened for the first mail and kept for the next ones; anything that goes wrong closes it."""

    def __init__(self) -> None:
        usual = get_connection()
        by_smtp = type(usual) is EmailBackend
        self._connection = WatchedBackend(timeout=HAND_OVER_SECONDS) if by_smtp else usual

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
            if not isinstance(self._connection, WatchedBackend):
                with deadline(HAND_OVER_SECONDS):
                    return self._handed_over(mail)
            with deadline(ENVELOPE_SECONDS) as prolong:
                self._connection.when_asked = partial(prolong, HAND_OVER_SECONDS)
                return self._handed_over(mail)
        except DeadlineError:
            return self._lost("The mail server took too long.")

    def _handed_over(self, mail: EmailMultiAlternatives) -> tuple[str, str]:
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
            return self._lost(f"The connection broke while the mail was handed over: {lost}")
        except Exception as broken:  # a header that cannot be written, a service that says no
            log.exception("mail_not_handed_over")
            return self._without(State.FAILED, f"It could not be handed over: {broken!r}")
        return State.SENT, ""

    def _lost(self, reason: str) -> tuple[str, str]:
        """Without an answer: unknown, unless the server has not even asked for the mail's text."""
        sure = isinstance(self._connection, WatchedBackend) and not self._connection.may_have_taken
        return self._without(State.WAITING if sure else State.UNKNOWN, reason)

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
            with deadline(GOODBYE_SECONDS):
                self._connection.close()
        except (OSError, smtplib.SMTPException, DeadlineError):
            log.info("mail_connection_was_gone")
