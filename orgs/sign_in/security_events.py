"""What the owner of an account hears by mail at once: how one comes in has changed."""

import smtplib
from typing import Any

import structlog
from allauth.account.adapter import get_adapter
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.languages import spoken
from orgs.models import Account
from orgs.sign_in.devices import in_words

log = structlog.get_logger(__name__)

# By the names that allauth gives its own mails.
EVENTS: dict[str, str | Promise] = {
    "mfa/email/totp_activated": _("The authenticator app was turned on."),
    "mfa/email/totp_deactivated": _("The authenticator app was turned off."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made; the old ones ended."),
    "account/email/password_changed": _("The password was changed."),
    "account/email/password_set": _("A password was chosen."),
    "account/email/password_reset": _("A new password was chosen by a mailed link."),
}


def tell(account: Account, what: str | Promise, *, email: str = "", user_agent: str = "") -> None:
    """Mail what happened. A mail server that is away does not undo it."""
    with translation.override(spoken(account.language)):
        context: dict[str, Any] = {
            "what": str(what),
            "subject": str(what).rstrip("."),
            "account_email": account.email,
            "when": timezone.now(),
            "device": in_words(user_agent) if user_agent else "",
        }
        try:
            # Not by `send_mail`, which wants a request: the worker tells of a change too.
            name, to = "account/email/security_event", email or account.email
            get_adapter().render_mail(name, to, context).send()
        except (OSError, smtplib.SMTPException) as failed:
            log.warning("security_event.not_mailed", error=type(failed).__name__)
