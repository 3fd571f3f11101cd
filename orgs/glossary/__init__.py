"""The words of the method in each language, and what an organisation calls them instead.

The own words of an organisation stand in its row, which every request has read already: nothing
more is asked of the database, whether it renamed thirty words or none.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django_scopes import get_scope

from core import languages

HERE = Path(__file__).parent
MOST_LETTERS = 60


@dataclass(frozen=True)
class Term:
    """A word of the method with its plain meaning; `many` where one speaks of several."""

    key: str
    word: str
    means: str
    many: str = ""


@cache
def terms(language: str) -> dict[str, Term]:
    """The words of a language by key, in the order of the program's life."""
    told = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {key: Term(key, **fields) for key, fields in told.items()}


def renamed(language: str) -> dict[str, dict[str, str]]:
    """What the current organisation calls the words: `{"key_result": {"one": …, "many": …}}`."""
    organisation = get_scope().get("organisation")
    return {} if organisation is None else organisation.terms.get(language, {})


def called(text: str, key: str, number: str = "one") -> str:
    """The organisation's own word in the active language, or `text` where it renamed nothing.

    For headings, labels and crumbs that consist of the word alone: inside a sentence a word may
    have to be inflected, which no setting can do.
    """
    return renamed(languages.active()).get(key, {}).get(number, text)
