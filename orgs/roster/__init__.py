"""The roster file: what HR exports, read without writing anything."""

from orgs.roster.columns import COLUMNS, REQUIRED
from orgs.roster.problem import Problem, RosterError
from orgs.roster.reading import MAX_BYTES, MAX_ROWS, Roster, Row, decode, read

__all__ = [
    "COLUMNS",
    "MAX_BYTES",
    "MAX_ROWS",
    "REQUIRED",
    "Problem",
    "Roster",
    "RosterError",
    "Row",
    "decode",
    "read",
]
