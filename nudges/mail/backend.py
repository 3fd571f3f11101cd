"""Django's way to a mail server by SMTP, which also knows how far it came with a mail."""

import smtplib
from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

GO_ON = 354
"""What the server says when it waits for the text of a mail: until then it has taken nothing."""


class _Watched:
    asked_for_text = False
    when_asked: Callable[[], None]

    def getreply(self) -> tuple[int, bytes]:
        code, words = super().getreply()  # type: ignore[misc]
        if code == GO_ON:
            self.asked_for_text = True
            self.when_asked()
        return code, words


class _Plain(_Watched, smtplib.SMTP):
    pass


class _Encrypted(_Watched, smtplib.SMTP_SSL):
    pass


class WatchedBackend(smtp.EmailBackend):
    """Once the server has asked for the text of a mail, nobody knows whether it took it.

    `when_asked` is called at that moment.
    """

    when_asked: Callable[[], None]

    @property
    def connection_class(self) -> Any:
        return _Encrypted if self.use_ssl else _Plain

    @property
    def may_have_taken(self) -> bool:
        return bool(self.connection and self.connection.asked_for_text)  # type: ignore[attr-defined]

    def _send(self, email_message: EmailMessage) -> bool:
        self.connection.asked_for_text = False  # type: ignore[union-attr]
        self.connection.when_asked = self.when_asked  # type: ignore[union-attr]
        return bool(super()._send(email_message))  # type: ignore[misc]
