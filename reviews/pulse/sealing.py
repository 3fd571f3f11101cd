"""A pulse as nobody can read it who has the database and the server's secret alone.

Answers and the list of who has answered are sealed with the key of their pulse
(`reviews.pulse.keys`). A seal holds no time, and all seals of a kind are equally long: neither says
which one is new, nor how much was written, nor how many have answered.
"""

import json
from base64 import urlsafe_b64encode
from typing import Any

from cryptography.fernet import Fernet, InvalidToken

from reviews.pulse.keys import KeyLostError, part

PURPOSE = "answers"
LENGTH = 8000  # bytes: two comments of 500 letters, six bytes a letter at the worst, and scores


def seal(told: Any, key: bytes, *, length: int = LENGTH) -> str:
    written = json.dumps(told, ensure_ascii=False).encode()
    if len(written) > length:
        raise ValueError("What is told is longer than its seal.")
    return _fernet(key).encrypt_at_time(written.ljust(length), 0).decode()


def unseal(sealed: str, key: bytes) -> Any:
    """Raises `KeyLostError` where another key has sealed it."""
    try:
        return json.loads(_fernet(key).decrypt(sealed.encode()))
    except InvalidToken as error:
        raise KeyLostError from error


def _fernet(key: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(part(key, PURPOSE)))
