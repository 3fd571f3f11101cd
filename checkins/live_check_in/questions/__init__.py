"""What a facilitator may ask about a key result: one file a language, all of the same shape.

The questions are about key results and about a team's set, never about a person (K8, K10).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from okrs.status import KeyResultStatus

HERE = Path(__file__).parent
REACHED = 1


@dataclass(frozen=True)
class Situation:
    """How something stands, and what is worth asking then."""

    title: str
    ask: list[str]


@cache
def situations(language: str) -> dict[str, Situation]:
    content = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: Situation(**fields) for name, fields in content.items()}


def situation_of(status: KeyResultStatus) -> str:
    """Which questions fit a key result since the last check-in; "" where nothing stands out."""
    if status.latest is None or status.latest is status.before:
        return "no_data"
    points = None if status.change is None else round(status.change * 100)
    if status.confidence_fell or (points or 0) < 0:
        return "fell"
    if status.raw is not None and status.raw >= REACHED:
        return "over"
    return "flat" if points == 0 else ""
