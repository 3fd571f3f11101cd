"""The words of an OKR set as the quality check takes them."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class KeyResultWords:
    """A key result as the team wrote it; `steps` are the words of a milestone's steps."""

    title: str
    kind: str
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    source: str = ""
    every_weeks: int = 2
    counter_metric: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class ObjectiveWords:
    text: str
    key_results: tuple[KeyResultWords, ...] = ()


@dataclass(frozen=True)
class SetWords:
    """What is checked, with the days of its cycle.

    `enough` is the team's answer to "If all key results are met, is the objective met?" for these
    very words: `None` as long as nobody has answered.
    """

    starts_on: date
    ends_on: date
    objectives: tuple[ObjectiveWords, ...] = field(default=())
    enough: bool | None = None

    @property
    def key_results(self) -> list[KeyResultWords]:
        return [kr for objective in self.objectives for kr in objective.key_results]


def fingerprint(words: SetWords) -> str:
    """Of all that the team's answer is about: other words or numbers ask for another answer."""
    content = [(each.text, [_content(kr) for kr in each.key_results]) for each in words.objectives]
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _content(kr: KeyResultWords) -> tuple[object, ...]:
    numbers = (kr.baseline, kr.target, kr.low, kr.high)
    return (kr.title, kr.kind, kr.unit, *map(_plain, numbers), kr.steps)


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(Decimal(number).normalize(), "f")
