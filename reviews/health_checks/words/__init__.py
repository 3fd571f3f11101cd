"""What a health check asks about: one file a language, all of the same shape and order."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Dimension:
    """What it is about, and how it is where it is good and where it needs care."""

    title: str
    green: str
    red: str


@cache
def dimensions(language: str) -> dict[str, Dimension]:
    told = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return {name: Dimension(**fields) for name, fields in told.items()}
