"""What the database keeps sealed with the server's secret; an older secret still opens it."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def keys(purpose: str) -> MultiFernet:
    """The keys of one purpose, the present secret's first.

    What another secret sealed raises `cryptography.fernet.InvalidToken`.
    """
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in secrets])


def _key(purpose: str, secret: str | bytes) -> bytes:
    digest = salted_hmac(purpose, "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
