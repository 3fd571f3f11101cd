"""What a theme may tell its chat: one definition a kind, entered by the floor that knows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from core.registry import Registry

MOST_LINES, LONGEST = 20, 300


@dataclass(frozen=True)
class Said:
    """One piece of news of a theme, in the active language, with nothing private in it.

    It is news from `at` until `until`. `about` is the row in question ("teams.call:3"), `url` the
    page where it is read, by whoever may read it there.
    """

    theme_id: int
    about: str
    title: str
    url: str
    action: str
    at: datetime
    until: datetime
    lines: list[str] = field(default_factory=list)

    @property
    def told(self) -> list[str]:
        """As much as fits into a chat; the page has the rest."""
        return [line[:LONGEST] for line in self.lines[:MOST_LINES]]


@dataclass(frozen=True)
class News:
    """A kind of news. `rows(now)` finds what is news now, of all themes, in set-based queries."""

    kind: str
    rows: Callable[[datetime], Iterable[Said]]


news: Registry[News] = Registry()
