"""OKR 101 in ten minutes: one file a language, all of the same shape.

The self-check keeps nothing: answers come with a POST and leave with its page.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@cache
def lesson(language: str) -> dict[str, Any]:
    """The text of a language: words, sections, examples, questions."""
    return tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Question:
    """One question of the self-check, with what somebody answered (None: left open)."""

    number: int
    text: str
    answers: list[str]
    right: int
    why: str
    chosen: int | None = None

    @property
    def name(self) -> str:
        return f"q{self.number}"

    @property
    def answer(self) -> str:
        return self.answers[self.right]

    @property
    def is_right(self) -> bool:
        return self.chosen == self.right


def questions(told: Mapping[str, Any], given: Mapping[str, str]) -> list[Question]:
    """The questions of a lesson with the answers given ({"q1": "0", …}); nonsense is no answer."""
    return [
        Question(number, chosen=_chosen(given.get(f"q{number}", ""), asked["answers"]), **asked)
        for number, asked in enumerate(told["questions"], start=1)
    ]


def _chosen(said: str, answers: list[str]) -> int | None:
    known = {str(index): index for index in range(len(answers))}
    return known.get(said)
