"""Measuring: what is refused, what is kept, and two people at once."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError

from core.tenancy import check_now
from okrs.initiatives.actions import initiative_save
from okrs.key_results.actions import key_result_save
from okrs.measurements.actions import NewerMeasurement, measure
from okrs.models import Measurement, OKRSet
from okrs.status import team_status
from okrs.to_dos.actions import to_do_add, to_do_tick
from tests.cast import Cast
from tests.okrs.rows import agreed_set, measured
from themes.models import Cycle

TODAY = date(2026, 5, 20)


def test_measure_keeps_value_confidence_line_author_and_day(cast: Cast) -> None:
    """I4: value, date measured, note, author."""
    made = measure(
        key_result=cast.key_results[0],
        by=cast.member,
        value=Decimal("65.5"),
        confidence="unsure",
        line=" Konya finished its first day ",
    )

    made.refresh_from_db()
    assert (made.value, made.confidence, made.line, made.by, made.measured_on) == (
        Decimal("65.5"),
        "unsure",
        "Konya finished its first day",
        cast.member,
        TODAY,
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"value": None}, "value"),
        ({"value": "3l8"}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"value": Decimal(10) ** 12}, "value"),
        ({"value": -(Decimal(10) ** 12)}, "value"),
        ({"confidence": "certain"}, "confidence"),
        ({"measured_on": date(2026, 5, 21)}, "measured_on"),
        ({"measured_on": date(2026, 3, 8)}, "measured_on"),
        ({"line": "x" * 301}, "line"),
    ],
)
def test_measure_refuses_with_a_sentence_and_writes_nothing(
    cast: Cast, typed: dict[str, Any], field: str
) -> None:
    """Bad input: a clear sentence, nothing changes."""
    with pytest.raises(ValidationError) as refused:
        measure(**{"key_result": cast.key_results[0], "by": cast.member, "value": 65, **typed})

    assert list(refused.value.message_dict) == [field]
    assert not Measurement.objects.exists()


@pytest.mark.parametrize("day", ["2026-03-09", "2026-05-20"])
def test_measure_allows_four_weeks_before_the_cycle_until_today(cast: Cast, day: str) -> None:
    made = measure(
        key_result=cast.key_results[0],
        by=cast.member,
        value=62,
        measured_on=date.fromisoformat(day),
    )

    assert made.measured_on == date.fromisoformat(day)


def test_measure_is_refused_in_a_closed_cycle_and_before_the_team_agreed(cast: Cast) -> None:
    first, second = cast.key_results
    OKRSet.objects.update(state="shared")
    with pytest.raises(ValidationError, match="agrees on its OKR set first"):
        measure(key_result=first, by=cast.member, value=65)
    OKRSet.objects.update(state="agreed")
    Cycle.objects.filter(pk=cast.cycle.pk).update(phase="closed")
    with pytest.raises(ValidationError, match="its values stay as they are"):
        measure(key_result=second, by=cast.member, value=65)

    assert not Measurement.objects.exists()


def test_correction_keeps_the_old_value(cast: Cast) -> None:
    """I4: a correction replaces and keeps; only once, and only its own key result."""
    first, second = cast.key_results
    wrong = measure(key_result=first, by=cast.member, value=86, measured_on=date(2026, 5, 11))

    right = measure(key_result=first, by=cast.representative, value=68, replaces=wrong)

    assert right.measured_on == date(2026, 5, 11)
    assert [m.value for m in first.measurements.all()] == [86, 68]
    with pytest.raises(ValidationError, match="corrected already"):
        measure(key_result=first, by=cast.member, value=67, replaces=wrong)
    with pytest.raises(ValidationError, match="same key result"):
        measure(key_result=second, by=cast.member, value=67, replaces=right)


def test_database_holds_a_correction_to_its_own_key_result(cast: Cast) -> None:
    first, second = cast.key_results
    wrong = measure(key_result=first, by=cast.member, value=86)

    def across() -> None:
        with transaction.atomic():
            measured(second, cast.member, "1", "2026-05-20", replaces=wrong)
            check_now()

    with pytest.raises(IntegrityError, match="okrs_measurement_replaces_own"):
        across()


def test_second_of_two_people_at_once_is_asked(cast: Cast) -> None:
    """Two people, one key result: nothing is written over, the newer one is shown."""
    first, _second = cast.key_results
    seen = measure(key_result=first, by=cast.member, value=64, measured_on=date(2026, 5, 18))
    theirs = measure(key_result=first, by=cast.representative, value=66, seen=seen.pk)

    with pytest.raises(NewerMeasurement) as newer:
        measure(key_result=first, by=cast.member, value=68, seen=seen.pk)

    assert newer.value.latest == theirs
    assert [m.value for m in first.measurements.all()] == [64, 66]
    assert measure(key_result=first, by=cast.member, value=68, seen=theirs.pk).value == 68


def test_same_thing_sent_twice_is_one_measurement(cast: Cast) -> None:
    first, _second = cast.key_results
    once = measure(key_result=first, by=cast.member, value=65, confidence="unsure", seen=0)

    again = measure(key_result=first, by=cast.member, value=65, confidence="unsure", seen=0)

    assert again == once
    assert first.measurements.count() == 1


def test_milestone_is_measured_by_its_steps(cast: Cast) -> None:
    """G4: done weight over all weight."""
    contract = agreed_set(cast.other_team, cast.other_member, kind="milestone", unit="")
    key_result_save(
        objective=contract.objective,
        by=cast.other_member,
        key_result=contract,
        fields={},
        steps=[("Heard", 1), ("Drafted", 1), ("Signed", 2)],
        reason="Steps",
    )
    heard, _drafted, signed = contract.steps.all()

    made = measure(key_result=contract, by=cast.other_member, done_steps=[heard.pk, signed.pk])

    assert made.value == 75
    assert [s.done_on for s in contract.steps.all()] == [TODAY, None, TODAY]
    assert team_status(cast.other_team, TODAY).progress == Decimal("0.75")
    with pytest.raises(ValidationError, match="Tick the steps"):
        measure(key_result=contract, by=cast.other_member, value=75)
    with pytest.raises(ValidationError, match="steps of this key result"):
        measure(key_result=contract, by=cast.other_member, done_steps=[heard.pk + 100])


def test_late_typed_measurement_leaves_the_steps_alone(cast: Cast) -> None:
    contract = agreed_set(cast.other_team, cast.other_member, kind="milestone", unit="")
    step = contract.steps.create(text="Heard")
    measure(key_result=contract, by=cast.other_member, done_steps=[step.pk])

    measure(key_result=contract, by=cast.other_member, done_steps=[], measured_on=date(2026, 5, 4))

    step.refresh_from_db()
    assert step.done_on == TODAY


def test_to_dos_and_initiatives_never_move_progress(cast: Cast) -> None:
    """H1: progress of initiatives does not change progress of key results."""
    first, _second = cast.key_results
    measure(key_result=first, by=cast.member, value=65)
    before = team_status(cast.team, TODAY).progress
    bet = initiative_save(
        team=cast.team,
        by=cast.member,
        title="Videos",
        because="People look before they ask",
        key_results=[first],
    )
    task = to_do_add(
        team=cast.team,
        by=cast.member,
        text="Film six videos",
        owner=cast.member,
        due_on=TODAY,
        initiative=bet,
    )

    to_do_tick(to_do=task, by=cast.member)

    assert team_status(cast.team, TODAY).progress == before == Decimal("0.25")
