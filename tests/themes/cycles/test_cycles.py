"""Planning cycles, and their way from phase to phase."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.cast import Cast, make_theme
from themes.cycles.actions import cycle_move, cycle_plan, proposed_start
from themes.cycles.phases import NotNowError, missing_for, take
from themes.models import Cycle, FocusArea, PhaseChange, StrategicFocus, ThemeClosure

Phase = Cycle.Phase


def test_cycle_plan_follows_the_last_cycle_on_a_monday(cast: Cast) -> None:
    cycle = cycle_plan(theme=cast.theme, by=cast.integrator)

    assert (cycle.number, cycle.starts_on, cycle.weeks) == (2, date(2026, 7, 6), 13)
    assert cycle.phase == Phase.PLANNED


def test_proposed_start_of_a_first_cycle_leaves_six_weeks(cast: Cast) -> None:
    """A1: the first cycle leaves time for workshop, call and teams, and begins on a Monday."""
    theme = make_theme(cast.sponsor, name="Another one")

    assert proposed_start(theme) == proposed_start() == date(2026, 7, 6)
    assert proposed_start(theme).weekday() == 0


@pytest.mark.parametrize("starts_on", [date(2026, 7, 5), date(2026, 4, 6), date(2026, 2, 2)])
def test_cycle_plan_refuses_overlap(cast: Cast, starts_on: date) -> None:
    with pytest.raises(ValidationError, match=r"Cycle 1 runs from Mon 6 April to Sun 5 July\. "):
        cycle_plan(theme=cast.theme, by=cast.integrator, starts_on=starts_on)


def test_database_refuses_overlap(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="themes_cycle_no_overlap"), transaction.atomic():
        Cycle.objects.create(
            theme=cast.theme, number=2, starts_on=date(2026, 7, 5), ends_on=date(2026, 9, 1)
        )


def test_cycles_of_two_themes_may_overlap(cast: Cast) -> None:
    """A6: themes run side by side, each with its own dates."""
    theme = make_theme(cast.sponsor, name="Another one")

    cycle = cycle_plan(theme=theme, by=cast.integrator, starts_on=date(2026, 5, 4), weeks=10)

    assert (cycle.number, cycle.ends_on) == (1, date(2026, 7, 12))


@pytest.mark.parametrize("weeks", [0, 3, 27])
def test_cycle_plan_refuses_an_odd_length(cast: Cast, weeks: int) -> None:
    with pytest.raises(ValidationError, match="A cycle lasts 4 to 26 weeks"):
        cycle_plan(theme=cast.theme, by=cast.integrator, weeks=weeks)


def test_cycle_plan_refuses_a_number_that_is_taken(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="There is a Cycle 1 already"):
        cycle_plan(theme=cast.theme, by=cast.integrator, number=1, starts_on=date(2026, 9, 7))


def test_cycle_plan_keeps_numbers_in_the_order_of_days(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Cycles follow their numbers"):
        cycle_plan(theme=cast.theme, by=cast.integrator, number=2, starts_on=date(2025, 9, 1))


def test_cycle_plan_refuses_a_closed_theme(cast: Cast) -> None:
    ThemeClosure.objects.create(theme=cast.theme, by=cast.sponsor, statement="Done.")

    with pytest.raises(ValidationError, match="This theme is closed"):
        cycle_plan(theme=cast.theme, by=cast.integrator)


def test_cycle_move_until_teams_prepare(cast: Cast) -> None:
    planned = cycle_plan(theme=cast.theme, by=cast.integrator)

    moved = cycle_move(cycle=planned, by=cast.integrator, starts_on=date(2026, 7, 13), weeks=12)

    assert (moved.starts_on, moved.ends_on) == (date(2026, 7, 13), date(2026, 10, 4))
    with pytest.raises(ValidationError, match="They stay"):
        cycle_move(cycle=cast.cycle, by=cast.integrator, starts_on=date(2026, 4, 13))


def test_call_needs_a_focus_area(cast: Cast) -> None:
    """B1: the workshop comes before the call; what is missing says who can do it and where."""
    theme = make_theme(cast.sponsor, name="Another one")
    cycle = cycle_plan(theme=theme, by=cast.integrator)

    missing = missing_for(cycle, "call")[0]

    assert "strategic focus" in missing.sentence
    assert missing.url == f"/o/lodos/themes/{theme.pk}/focus/edit/"
    assert not missing.soft


def test_call_is_free_of_what_themes_ask_once_the_focus_is_there(cast: Cast) -> None:
    theme = make_theme(cast.sponsor, name="Another one")
    StrategicFocus.objects.create(
        theme=theme, held_on=date(2026, 5, 4), diagnosis="Slow.", direction="Fast."
    )
    FocusArea.objects.create(theme=theme, name="Parts")
    cycle = cycle_plan(theme=theme, by=cast.integrator)

    assert [m for m in missing_for(cycle, "call") if "focus" in m.sentence] == []


def test_run_waits_until_two_weeks_before_the_first_day(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    theme = make_theme(cast.sponsor, name="Another one")
    cycle = cycle_plan(theme=theme, by=cast.integrator, starts_on=date(2026, 6, 8))
    Cycle.objects.filter(pk=cycle.pk).update(phase=Phase.PREPARING)
    cycle.refresh_from_db()
    early = [m.sentence for m in missing_for(cycle, "run") if "first day" in m.sentence]

    clock.move_to("2026-05-25T09:00:00+03:00")
    in_time = [m.sentence for m in missing_for(cycle, "run") if "first day" in m.sentence]

    assert early == ["The first day is June 8, 2026. The cycle can start from May 25, 2026 on."]
    assert in_time == []


def test_run_waits_for_the_cycle_that_still_runs(cast: Cast) -> None:
    cycle = cycle_plan(theme=cast.theme, by=cast.integrator)
    Cycle.objects.filter(pk=cycle.pk).update(phase=Phase.PREPARING)
    cycle.refresh_from_db()

    sentences = [m.sentence for m in missing_for(cycle, "run")]

    assert "Cycle 1 is still running. Open its review first." in sentences


def test_reopening_is_refused_in_a_closed_theme(cast: Cast) -> None:
    Cycle.objects.update(phase=Phase.CLOSED)
    cast.cycle.refresh_from_db()
    ThemeClosure.objects.create(theme=cast.theme, by=cast.sponsor, statement="Done.")

    with pytest.raises(NotNowError, match="This theme is closed"):
        take(cast.cycle, "reopen", by=cast.integrator, note="A score was wrong.")


def test_a_step_is_kept_with_who_and_when(cast: Cast) -> None:
    """A3: every change of state is a row."""
    Cycle.objects.update(phase=Phase.CLOSED)
    cast.cycle.refresh_from_db()

    take(cast.cycle, "reopen", by=cast.integrator, note="A score was wrong.")

    change = PhaseChange.objects.get(cycle=cast.cycle)
    assert (change.left, change.entered, change.by) == ("closed", "reviewing", cast.integrator)
    assert change.at is not None
