"""The columns of notes: what moved, what was learned, what stands in the way, what went well."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
FIRST = "achievement"  # where a note of no kind stands


@dataclass(frozen=True)
class Column:
    """One kind of note: its rows, and the line to add one where somebody may.

    `grows`: a line can be opened where it stands, to say more about it.
    """

    kind: str
    rows: Sequence[Any]
    url: str = ""
    text: str = ""
    error: str = ""
    focus: bool = False
    grows: bool = False

    @property
    def title(self) -> Words:
        return _TITLES[self.kind][0]

    @property
    def icon(self) -> Words:
        return _TITLES[self.kind][1]

    @property
    def one(self) -> Words:
        return _TITLES[self.kind][2]

    @property
    def add(self) -> Words:
        return _TITLES[self.kind][3]


def columns(
    achievements: Sequence[Any],
    learnings: Sequence[Any],
    impediments: Sequence[Any],
    *,
    url: str = "",
    bound: Any = None,
) -> list[Column]:
    """The columns; `bound` is the form that was refused, whose words stay where they were typed."""
    rows = {"achievement": achievements, "learning": learnings, "impediment": impediments}
    return [column(kind, rows_of_kind, url, bound) for kind, rows_of_kind in rows.items()]


def column(
    kind: str, rows: Sequence[Any], url: str = "", bound: Any = None, *, grows: bool = False
) -> Column:
    return Column(kind, rows, url, *_typed(bound, kind), grows=grows)


def _typed(bound: Any, kind: str) -> tuple[str, str]:
    """A note of no kind stands in the first column."""
    if bound is None or bound.cleaned_data.get("kind", FIRST) != kind:
        return "", ""
    return bound.data.get("text", ""), sentences_of(bound)


def sentences_of(form: Any) -> str:
    """Everything that is wrong with a form, for a line that has room for a sentence only."""
    return " ".join(str(sentence) for errors in form.errors.values() for sentence in errors)


_TITLES: dict[str, tuple[Words, str, Words, Words]] = {
    "progress": (_("Progress"), "orbit", _("Progress"), _("Add what moved")),
    "achievement": (_("Achievements"), "star", _("Achievement"), _("Add an achievement")),
    "learning": (_("Learnings"), "book", _("Learning"), _("Add a learning")),
    "impediment": (_("Impediments"), "flag", _("Impediment"), _("Add an impediment")),
}
