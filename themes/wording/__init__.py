"""Words that order work instead of naming a direction or a result (B4; G5 for key results).

A text may be in any of the program's languages, whatever language its writer reads, so each is
tried: the verb is looked for where that language has it, first in English, first, second or last in
German, last in Turkish. It is a hint for people who write, made to miss some rather than to nag:
whoever calls it gives advice and refuses nothing.
"""

import re
from itertools import pairwise

from orgs.text import fold
from themes.wording import english, german, turkish

WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
CLAUSE = re.compile(r"[,.;:!?()–—]+")


def delivery(text: str) -> str:
    """The words of a text that order work, as they are written ("führen … ein"), or ""."""
    clauses = [words for part in CLAUSE.split(text) if (words := WORD.findall(part))]
    folded = [[fold(word) for word in words] for words in clauses]
    for language in (english, german, turkish):
        for words, plain in zip(clauses, folded, strict=True):
            if spots := language.find(plain, first=words is clauses[0], last=words is clauses[-1]):
                return _quoted(words, spots)
    return ""


def _quoted(words: list[str], spots: list[int]) -> str:
    """The words at those places, with dots where something stands between them."""
    said = words[spots[0]]
    for before, spot in pairwise(spots):
        said += f" {words[spot]}" if spot == before + 1 else f" … {words[spot]}"
    return said
