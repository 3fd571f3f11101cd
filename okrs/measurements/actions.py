"""Measuring a key result: a value, a confidence, an optional line."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.registry import Registry
from okrs.models import Confidence, KeyResult, Measurement, OKRSet, Step
from okrs.status import KeyResultStatus, counting
from okrs.status.progress import milestones
from orgs.models import Person
from teams.models import Team

EARLIEST = timedelta(days=28)  # before the cycle: a starting value is often measured then
LARGEST, PLACES = Decimal(10) ** 12, 4

on_measured: Registry[Callable[[Team], object]] = Registry()
"""Who shows a team's values and is told that it has measured."""


class NewerMeasurement(Exception):
    """Somebody else measured while this value was typed; both are kept until a person chooses."""

    def __init__(self, latest: Measurement) -> None:
        super().__init__(str(_("Somebody else measured this a moment ago.")))
        self.latest = latest


@transaction.atomic
def measure(
    *,
    key_result: KeyResult,
    by: Person,
    value: Decimal | int | str | None = None,
    done_steps: Iterable[int] | None = None,
    confidence: str = "",
    line: str = "",
    measured_on: date | None = None,
    replaces: Measurement | None = None,
    seen: int | None = None,
) -> Measurement:
    """Write down what was measured. `replaces` corrects a measurement and keeps the old one.

    `seen` is the latest measurement the person knew (0: none); with a newer one this raises
    `NewerMeasurement`. Without `seen` nothing is compared, as in an import.
    """
    rows = KeyResult.objects.select_related("objective__okr_set__team__cycle")
    locked = rows.select_for_update(of=("self",)).get(pk=key_result.pk)
    day = measured_on or (replaces.measured_on if replaces else timezone.localdate())
    _refuse_time(locked, day)
    _refuse_replaced(locked, replaces)
    measurement = Measurement(
        key_result=locked,
        by=by,
        measured_on=day,
        replaces=replaces,
        line=line.strip(),
        confidence=_confidence(confidence),
        value=_value(locked, value, done_steps),
    )
    measurement.clean_fields(exclude={"organisation", "key_result", "by", "replaces"})
    newer = _newer(locked, seen)
    if newer is not None:
        return _once(newer, measurement)
    measurement.save()
    _tick_steps(locked, measurement, done_steps)
    for follow in on_measured:
        follow(locked.objective.okr_set.team)
    return measurement


def measure_again(
    *, status: KeyResultStatus, by: Person, confidence: str = "", line: str = ""
) -> Measurement:
    """The same value as last time, measured today, with the same confidence or another one."""
    last, key_result = status.latest, status.key_result
    if last is None:
        raise ValidationError(_("Nothing was measured yet: write the first value."))
    by_steps = key_result.kind == KeyResult.Kind.MILESTONE
    return measure(
        key_result=key_result,
        by=by,
        value=last.value,
        seen=last.pk,
        line=line,
        confidence=confidence or last.confidence,
        done_steps=[s.pk for s in key_result.steps.all() if s.done_on] if by_steps else None,
    )


def _refuse_time(key_result: KeyResult, day: date) -> None:
    okr_set = key_result.objective.okr_set
    cycle = okr_set.team.cycle
    if cycle.frozen:
        raise ValidationError(_("This cycle is closed: its values stay as they are."))
    if okr_set.state != OKRSet.State.AGREED:
        raise ValidationError(_("The team agrees on its OKR set first, then it measures."))
    if day > timezone.localdate():
        raise ValidationError({"measured_on": _("That day is still to come.")})
    if day < cycle.starts_on - EARLIEST:
        raise ValidationError(
            {"measured_on": _("That is more than four weeks before the cycle began.")}
        )


def _refuse_replaced(key_result: KeyResult, replaces: Measurement | None) -> None:
    if replaces is None:
        return
    if replaces.key_result_id != key_result.pk:
        raise ValidationError(_("A correction belongs to the same key result."))
    if Measurement.objects.filter(replaces=replaces).exists():
        raise ValidationError(_("This measurement was corrected already. Correct the new one."))


def _newer(key_result: KeyResult, seen: int | None) -> Measurement | None:
    """The latest measurement, if the person has not seen it."""
    if seen is None:
        return None
    known = counting(key_result.measurements.select_related("by"))
    return known[-1] if known and known[-1].pk != seen else None


def _once(newer: Measurement, measurement: Measurement) -> Measurement:
    """The same thing sent twice is one measurement; anything else is for the person to choose."""
    names = ("by_id", "value", "confidence", "line", "measured_on")
    if any(getattr(newer, name) != getattr(measurement, name) for name in names):
        raise NewerMeasurement(newer)
    return newer


def _confidence(word: str) -> str:
    if word and word not in Confidence.values:
        raise ValidationError({"confidence": _("Choose how sure the team is.")})
    return word


def _value(
    key_result: KeyResult, value: Decimal | int | str | None, done_steps: Iterable[int] | None
) -> Decimal:
    if key_result.kind == KeyResult.Kind.MILESTONE:
        return _done_percent(key_result, done_steps)
    if value is None:
        raise ValidationError({"value": _("Write what you measured.")})
    try:
        exact = Decimal(value)
    except InvalidOperation:
        raise ValidationError({"value": _("Use digits only, for example 318.")}) from None
    if not exact.is_finite() or abs(exact) >= LARGEST:
        raise ValidationError({"value": _("That number is too large to be kept. Check it once.")})
    return exact.quantize(Decimal(1).scaleb(-PLACES))


def _done_percent(key_result: KeyResult, done_steps: Iterable[int] | None) -> Decimal:
    steps = list(key_result.steps.all())
    if done_steps is None:
        raise ValidationError({"done_steps": _("Tick the steps that are done.")})
    if not steps:
        raise ValidationError(_("This key result has no steps yet. Write them first."))
    done = set(done_steps)
    if not done <= {step.pk for step in steps}:
        raise ValidationError({"done_steps": _("Choose among the steps of this key result.")})
    share = milestones([s.weight for s in steps], [s.pk in done for s in steps])
    return (share * 100).quantize(Decimal(1).scaleb(-PLACES))


def _tick_steps(
    key_result: KeyResult, measurement: Measurement, done_steps: Iterable[int] | None
) -> None:
    """Steps show what the latest measurement says; one that is typed late changes nothing."""
    if key_result.kind != KeyResult.Kind.MILESTONE or done_steps is None:
        return
    if counting(key_result.measurements.all())[-1].pk != measurement.pk:
        return
    steps = Step.objects.filter(key_result=key_result)
    steps.exclude(pk__in=done_steps).update(done_on=None)
    steps.filter(pk__in=done_steps, done_on=None).update(done_on=measurement.measured_on)
