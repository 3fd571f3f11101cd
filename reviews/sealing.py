"""Answers of a pulse as nobody can read them who has the database alone.

Sealed with the server's secret; an older secret still opens (`SECRET_KEY_FALLBACKS`). A seal holds
no time, and all seals are equally long: neither says which one is new, nor how much was written.
"""

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SALT = "sunhand.pulse"
LENGTH = 8000  # bytes: two comments of 500 letters, six bytes a letter at the worst, and scores


def seal(answer: dict[str, Any]) -> str:
    told = json.dumps(answer, ensure_ascii=False).encode()
    if len(told) > LENGTH:
        raise ValueError("An answer of a pulse is longer than its seal.")
    return _keys().encrypt_at_time(told.ljust(LENGTH), 0).decode()


def unseal(sealed: str) -> dict[str, Any]:
    """Raises `cryptography.fernet.InvalidToken` where the server's secret has changed."""
    answer: dict[str, Any] = json.loads(_keys().decrypt(sealed.encode()))
    return answer


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = salted_hmac(SALT, "", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
