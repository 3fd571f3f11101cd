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
    told = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: Situation(**fields) for name, fields in told.items()}


def situation_of(found: KeyResultStatus) -> str:
    """Which questions fit a key result since the last check-in; "" where nothing stands out."""
    if found.latest is None or found.latest is found.before:
        return "no_data"
    moved = None if found.change is None else round(found.change * 100)
    if found.confidence_fell or (moved or 0) < 0:
        return "fell"
    if found.raw is not None and found.raw >= REACHED:
        return "over"
    return "flat" if moved == 0 else ""
