"""Key results of an OKR set: written, reworded, taken out, and starting values once learned."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from okrs.initiatives.actions import refuse_last_target
from okrs.key_results.lineage import continuable
from okrs.models import KeyResult, Objective, Step
from okrs.sets.actions import changing
from okrs.status import counting
from okrs.status.progress import check_direction, inside
from orgs.models import Person
from teams.models import Team

Kind = KeyResult.Kind
Steps = Sequence[tuple[str, int]]

MOST_KEY_RESULTS = 5
FIELDS = {
    "title",
    "kind",
    "unit",
    "baseline",
    "target",
    "low",
    "high",
    "owner",
    "source",
    "every_weeks",
    "horizon",
    "counter_metric",
    "previous",
}
NUMBERS = {"baseline", "target", "low", "high"}
USED: dict[str, set[str]] = {
    Kind.INCREASE: {"baseline", "target"},
    Kind.DECREASE: {"baseline", "target"},
    Kind.MAINTAIN: {"low", "high"},
    Kind.MILESTONE: set(),
    Kind.BASELINE: {"baseline"},
}


def unused_by(kind: str) -> set[str]:
    """The numbers that a kind does not use."""
    return NUMBERS - USED.get(kind, NUMBERS)


def key_result_save(
    *,
    objective: Objective,
    by: Person,
    fields: Mapping[str, Any],
    steps: Steps | None = None,
    key_result: KeyResult | None = None,
    reason: str = "",
) -> KeyResult:
    """Write a key result; what its kind does not use is emptied. Steps `None` stay as they are."""
    with changing(objective.okr_set, by=by, reason=reason) as locked:
        own = locked.objectives.get(pk=objective.pk)
        row = own.key_results.get(pk=key_result.pk) if key_result else _new(own)
        measured = key_result is not None and row.measurements.exists()
        _refuse_other_kind(row, fields.get("kind", row.kind), measured)
        for name, value in fields.items():
            if name not in FIELDS:
                raise TypeError(f"A key result has no field {name}.")
            setattr(row, name, value)
        _empty_unused(row)
        _check(row, locked.team)
        row.save()
        _write_steps(row, steps)
        return row


def key_result_remove(*, key_result: KeyResult, by: Person, reason: str = "") -> None:
    """Take a key result out, as long as nobody has measured it."""
    with changing(key_result.objective.okr_set, by=by, reason=reason):
        row = KeyResult.objects.select_for_update(of=("self",)).get(pk=key_result.pk)
        if row.measurements.exists():
            raise ValidationError(
                _("It was measured already, so it stays. You can reword it and say why.")
            )
        refuse_last_target([row])
        row.delete()


def baseline_keep(*, key_result: KeyResult, by: Person) -> KeyResult:
    """The value a team has learned becomes the starting value of its key result."""
    reason = _("We have learned the starting value.")
    with changing(key_result.objective.okr_set, by=by, reason=reason):
        row: KeyResult = KeyResult.objects.select_for_update(of=("self",)).get(pk=key_result.pk)
        if row.kind != Kind.BASELINE:
            raise ValidationError(_("This key result has its starting value already."))
        measurements = counting(row.measurements.all())
        if not measurements:
            raise ValidationError(_("Measure it first: then the starting value is known."))
        row.baseline = measurements[-1].value
        row.save(update_fields=["baseline"])
        return row


def _new(objective: Objective) -> KeyResult:
    rows = objective.key_results.all()
    if rows.count() >= MOST_KEY_RESULTS:
        raise ValidationError(_("An objective has five key results at the most. Two to four do."))
    last = rows.aggregate(last=Max("position"))["last"] or 0
    return KeyResult(objective=objective, position=last + 1)


def _refuse_other_kind(row: KeyResult, kind: str, measured: bool) -> None:
    """Values are kept in the unit they were measured in; steps have no unit."""
    if measured and kind != row.kind and Kind.MILESTONE in {kind, row.kind}:
        raise ValidationError(
            {"kind": _("It was measured already: numbers and steps do not fit each other.")}
        )


def _empty_unused(row: KeyResult) -> None:
    for name in unused_by(row.kind):
        setattr(row, name, None)
    if row.kind == Kind.MILESTONE:
        row.unit = ""


def _check(row: KeyResult, team: Team) -> None:
    row.clean_fields(exclude={"organisation", "objective", "owner", "previous"})
    _check_numbers(row)
    if row.owner_id and not team.memberships.filter(left_on=None, person=row.owner_id).exists():
        raise ValidationError({"owner": _("Choose somebody who is in the team.")})
    _check_series(row, team)


def _check_series(row: KeyResult, team: Team) -> None:
    """What continues another key result counts the same in the same unit."""
    before = row.previous
    if before is None:
        return
    if not continuable(team).filter(pk=before.pk).exists():
        raise ValidationError({"previous": _("Choose an earlier key result of this focus area.")})
    if before.continued_by.exclude(pk=row.pk).exists():
        raise ValidationError({"previous": _("Another key result continues it already.")})
    if (before.kind == Kind.MILESTONE) != (row.kind == Kind.MILESTONE):
        raise ValidationError({"previous": _("Numbers and steps do not make one series.")})
    if before.unit.strip() != row.unit.strip():
        sentence = _("It was counted in “%(before)s”, this one in “%(now)s”: one series, one unit.")
        params = {"before": before.unit or "–", "now": row.unit or "–"}
        raise ValidationError({"previous": sentence % params})


def _check_numbers(row: KeyResult) -> None:
    if row.kind in {Kind.INCREASE, Kind.DECREASE}:
        _refuse_missing(row, "baseline", "target")
        _refuse_wrong(lambda: check_direction(row.kind, baseline=row.baseline, target=row.target))
    if row.kind == Kind.MAINTAIN:
        _refuse_missing(row, "low", "high")
        low, high = row.low, row.high
        if low is not None and high is not None:
            _refuse_wrong(lambda: inside(low, low=low, high=high), field="high")


def _refuse_missing(row: KeyResult, *names: str) -> None:
    sentences = {
        "baseline": _("Write the starting value, or choose “Learn the starting value”."),
        "target": _("Write the target."),
        "low": _("Write the lowest value that is still good."),
        "high": _("Write the highest value that is still good."),
    }
    missing = {name: sentences[name] for name in names if getattr(row, name) is None}
    if missing:
        raise ValidationError(missing)


def _refuse_wrong(check: Any, field: str = "target") -> None:
    try:
        check()
    except ValueError as wrong:
        raise ValidationError({field: str(wrong)}) from wrong


def _write_steps(row: KeyResult, steps: Steps | None) -> None:
    """Write the steps in their order; what is done stays done where the words or the place stay."""
    if row.kind != Kind.MILESTONE:
        row.steps.all().delete()
        return
    existing = list(row.steps.all())
    texts_and_weights = [(s.text, s.weight) for s in existing] if steps is None else list(steps)
    if not texts_and_weights:
        raise ValidationError({"steps": _("Write at least one step.")})
    texts = {text for text, _weight in texts_and_weights}
    same = {step.text: step for step in existing}
    reworded = {step.position: step for step in existing if step.text not in texts}
    rows = [
        _step(same.pop(text, None) or reworded.pop(place, None), row, place, text, weight)
        for place, (text, weight) in enumerate(texts_and_weights, start=1)
    ]
    row.steps.exclude(pk__in=[step.pk for step in rows]).delete()


def _step(existing: Step | None, row: KeyResult, position: int, text: str, weight: int) -> Step:
    if weight < 1:
        raise ValidationError({"steps": _("A step weighs 1 or more.")})
    step = existing or Step(key_result=row)
    step.position, step.text, step.weight = position, text.strip(), weight
    step.clean_fields(exclude={"organisation", "key_result"})
    step.save()
    return step
