"""Rows that the tests of this app need beside the cast."""

from datetime import date
from decimal import Decimal
from typing import Any

from okrs.models import KeyResult, Measurement, Objective, OKRSet
from orgs.models import Person
from teams.models import Team


def measured(
    key_result: KeyResult, by: Person, value: str, day: str, confidence: str = "", **fields: Any
) -> Measurement:
    return Measurement.objects.create(
        key_result=key_result,
        by=by,
        value=Decimal(value),
        measured_on=date.fromisoformat(day),
        confidence=confidence,
        **fields,
    )


def agreed_set(team: Team, by: Person, **fields: Any) -> KeyResult:
    """An agreed set with one key result, for a team that has none."""
    okr_set = OKRSet.objects.create(
        team=team, state="agreed", agreed_by=by, agreed_at="2026-04-10T09:00:00Z"
    )
    objective = Objective.objects.create(okr_set=okr_set, text="Dealers call us first")
    return KeyResult.objects.create(
        **{
            "objective": objective,
            "title": "Calls from dealers",
            "kind": "increase",
            "unit": "calls",
            "baseline": 10,
            "target": 50,
            **fields,
        }
    )
