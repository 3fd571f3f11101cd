"""Bytes to text to a table: encoding and delimiter are found out; what is wrong is said for people.

For what comes in from files and pasted lines: the roster, the results of a workshop.
"""

import codecs
import csv
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.text import fold

MAX_BYTES = 5 * 1024 * 1024
DELIMITERS = ",;\t"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SHOWN = 80
KELVIN = "\u212a"

Recognise = Callable[[str], str | None]
"""The column that a header means, or nothing."""


class TableError(Exception):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Problem:
    """One cell that keeps a table from being written. The header is row 1, as in a spreadsheet."""

    row: int
    column: str
    value: str
    reason: str | Promise

    @property
    def shown(self) -> str:
        """The value, cut where nobody would read on."""
        return self.value if len(self.value) <= SHOWN else f"{self.value[:SHOWN]}…"


@dataclass(frozen=True)
class Table:
    """Clean cells as they stand in the file, the header apart."""

    delimiter: str
    header: list[str]
    body: list[list[str]]


@dataclass(frozen=True)
class Column:
    """One column: its words for people, how a cell is read, and other names it goes by."""

    label: str | Promise
    read: Callable[[str], Any]
    names: tuple[str, ...]
    required: bool = False


def decode(content: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with their marks, else UTF-8, else Windows' own.

    Turkish and German offices save as Windows-1254 and -1252, which agree in all their letters.
    """
    if len(content) > MAX_BYTES:
        raise TableError(_("The file is larger than 5 MB. Take out columns that are not needed."))
    if content.startswith(WORKBOOKS):
        raise TableError(_("This is an Excel workbook. Save it as “CSV UTF-8” and choose that."))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode(content, "cp1254")


def table(text: str, recognise: Recognise) -> Table:
    """The cells of a text, parted by the delimiter that makes most of its header known."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise TableError(_("This is not a text file. Save the table as “CSV UTF-8”."))
    if not text.strip():
        raise TableError(_("The file is empty."))
    delimiter = max(DELIMITERS, key=lambda letter: len(_known(_header(text, letter), recognise)))
    records = _records(text, delimiter)
    return Table(delimiter, records[0], records[1:])


def text(most: int) -> Callable[[str], str]:
    """A line of text as people wrote it, without the spaces around it."""

    def read(cell: str) -> str:
        if cell.startswith(("=", "@")):
            raise ValueError(_("This is a formula. Save the file with values instead."))
        if len(cell) > most:
            raise ValueError(_("This is longer than %(most)s letters.") % {"most": most})
        if any(unicodedata.category(letter) == "Cc" for letter in cell):
            raise ValueError(_("There is a character in it that cannot be shown."))
        return cell

    return read


def clean(cell: str) -> str:
    """One form of each letter, and one space between words.

    The sign of the kelvin stays: as a K it would make another e-mail.
    """
    parts = (unicodedata.normalize("NFC", part) for part in cell.split(KELVIN))
    return " ".join(KELVIN.join(parts).split())


def bare(header: str) -> str:
    """A header without case, accents and punctuation."""
    return "".join(letter for letter in fold(header) if letter.isalnum())


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise TableError(
            _("The letters of this file cannot be read. Save it as “CSV UTF-8” and choose that.")
        ) from None


def _header(text: str, delimiter: str) -> list[str]:
    first = io.StringIO(text.lstrip("\n"), newline="")
    try:
        return [clean(cell) for cell in next(csv.reader(first, delimiter=delimiter), [])]
    except csv.Error:
        return []


def _known(header: list[str], recognise: Recognise) -> set[str]:
    return {key for key in map(recognise, header) if key}


def _records(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text.lstrip("\n"), newline=""), delimiter=delimiter)
    try:
        return [[clean(cell) for cell in record] for record in reader]
    except csv.Error:
        raise TableError(
            _("Line %(line)s cannot be read as a table: look for a quotation mark without its end.")
            % {"line": reader.line_num}
        ) from None
