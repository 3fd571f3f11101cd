"""Words that order work instead of naming a direction or a result (B4; G5 for key results).

A text may be in any of the program's languages, whatever language its writer reads, so each is
tried: the verb is looked for where that language has it, first in English, first, second or last in
German, last in Turkish. It is a hint for people who write, made to miss some rather than to nag:
whoever calls it gives advice and refuses nothing.
"""

import re
import unicodedata
from itertools import pairwise

from core.text import fold
from themes.focus.wording import english, german, turkish

_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"  # with marks that stay apart, as in lowered İ
WORD = re.compile(rf"{_LETTERS}(?:[-’']{_LETTERS})*")
CLAUSE = re.compile(r"[,.;:!?()–—]+")
LANGUAGES = (english, german, turkish)
AROUND = {word for language in LANGUAGES for word in fold(language.AROUND).split()}
TIMELY = [f" {fold(line)} " for each in LANGUAGES for line in each.TIMELY.split("\n") if line]
DONE = re.compile(f"(?:t|{turkish.PASSIVE})$")  # "fertiggestellt", "teslim edilmesi"
HEADING = 4  # words at the most; a noun with more around it says something else


def delivery(text: str) -> str:
    """The words of a text that order work, as they are written ("führen … ein"), or ""."""
    clauses = _clauses(text)
    for language in LANGUAGES:
        for place, (words, plain) in enumerate(clauses):
            first, last = place == 0, place == len(clauses) - 1
            if spots := language.find(plain, first=first, last=last):
                return _quoted(words, spots)
    return ""


def delivered(text: str) -> str:
    """As `delivery`, for key results: nouns of work count too ("Launch of …", "CRM-Einführung").

    What is done in time is an outcome and no delivery ("Aynı gün teslim edilen siparişler").
    """
    clauses, found = _clauses(text), delivery(text)
    said = [f" {' '.join(plain)} " for _words, plain in clauses]
    timely = any(words in part for words in TIMELY for part in said)
    if not clauses or (timely and (not found or DONE.search(fold(found)))):
        return ""
    words, plain = clauses[0]
    heading = len(plain) <= HEADING and not AROUND & set(plain)
    nouns = (language.find_noun(plain, heading=heading) for language in LANGUAGES)
    return found or _quoted(words, next(filter(None, nouns), []))


def _clauses(text: str) -> list[tuple[list[str], list[str]]]:
    """The words of each clause, as they are written and folded."""
    parts = CLAUSE.split(unicodedata.normalize("NFC", text))
    found = [words for part in parts if (words := WORD.findall(part))]
    return [(words, [fold(word) for word in words]) for words in found]


def _quoted(words: list[str], spots: list[int]) -> str:
    """The words at those places, with dots where something stands between them."""
    said = words[spots[0]] if spots else ""
    for before, spot in pairwise(spots):
        said += f" {words[spot]}" if spot == before + 1 else f" … {words[spot]}"
    return said
