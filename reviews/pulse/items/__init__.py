"""The core items of the pulse: one file a language, the same ids and versions in each (N6).

A changed wording is a new version below the old one, in all languages: trends join equal versions
only, and an old pulse is still shown in the words it asked with. Figures and the list of a pulse
name an item as "big_picture.1".
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
SCALES = {"statements": range(1, 6), "recommendation": range(11), "comments": None}


@dataclass(frozen=True)
class Item:
    """One item as it is asked: `kind` is statements, recommendation or comments."""

    kind: str
    id: str
    version: int
    text: str

    @property
    def key(self) -> str:
        return f"{self.id}.{self.version}"

    @property
    def scale(self) -> range | None:
        return SCALES[self.kind]


@cache
def wordings(language: str) -> dict[str, Item]:
    """Every item in every version by its key, in the order of the file."""
    told = tomllib.loads((HERE / f"{language}.toml").read_text(encoding="utf-8"))
    items = [
        Item(kind, name, int(version), text)
        for kind in SCALES
        for name, versions in told[kind].items()
        for version, text in versions.items()
    ]
    return {item.key: item for item in items}


def current() -> list[str]:
    """The keys that a pulse asks which opens now: the newest version of each item."""
    newest = {item.id: item.key for item in wordings("en").values()}
    return list(newest.values())
