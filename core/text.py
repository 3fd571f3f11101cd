"""How text is folded, for e-mails and keys and by the eye for search; capitals."""

import unicodedata

from django.utils.text import capfirst
from django.utils.translation import get_language

# Dotless and dotted i are one letter to somebody who searches; so are ß and ss, ø and o.
_ALIKE = str.maketrans(
    {"ı": "i", "İ": "i", "I": "i", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae"}
)


def fold_email(email: str) -> str:
    """E-mails are compared by invariant lower case, whatever the language of the reader.

    Dotted İ is somebody's Turkish keyboard. Every other letter that merely becomes one of ASCII,
    such as the sign of the kelvin, makes another address, which may be another's.
    """
    return "".join(map(_lowered, email.strip().replace("İ", "i")))


def _lowered(letter: str) -> str:
    lower = letter.lower()
    return letter if lower.isascii() and not letter.isascii() else lower


def fold(text: str) -> str:
    """The searchable form, without accents: "İstanbul", "ISTANBUL" and "ıstanbul" agree."""
    lowered = text.strip().translate(_ALIKE).lower().translate(_ALIKE)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def capital(words: str) -> str:
    """Words that begin a sentence; in Turkish, the capital of i is İ."""
    if words.startswith("i") and (get_language() or "").startswith("tr"):
        return f"İ{words[1:]}"
    return capfirst(words)


def lines(text: str | None) -> list[str]:
    """What stands in a text, line by line, without the empty ones."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
