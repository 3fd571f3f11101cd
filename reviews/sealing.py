"""Answers of a pulse as nobody can read them who has the database alone.

Sealed with the server's secret; an older secret still opens (`SECRET_KEY_FALLBACKS`). A seal holds
no time, and all seals are equally long: neither says which one is new, nor how much was written.
"""

import json
from typing import Any

from orgs.sealing import keys

SALT = "sunhand.pulse"
LENGTH = 8000  # bytes: two comments of 500 letters, six bytes a letter at the worst, and scores


def seal(answer: dict[str, Any]) -> str:
    told = json.dumps(answer, ensure_ascii=False).encode()
    if len(told) > LENGTH:
        raise ValueError("An answer of a pulse is longer than its seal.")
    return keys(SALT).encrypt_at_time(told.ljust(LENGTH), 0).decode()


def unseal(sealed: str) -> dict[str, Any]:
    """Raises `cryptography.fernet.InvalidToken` where the server's secret has changed."""
    answer: dict[str, Any] = json.loads(keys(SALT).decrypt(sealed.encode()))
    return answer
