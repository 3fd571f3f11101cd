"""The roster file: what HR exports, read without writing anything."""

from orgs.roster.columns import COLUMNS, REQUIRED
from orgs.roster.reading import MAX_ROWS, Roster, Row, read

__all__ = ["COLUMNS", "MAX_ROWS", "REQUIRED", "Roster", "Row", "read"]
