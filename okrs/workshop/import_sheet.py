"""The results of a workshop that was held on paper: the sheet to fill in, and reading it.

A table of one line each for the objective, a key result, a step of the key result above it. It
comes as CSV, or as a table in Markdown; both are written in the reader's language and read in
English, German and Turkish.
"""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.numbers import parse_decimal, shown
from core.tables import Column, Problem, TableError, bare, table, text
from okrs.models import KeyResult

Kind, Horizon = KeyResult.Kind, KeyResult.Horizon
OBJECTIVE, KEY_RESULT, STEP = "objective", "key_result", "step"
MOST_ROWS, EMPTY_KEY_RESULTS = 100, 4

Names = dict[str, tuple[str | Promise, ...]]
"""What a word is called: as the reader's language says it, then in the three of the product."""

WHAT: Names = {
    OBJECTIVE: (gettext_lazy("objective"), "objective", "ziel", "hedef", "amaç"),
    KEY_RESULT: (gettext_lazy("key result"), "key result", "schlüsselergebnis", "anahtar sonuç"),
    STEP: (gettext_lazy("step"), "step", "schritt", "adım"),
}
KINDS: Names = {
    Kind.INCREASE: (Kind.INCREASE.label, "increase", "steigern", "erhöhen", "artır"),
    Kind.DECREASE: (Kind.DECREASE.label, "decrease", "senken", "verringern", "azalt"),
    Kind.MAINTAIN: (Kind.MAINTAIN.label, "maintain", "halten", "koru"),
    Kind.MILESTONE: (Kind.MILESTONE.label, "milestone", "meilenstein", "kilometre taşı"),
    Kind.BASELINE: (Kind.BASELINE.label, "baseline", "ausgangswert", "başlangıç değeri"),
}
HORIZONS: Names = {
    Horizon.COMMITTED: (Horizon.COMMITTED.label, "committed", "zugesagt", "taahhüt"),
    Horizon.STRETCH: (Horizon.STRETCH.label, "stretch", "ambitioniert", "iddialı"),
}


@dataclass(frozen=True)
class Row:
    """One line of the table with the cells that were filled in."""

    number: int
    what: str
    words: str
    values: dict[str, Any]


@dataclass
class Results:
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def one_of(choices: Names) -> Callable[[str], str]:
    """One of these words, in any of the three languages."""

    def read(cell: str) -> str:
        for value, names in choices.items():
            if bare(cell) in {bare(str(name)) for name in names}:
                return value
        texts = ", ".join(str(names[0]) for names in choices.values())
        raise ValueError(_("Write one of these: %(choices)s.") % {"choices": texts})

    return read


def number(cell: str) -> Decimal:
    try:
        return parse_decimal(cell)
    except ValueError:
        example = shown(Decimal("3.7"))
        sentence = _("This is not a number. Write one, for example %(example)s.")
        raise ValueError(sentence % {"example": example}) from None


def whole(least: int, most: int) -> Callable[[str], int]:
    def read(cell: str) -> int:
        if not (cell.isascii() and cell.isdigit() and len(cell) < 5 and least <= int(cell) <= most):
            sentence = _("Write a whole number, %(least)s to %(most)s.")
            raise ValueError(sentence % {"least": least, "most": most})
        return int(cell)

    return read


COLUMNS: dict[str, Column] = {
    "what": Column(
        gettext_lazy("what"),
        one_of(WHAT),
        ("type", "art", "ne", "tür"),
        required=True,
    ),
    "words": Column(
        gettext_lazy("words"),
        text(300),
        ("title", "text", "wortlaut", "titel", "ifade", "başlık"),
        required=True,
    ),
    "kind": Column(
        gettext_lazy("kind"),
        one_of(KINDS),
        ("wirkung", "yön"),
    ),
    "unit": Column(gettext_lazy("unit"), text(40), ("einheit", "birim")),
    "baseline": Column(
        gettext_lazy("starting value"),
        number,
        ("start", "startwert", "ausgangswert", "başlangıç"),
    ),
    "target": Column(gettext_lazy("target"), number, ("zielwert", "hedef değer")),
    "low": Column(gettext_lazy("lowest"), number, ("niedrigster", "en düşük")),
    "high": Column(gettext_lazy("highest"), number, ("höchster", "en yüksek")),
    "owner": Column(
        gettext_lazy("who measures"),
        text(254),
        ("owner", "wer misst", "kim ölçer"),
    ),
    "source": Column(gettext_lazy("data source"), text(200), ("source", "quelle", "kaynak")),
    "every_weeks": Column(
        gettext_lazy("weeks between measurements"),
        whole(1, 13),
        ("weeks", "wochen", "hafta"),
    ),
    "horizon": Column(
        gettext_lazy("committed or stretch"),
        one_of(HORIZONS),
        ("horizon", "anspruch", "iddia"),
    ),
    "counter_metric": Column(
        gettext_lazy("must not get worse"),
        text(200),
        ("counter metric", "darf nicht schlechter werden", "kötüleşmemeli"),
    ),
    "weight": Column(
        gettext_lazy("weight of the step"),
        whole(1, 100),
        ("weight", "gewicht", "ağırlık"),
    ),
    "confident": Column(
        gettext_lazy("how many are confident"),
        whole(0, 99),
        ("zuversichtlich", "emin"),
    ),
    "unsure": Column(gettext_lazy("how many are unsure"), whole(0, 99), ("unsicher", "kararsız")),
    "doubtful": Column(
        gettext_lazy("how many are doubtful"),
        whole(0, 99),
        ("zweifelnd", "kuşkulu"),
    ),
}


