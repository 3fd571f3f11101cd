"""Sentences in three languages, and a set that the quality check leaves in peace."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from okrs.quality.check import check
from okrs.quality.words import KeyResultWords, ObjectiveWords, SetWords

SENTENCES = Path(__file__).parent / "sentences"
LANGUAGES = ("en", "de", "tr")
PEACEFUL = {"objective", "key_result"}


class Sentence(NamedTuple):
    """What is to be found in it: the item and its words, or nothing."""

    item: str
    found: str
    text: str


def sentences(language: str) -> Iterator[Sentence]:
    for line in (SENTENCES / f"{language}.txt").read_text().splitlines():
        if not line.startswith("#"):
            yield Sentence(*(part.strip() for part in line.split("|")))


ALL = [sentence for language in LANGUAGES for sentence in sentences(language)]
SHARE = KeyResultWords(
    "First-visit resolution",
    "increase",
    unit="%",
    baseline=Decimal(62),
    target=Decimal(74),
    source="job system",
)
FINE = SetWords(
    starts_on=date(2026, 4, 6),
    ends_on=date(2026, 7, 5),
    objectives=(ObjectiveWords("Technicians solve it at the first visit", (SHARE, SHARE)),),
    enough=True,
)


def verdicts(words: SetWords) -> list[tuple[str, str]]:
    return [(item.name, item.word) for item in check(words)]
