"""What themes ask of their integration teams."""

from datetime import date
from typing import Any

from django.utils import timezone

from tests.cast import Cast, make_theme
from themes.actions.focus import Area, focus_record
from themes.models import Cycle, ThemeRole
from themes.nudges import cycle_to_start, focus_to_write


def test_focus_is_asked_for_until_it_is_there(cast: Cast) -> None:
    """T2: what is done disappears from the list."""
    theme = make_theme(cast.sponsor, name="Another one")
    ThemeRole.objects.create(theme=theme, person=cast.coach, kind=ThemeRole.Kind.INTEGRATION)

    before = [(row.person_id, row.title) for row in focus_to_write(timezone.now(), None)]
    focus_record(
        theme=theme, by=cast.coach, held_on=date(2026, 5, 4), diagnosis="Slow.",
        direction="Fast.", areas=[Area("Parts")],
    )  # fmt: skip
    after = list(focus_to_write(timezone.now(), None))

    assert before == [(cast.coach.pk, "What is the focus of “Another one”?")]
    assert after == []


def test_start_is_asked_for_about_the_first_day(cast: Cast) -> None:
    """T1: who steers the theme is asked, nobody else."""
    Cycle.objects.update(phase=Cycle.Phase.PREPARING)
    Cycle.objects.create(
        theme=cast.theme, number=2, starts_on=date(2026, 7, 6), ends_on=date(2026, 10, 4),
        phase=Cycle.Phase.PREPARING,
    )  # fmt: skip

    asked = list(cycle_to_start(timezone.now(), cast.integrator))

    assert [(row.title, row.context) for row in asked] == [
        ("Does cycle 1 start?", ["Quieter kitchens"])
    ]
    assert list(cycle_to_start(timezone.now(), cast.sponsor)) == []


def test_nudges_ask_once_for_everybody(cast: Cast, django_assert_num_queries: Any) -> None:
    Cycle.objects.update(phase=Cycle.Phase.PREPARING)
    for number in range(3):
        theme = make_theme(cast.sponsor, name=f"Theme {number}")
        ThemeRole.objects.create(theme=theme, person=cast.coach, kind=ThemeRole.Kind.INTEGRATION)

    for rows, count in ((focus_to_write, 3), (cycle_to_start, 1)):
        with django_assert_num_queries(1):
            assert len(list(rows(timezone.now(), None))) == count
