"""Answers of a pulse as nobody can read them who has the database and the server's secret alone.

Sealed with the key of their pulse (`reviews.pulse_keys`). A seal holds no time, and all seals are
equally long: neither says which one is new, nor how much was written.
"""

import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from reviews.pulse_keys import KeyLostError, part

PURPOSE = "answers"
LENGTH = 8000  # bytes: two comments of 500 letters, six bytes a letter at the worst, and scores


def seal(answer: dict[str, Any], key: bytes) -> str:
    told = json.dumps(answer, ensure_ascii=False).encode()
    if len(told) > LENGTH:
        raise ValueError("An answer of a pulse is longer than its seal.")
    return _fernet(key).encrypt_at_time(told.ljust(LENGTH), 0).decode()


def unseal(sealed: str, key: bytes) -> dict[str, Any]:
    """Raises `KeyLostError` where another key has sealed it."""
    try:
        answer: dict[str, Any] = json.loads(_fernet(key).decrypt(sealed.encode()))
    except InvalidToken as error:
        raise KeyLostError from error
    return answer


def _fernet(key: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(part(key, PURPOSE)))
