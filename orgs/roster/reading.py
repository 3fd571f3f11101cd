"""A table to the rows of a roster: columns are found out, cells are checked."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.tables import Problem, TableError, table
from orgs.roster.columns import COLUMNS, REQUIRED, recognise

MAX_ROWS = 5_000
MAX_PROBLEMS = 200


@dataclass(frozen=True)
class Row:
    """One person as the file has them; `number` is the row that a spreadsheet shows."""

    number: int
    values: dict[str, Any]


@dataclass
class Roster:
    """The file: how it was read, its rows, and what is wrong with it."""

    delimiter: str
    columns: list[str]
    ignored: list[str]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(text: str) -> Roster:
    """The rows of a roster with everything that is wrong in single cells."""
    found = table(text, recognise)
    header, body = found.header, found.body
    _check_size(body)
    keys = [recognise(name) for name in header]
    roster = Roster(
        delimiter=found.delimiter,
        columns=[key for key in keys if key],
        ignored=[name for name, key in zip(header, keys, strict=True) if not key and name],
    )
    _check_header(header, keys)
    for number, cells in enumerate(body, start=2):
        if any(cells):
            _read_row(roster, number, keys, cells)
    return roster


def _check_size(body: list[list[str]]) -> None:
    filled = sum(any(cells) for cells in body)
    if not filled:
        raise TableError(_("There is a header but nobody below it."))
    if filled > MAX_ROWS:
        raise TableError(
            _("There are more than %(most)s people in it. Split the file.") % {"most": MAX_ROWS}
        )


def _check_header(header: list[str], keys: list[str | None]) -> None:
    missing = [str(COLUMNS[name].label) for name in REQUIRED if name not in keys]
    if missing:
        raise TableError(
            ngettext(
                "The first row must name the columns. This one is missing: %(names)s.",
                "The first row must name the columns. These are missing: %(names)s.",
                len(missing),
            )
            % {"names": ", ".join(missing)}
        )
    counted = Counter(key for key in keys if key)
    for key, times in counted.items():
        if times > 1:
            twice = [name for name, found in zip(header, keys, strict=True) if found == key]
            raise TableError(
                _("Two columns mean the same: %(names)s. Take one out.")
                % {"names": ", ".join(twice)}
            )


def _read_row(roster: Roster, number: int, keys: list[str | None], cells: list[str]) -> None:
    if len(cells) > len(keys):
        extra = roster.delimiter.join(cells[len(keys) :])
        reason = _("This row has more cells than the first one. Put quotation marks around text.")
        if any(cells[len(keys) :]):
            _complain(roster, Problem(number, "", extra, reason))
            return
    values: dict[str, Any] = {}
    padded = [*cells, *[""] * (len(keys) - len(cells))]
    for key, cell in zip(keys, padded, strict=False):
        if key:
            _read_cell(roster, number, key, cell, values)
    roster.rows.append(Row(number, values))


def _read_cell(roster: Roster, number: int, key: str, cell: str, values: dict[str, Any]) -> None:
    column = COLUMNS[key]
    label = str(column.label)
    if column.required and not cell:
        _complain(roster, Problem(number, label, "", _("This cell is empty.")))
        return
    try:
        values[key] = column.read(cell)
    except ValueError as wrong:
        _complain(roster, Problem(number, label, cell, str(wrong)))


def _complain(roster: Roster, problem: Problem) -> None:
    if len(roster.problems) < MAX_PROBLEMS:
        roster.problems.append(problem)