def recognise(header: str) -> str | None:
    heading = bare(header)
    for key, column in COLUMNS.items():
        if heading in {bare(name) for name in (key, str(column.label), *column.names)}:
            return key
    return None


def read(words: str) -> Results:
    """The lines of a filled-in sheet with everything that is wrong in single cells."""
    sheet = table(_from_markdown(words), recognise)
    keys = [recognise(name) for name in sheet.header]
    missing = [str(COLUMNS[key].label) for key in ("what", "words") if key not in keys]
    if missing:
        sentence = _("The first row must name the columns. Missing: %(names)s.")
        raise TableError(sentence % {"names": ", ".join(missing)})
    results = Results()
    for number_, cells in enumerate(sheet.body, start=2):
        filled = {key: cell for key, cell in zip(keys, cells, strict=False) if key and cell}
        if set(filled) - {"what"}:
            _read_row(results, number_, filled)
    if not results.rows and not results.problems:
        raise TableError(_("No line of the sheet is filled in yet."))
    if len(results.rows) > MOST_ROWS:
        raise TableError(_("A sheet has %(most)s lines at the most.") % {"most": MOST_ROWS})
    return results


def blank_csv() -> str:
    """The sheet to fill in; with a semicolon where the comma is the decimal sign."""
    comma = shown(Decimal("0.5"))[1] == ","
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";" if comma else ",")
    writer.writerows(_blank())
    return "\ufeff" + written.getvalue()


def blank_markdown() -> str:
    header, *rows = _blank()
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _blank() -> list[list[str]]:
    header = [str(column.label) for column in COLUMNS.values()]
    whats = [OBJECTIVE, *[KEY_RESULT] * EMPTY_KEY_RESULTS]
    return [header, *([str(WHAT[what][0]), *[""] * (len(header) - 1)] for what in whats)]


def _read_row(results: Results, number_: int, filled: dict[str, str]) -> None:
    values: dict[str, Any] = {}
    for key, cell in filled.items():
        try:
            values[key] = COLUMNS[key].read(cell)
        except ValueError as wrong:
            results.problems.append(Problem(number_, label(key), cell, str(wrong)))
    for key in ("what", "words"):
        if key not in filled:
            results.problems.append(Problem(number_, label(key), "", _("This cell is empty.")))
    if {"what", "words"} <= set(values):
        results.rows.append(Row(number_, values.pop("what"), values.pop("words"), values))


def label(key: str) -> str:
    """The name of a column; of the title of a key result, that of its words."""
    column = COLUMNS.get({"title": "words", "text": "words"}.get(key, key))
    return str(column.label) if column else ""


def _from_markdown(words: str) -> str:
    """A table in Markdown as one with tabs; anything else as it is."""
    lines = [line.strip() for line in words.splitlines() if line.strip().startswith("|")]
    if len(lines) < 2:
        return words
    rows = (_cells(line) for line in lines)
    return "\n".join("\t".join(cells) for cells in rows if not _rule(cells))


def _cells(line: str) -> list[str]:
    bar = "\ue000"
    inner = line.replace("\\|", bar).strip().strip("|")
    return [cell.strip().replace(bar, "|").replace("\t", " ") for cell in inner.split("|")]


def _rule(cells: Iterable[str]) -> bool:
    return all(set(cell) <= set(":-") and cell for cell in cells)
