"""Bytes to text to rows: encoding, delimiter and columns are found out, cells are checked."""

import codecs
import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orgs.roster.columns import COLUMNS, REQUIRED, recognise
from orgs.roster.problem import Problem, RosterError

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 5_000
MAX_PROBLEMS = 200
DELIMITERS = ",;\t"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


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


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with their marks, else UTF-8, else Windows' own.

    Turkish and German offices save as Windows-1254 and -1252, which agree in all their letters.
    """
    if len(content) > MAX_BYTES:
        raise RosterError(_("The file is larger than 5 MB. Take out columns that are not needed."))
    if content.startswith(WORKBOOKS):
        raise RosterError(_("This is an Excel workbook. Save it as “CSV UTF-8” and choose that."))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(content, "cp1254")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise RosterError(
            _("The letters of this file cannot be read. Save it as “CSV UTF-8” and choose that.")
        ) from None


def read(text: str) -> Roster:
    """The rows of a roster with everything that is wrong in single cells."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise RosterError(_("This is not a text file. Save the table as “CSV UTF-8”."))
    if not text.strip():
        raise RosterError(_("The file is empty."))
    delimiter = max(DELIMITERS, key=lambda letter: len(_recognised(_header(text, letter))))
    records = _records(text, delimiter)
    header, body = records[0], records[1:]
    _check_size(body)
    keys = [recognise(name) for name in header]
    roster = Roster(
        delimiter=delimiter,
        columns=[key for key in keys if key],
        ignored=[name for name, key in zip(header, keys, strict=True) if not key and name],
    )
    _check_header(header, keys)
    for number, cells in enumerate(body, start=2):
        if any(cells):
            _read_row(roster, number, keys, cells)
    return roster


def _header(text: str, delimiter: str) -> list[str]:
    first = io.StringIO(text.lstrip("\n"), newline="")
    try:
        return [_clean(cell) for cell in next(csv.reader(first, delimiter=delimiter), [])]
    except csv.Error:
        return []


def _recognised(header: list[str]) -> set[str]:
    return {key for key in map(recognise, header) if key}


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter)
    try:
        return [[_clean(cell) for cell in record] for record in reader]
    except csv.Error:
        raise RosterError(
            _("Line %(line)s cannot be read as a table: look for a quotation mark without its end.")
            % {"line": reader.line_num}
        ) from None


def _clean(cell: str) -> str:
    """One form of each letter, and one space between words."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


def _check_size(body: list[list[str]]) -> None:
    filled = sum(any(cells) for cells in body)
    if not filled:
        raise RosterError(_("There is a header but nobody below it."))
    if filled > MAX_ROWS:
        raise RosterError(
            _("There are more than %(most)s people in it. Split the file.") % {"most": MAX_ROWS}
        )


def _check_header(header: list[str], keys: list[str | None]) -> None:
    missing = [str(COLUMNS[name].label) for name in REQUIRED if name not in keys]
    if missing:
        raise RosterError(
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
            raise RosterError(
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
