"""What is wrong with a roster, said so that somebody can mend the file."""

from dataclasses import dataclass

from django.utils.functional import Promise

SHOWN = 80


class RosterError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Problem:
    """One cell that keeps the roster from being written. The header is row 1, as in a table."""

    row: int
    column: str
    value: str
    reason: str | Promise

    @property
    def shown(self) -> str:
        """The value, cut where nobody would read on."""
        return self.value if len(self.value) <= SHOWN else f"{self.value[:SHOWN]}…"
