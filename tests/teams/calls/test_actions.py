"""The call for volunteers: opened with what it asks for, and changed while it is open."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from orgs.models import AuditEvent
from teams.calls.actions import call_change, call_open
from teams.models import Call
from tests.cast import Cast
from tests.teams.calling import move_to, next_call
from themes.cycles.phases import NotNowError, missing_for, take
from themes.models import Cycle, PhaseChange

WORDS: dict[str, Any] = {
    "text": "Meet weekly.",
    "skills": "Interviews",
    "hours_from": Decimal(2),
    "hours_to": Decimal("4.5"),
    "deadline": date(2026, 6, 19),
}


@pytest.fixture
def planned(cast: Cast) -> Cycle:
    return Cycle.objects.create(
        theme=cast.theme, number=2, starts_on=date(2026, 7, 6), ends_on=date(2026, 10, 4)
    )


def test_call_opens_and_moves_the_cycle(cast: Cast, planned: Cycle) -> None:
    """C1, A3: text, hours, skills and deadline are kept, and the change of phase is logged."""
    call = call_open(cycle=planned, by=cast.integrator, **WORDS)

    planned.refresh_from_db()
    change = PhaseChange.objects.get(cycle=planned)
    assert (call.text, call.skills, call.hours_from, call.hours_to, call.deadline) == tuple(
        WORDS[name] for name in ("text", "skills", "hours_from", "hours_to", "deadline")
    )
    assert planned.phase == Cycle.Phase.CALLING
    assert (change.left, change.entered, change.by) == ("planned", "calling", cast.integrator)
    assert AuditEvent.objects.filter(verb="call.open").count() == 1


def test_call_is_opened_once(cast: Cast, planned: Cycle) -> None:
    call_open(cycle=planned, by=cast.integrator, **WORDS)

    with pytest.raises(ValidationError, match="open already"):
        call_open(cycle=planned, by=cast.integrator, **WORDS)

    assert Call.objects.filter(cycle=planned).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("deadline", date(2026, 5, 19), "This day is over"),
        ("deadline", date(2026, 10, 5), "cycle is over by then"),
        ("hours_from", Decimal(5), "at most"),
        ("hours_to", Decimal(41), "40"),
        ("text", "", "blank"),
    ],
)
def test_call_refuses_what_cannot_be(
    cast: Cast, planned: Cycle, field: str, value: Any, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        call_open(cycle=planned, by=cast.integrator, **{**WORDS, field: value})

    assert not Call.objects.filter(cycle=planned).exists()


def test_call_of_a_running_cycle_is_not_opened(cast: Cast, planned: Cycle) -> None:
    move_to(planned, Cycle.Phase.RUNNING)

    with pytest.raises(NotNowError), transaction.atomic():
        call_open(cycle=planned, by=cast.integrator, **WORDS)

    assert not Call.objects.filter(cycle=planned).exists()


def test_call_guard_asks_for_the_call(cast: Cast, planned: Cycle) -> None:
    """Without a call the phase does not change, and the sentence says who writes it where."""
    [missing] = [m for m in missing_for(planned, "call") if "call is not written" in m.sentence]

    assert missing.url == f"/o/lodos/cycles/{planned.pk}/call/"
    with pytest.raises(NotNowError):
        take(planned, "call", by=cast.integrator)


def test_call_gets_a_later_deadline(cast: Cast) -> None:
    call = next_call(cast)

    changed = call_change(call=call, by=cast.integrator, **{**WORDS, "deadline": date(2026, 6, 26)})

    assert changed.deadline == date(2026, 6, 26)


def test_call_is_not_changed_once_teams_form(cast: Cast) -> None:
    call = next_call(cast)
    move_to(call.cycle, Cycle.Phase.FORMING)

    with pytest.raises(ValidationError, match="being formed"):
        call_change(call=call, by=cast.integrator, **WORDS)
