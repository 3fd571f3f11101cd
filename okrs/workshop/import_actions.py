"""What a team worked out on paper becomes its OKR set, by the same deeds as on the screens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.tables import Problem, TableError
from core.text import fold
from okrs.confidence.actions import round_record
from okrs.key_results import formatting
from okrs.key_results.actions import key_result_save
from okrs.models import Confidence, KeyResult, Objective
from okrs.sets.actions import objective_save, set_open
from okrs.workshop.import_sheet import KEY_RESULT, OBJECTIVE, STEP, Row, label, read
from orgs.models import Person
from teams.models import Team

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class Entry:
    """What happens to one line of the sheet, and how its numbers were read."""

    row: Row
    state: str
    said: str = ""


@dataclass
class Report:
    """What came in, or would; with problems nothing did."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def results_import(*, team: Team, text: str, by: Person, write: bool) -> Report:
    """Write the objective, key results, steps and counts of confidence of a filled-in sheet.

    All of it or nothing. Without `write` the same is done and taken back, so that the preview meets
    every refusal. A key result is recognised by its words; an empty cell leaves things as they are.
    Raises `TableError` when the text is no sheet, or the set is agreed already.
    """
    found = read(text)
    report = Report(problems=found.problems)
    if report.problems:
        return report
    with transaction.atomic():
        okr_set = set_open(team=team, by=by)
        if okr_set.agreed:
            raise TableError(
                _("The OKR set is agreed already. Change it on its page, and say why it changes.")
            )
        _Writing(report, team, by, okr_set.objectives.first()).all(found.rows)
        if report.problems or not write:
            transaction.set_rollback(True)
    return report


class _Writing:
    """Line by line; the steps of a key result are below it."""

    def __init__(self, report: Report, team: Team, by: Person, objective: Objective | None) -> None:
        self.report, self.team, self.by, self.objective = report, team, by, objective
        self.worded = False
        people = Person.objects.filter(memberships__team=team, memberships__left_on=None)
        self.people = {fold(name): p for p in people for name in (p.name, p.email)}
        rows = KeyResult.objects.filter(objective__okr_set__team=team).prefetch_related("steps")
        self.known = {fold(row.title): row for row in rows}

    def all(self, rows: list[Row]) -> None:
        for row, steps in _grouped(rows):
            if row.what == OBJECTIVE:
                self._try(row, partial(self._objective, row))
            elif row.what == KEY_RESULT:
                self._try(row, partial(self._key_result, row, steps))
            else:
                self._refuse(row, "what", _("A step stands below its key result."))

    def _objective(self, row: Row) -> Entry:
        if self.worded:
            sentence = _("One objective. Write a second one on the page, with its reason.")
            raise ValidationError({"words": sentence})
        self.worded, before = True, self.objective
        old = before.text if before else ""
        self.objective = objective_save(
            okr_set=set_open(team=self.team, by=self.by),
            by=self.by,
            text=row.words,
            note=before.note if before else "",
            objective=before,
        )
        return Entry(row, NEW if before is None else SAME if old == row.words else CHANGED)

    def _key_result(self, row: Row, steps: list[Row]) -> Entry:
        if self.objective is None:
            raise ValidationError({"what": _("Write the objective in a line above.")})
        known = self.known.get(fold(row.words))
        counts = {word: row.values[word] for word in Confidence.values if word in row.values}
        values = {k: v for k, v in row.values.items() if k not in {*counts, "weight"}}
        if "owner" in values:
            values["owner"] = self._member(values["owner"])
        if known is None and "kind" not in values:
            raise ValidationError({"kind": _("Write what the number shall do.")})
        before = _said(known) if known else None
        saved = key_result_save(
            objective=known.objective if known else self.objective,
            by=self.by,
            key_result=known,
            fields={"title": row.words, **values},
            steps=[(r.words, r.values.get("weight", 1)) for r in steps] or None,
        )
        voted = bool(counts) and round_record(key_result=saved, counts=counts)
        changed = voted or before != _said(saved)
        state = NEW if before is None else CHANGED if changed else SAME
        return Entry(row, state, f"{saved.get_kind_display()}: {formatting.from_to(saved)}")

    def _member(self, words: str) -> Person:
        found = self.people.get(fold(words))
        if found is None:
            raise ValidationError({"owner": _("Choose somebody who is in the team.")})
        return found

    def _try(self, row: Row, write: Callable[[], Entry]) -> None:
        try:
            with transaction.atomic():
                self.report.entries.append(write())
        except ValidationError as refused:
            messages: dict[str, Any] = (
                refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
            )
            for name, sentences in messages.items():
                for sentence in sentences:
                    self._refuse(row, name, sentence)

    def _refuse(self, row: Row, name: str, sentence: str) -> None:
        value = row.words if label(name) in {"", label("words")} else row.values.get(name, "")
        self.report.problems.append(Problem(row.number, label(name), str(value), sentence))


def _grouped(rows: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Every line with the steps below it; a step without a key result above stands alone."""
    groups: list[tuple[Row, list[Row]]] = []
    for row in rows:
        if row.what == STEP and groups and groups[-1][0].what == KEY_RESULT:
            groups[-1][1].append(row)
        else:
            groups.append((row, []))
    return groups


def _said(row: KeyResult) -> tuple[Any, ...]:
    names = [f.attname for f in KeyResult._meta.concrete_fields if f.name != "first_confidence"]
    steps = tuple(row.steps.values_list("text", "weight"))
    return (*(getattr(row, name) for name in names), steps)
