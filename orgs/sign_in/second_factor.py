"""The second factor of an account: an authenticator app, passkeys, and recovery codes.

A passkey wants the device's own unlocking (user verification), so it is two factors by itself and
signs in alone. With a second factor on, a password or a mailed code is asked for it too. Whoever
came by their organisation's identity provider is not asked: that is the provider's matter.
"""

import ipaddress
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.sealing import keys

SEAL = "sunhand.second_factor"
BY_PROVIDER = "provider"  # how allauth's record of a sign-in calls the identity provider
SECRET_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(account_id: int | None) -> bool:
    """Whether an account has an authenticator app or a passkey; recovery codes are neither."""
    return Authenticator.objects.filter(user=account_id, type__in=SECRET_KINDS).exists()


def with_second_factor(account_ids: Iterable[int | None]) -> set[int]:
    """Which of these accounts have one."""
    rows = Authenticator.objects.filter(user__in=list(account_ids), type__in=SECRET_KINDS)
    return set(rows.values_list("user_id", flat=True))


def passkeys_work() -> bool:
    """Browsers know passkeys at a name by https, and at localhost; never at a bare IP address."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    return not _is_address(host) and (settings.HTTPS or host == "localhost")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's second factors in our words, their secrets sealed, for this site's own name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes belong to a second factor. Turn one on first."
        ),
        "incorrect_code": gettext_lazy(
            "This did not work: the code is wrong, or too old, or was used before. Try a new one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return keys(SEAL).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys(SEAL).decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture as part of the page: no other image source is let in."""
        return str(super().build_totp_svg(url)).partition("?>")[2]

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.BASE_URL).hostname or "", "name": settings.PRODUCT_NAME}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """allauth's step of a sign-in that asks for the second factor; not after a provider's."""

    def _should_handle(self, request: Any) -> bool:
        records = get_authentication_records(request, self.login.user)
        if records and records[-1]["method"] == BY_PROVIDER:
            return False
        return bool(super()._should_handle(request))
