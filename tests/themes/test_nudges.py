"""What themes ask of their integration teams."""

from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast, make_theme
from themes.focus.actions import Area, focus_record
from themes.models import Cycle, ThemeRole
from themes.nudges import (
    Step,
    call_to_open,
    cycle_to_close,
    cycle_to_start,
    focus_to_write,
    review_to_open,
)


def test_focus_is_asked_for_until_it_is_there(cast: Cast) -> None:
    """T2: what is done disappears from the list."""
    theme = make_theme(cast.sponsor, name="Another one")
    ThemeRole.objects.create(theme=theme, person=cast.coach, kind=ThemeRole.Kind.INTEGRATION)

    before = [(row.person_id, row.title) for row in focus_to_write(timezone.now(), None)]
    focus_record(
        theme=theme,
        by=cast.coach,
        held_on=date(2026, 5, 4),
        diagnosis="Slow.",
        direction="Fast.",
        areas=[Area("Parts")],
    )
    after = list(focus_to_write(timezone.now(), None))

    assert before == [(cast.coach.pk, "What is the focus of “Another one”?")]
    assert after == []


def test_start_is_asked_for_about_the_first_day(cast: Cast) -> None:
    """T1: who steers the theme is asked, nobody else."""
    Cycle.objects.update(phase=Cycle.Phase.PREPARING)
    Cycle.objects.create(
        theme=cast.theme,
        number=2,
        starts_on=date(2026, 7, 6),
        ends_on=date(2026, 10, 4),
        phase=Cycle.Phase.PREPARING,
    )

    asked = list(cycle_to_start(timezone.now(), cast.integrator))

    assert [(row.title, row.context) for row in asked] == [
        ("Does cycle 1 start?", ["Quieter kitchens"])
    ]
    assert list(cycle_to_start(timezone.now(), cast.sponsor)) == []


@pytest.mark.parametrize(
    ("rows", "phase", "early", "asked_on", "title"),
    [
        (call_to_open, "planned", "2026-02-08", "2026-02-09", "Who wants to be part of cycle 1?"),
        (review_to_open, "running", "2026-06-20", "2026-06-21", "What did cycle 1 bring?"),
        (cycle_to_close, "reviewing", "2026-07-04", "2026-07-05", "Is cycle 1 over?"),
    ],
)
def test_each_step_of_a_cycle_is_asked_for_in_its_time(
    cast: Cast, clock: Any, rows: Step, phase: str, early: str, asked_on: str, title: str
) -> None:
    """T1: who steers the theme hears of the next step; T2: nobody is asked in another phase."""
    Cycle.objects.update(phase=phase)

    assert list(rows(_noon(early), None)) == []
    assert [(row.person_id, row.title) for row in rows(_noon(asked_on), None)] == [
        (cast.integrator.pk, title)
    ]
    Cycle.objects.update(phase=Cycle.Phase.CLOSED)
    assert list(rows(_noon(asked_on), None)) == []


def test_call_is_not_asked_for_before_there_is_a_focus(cast: Cast) -> None:
    """B1, T1: first the strategic focus, then the call."""
    theme = make_theme(cast.sponsor, name="Another one")
    ThemeRole.objects.create(theme=theme, person=cast.coach, kind=ThemeRole.Kind.INTEGRATION)
    Cycle.objects.create(
        theme=theme, number=1, starts_on=date(2026, 6, 1), ends_on=date(2026, 8, 30)
    )

    assert list(call_to_open(timezone.now(), cast.coach)) == []


def _noon(day: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(f"{day}T12:00"))


def test_nudges_ask_once_for_everybody(cast: Cast, django_assert_num_queries: Any) -> None:
    Cycle.objects.update(phase=Cycle.Phase.PREPARING)
    for number in range(3):
        theme = make_theme(cast.sponsor, name=f"Theme {number}")
        ThemeRole.objects.create(theme=theme, person=cast.coach, kind=ThemeRole.Kind.INTEGRATION)

    for rows, count in ((focus_to_write, 3), (cycle_to_start, 1)):
        with django_assert_num_queries(1):
            assert len(list(rows(timezone.now(), None))) == count
