"""What the room says of a team since the last check-in, whatever became of the plan."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from checkins.impediments.actions import ask_answer, impediment_raise, leader_ask
from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.live_check_in.team_report import TeamReport, previous_of, report_of
from checkins.minutes.key_result_changes import change_text
from checkins.models import CheckIn, Slot
from checkins.reports.actions import achievement_add
from checkins.series.actions import check_in_cancel, check_in_move, series_plan
from okrs.measurements.actions import measure
from okrs.models import KeyResult
from tests.cast import Cast
from tests.okrs.rows import measured

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
FORTNIGHT, DAY = timedelta(days=14), timedelta(days=1)


@pytest.fixture
def planned(cast: Cast) -> list[CheckIn]:
    """Three check-ins, the first of them today."""
    dates = [TODAY + n * FORTNIGHT for n in range(3)]
    return series_plan(cycle=cast.cycle, dates=dates, by=cast.integrator)


def hold(check_in: CheckIn, cast: Cast, clock: time_machine.Traveller, at: datetime) -> None:
    clock.move_to(at)
    check_in_start(check_in=check_in, by=cast.facilitator)
    check_in_end(check_in=check_in, by=cast.facilitator)


def seen(cast: Cast, check_in: CheckIn) -> TeamReport:
    rows = Slot.objects.select_related("check_in__cycle", "team__cycle")
    return report_of(rows.get(check_in=check_in, team=cast.team))


def said(cast: Cast, check_in: CheckIn) -> list[str]:
    """The change of each key result in words."""
    found = seen(cast, check_in)
    return [change_text(row, found.since) for row in found.status.key_results]


def test_change_counts_from_the_last_one_held(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """K5, K12: a cancelled one is passed over; what was moved counts when it was held."""
    first, second, third = planned
    measured(cast.key_results[0], cast.member, "65", "2026-05-19")
    hold(first, cast, clock, TODAY)
    check_in_cancel(check_in=second, by=cast.integrator)
    clock.move_to(TODAY + 2 * FORTNIGHT)
    measured(cast.key_results[0], cast.member, "68", "2026-06-10")

    assert previous_of(third) == first
    assert said(cast, third) == ["up 25 points", "not measured yet"]


def test_held_before_its_day_is_earlier_all_the_same(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """K12: the third is planned before the second now, and the second was held first."""
    _first, second, third = planned
    check_in_move(check_in=third, starts_at=TODAY + DAY, by=cast.integrator)
    hold(second, cast, clock, TODAY)
    clock.move_to(TODAY + DAY)

    assert previous_of(third) == second
    assert previous_of(second) is None


def test_not_measured_is_no_change_of_zero(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """K5, K12, I5: measured as before, not measured again, measured for the first time."""
    first, second, _third = planned
    for key_result, value in zip(cast.key_results, ("65", "80"), strict=True):
        measured(key_result, cast.member, value, "2026-05-19")
    hold(first, cast, clock, TODAY)
    clock.move_to(TODAY + FORTNIGHT)
    measured(cast.key_results[0], cast.member, "65", "2026-06-02")
    KeyResult.objects.create(
        objective=cast.key_results[0].objective,
        position=3,
        title="Late",
        kind="increase",
        baseline=Decimal(0),
        target=Decimal(10),
    )
    late = KeyResult.objects.get(title="Late")
    measured(late, cast.member, "0", "2026-06-02")

    assert said(cast, second) == [
        "no change",
        "no new value",
        "first value, of Tue 2 June",
    ]
    assert seen(cast, second).status.change == 0


def test_baseline_says_what_it_was(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """K5: whose starting value is learned has no progress, but a value then and now."""
    first, second, _third = planned
    KeyResult.objects.filter(pk=cast.key_results[0].pk).update(
        kind="baseline", baseline=None, target=None, unit="points"
    )
    measured(cast.key_results[0], cast.member, "3.1", "2026-05-19")
    hold(first, cast, clock, TODAY)
    clock.move_to(TODAY + FORTNIGHT)
    measured(cast.key_results[0], cast.member, "3.4", "2026-06-02")

    assert said(cast, second)[0] == "was 3.1\u00a0points"


def test_correction_of_what_was_shown_is_told(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """K5, I4: the change counts from the corrected value, and the room hears why it is another."""
    first, second, _third = planned
    shown = measured(cast.key_results[0], cast.member, "65", "2026-05-19", "unsure")
    hold(first, cast, clock, TODAY)
    clock.move_to(TODAY + 5 * DAY)
    measure(key_result=cast.key_results[0], by=cast.member, value=62, replaces=shown)
    clock.move_to(TODAY + FORTNIGHT)
    measured(cast.key_results[0], cast.member, "68", "2026-06-02")

    assert said(cast, second)[0] == ("up 50 points, corrected since: 65\u00a0% was 62\u00a0%")


def test_asks_of_the_last_check_in_come_first(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """J5: raised in the last room: answered ones first, then asked ones, then new ones."""
    first, second, _third = planned
    clock.move_to(TODAY)
    check_in_start(check_in=first, by=cast.facilitator)
    slot = Slot.objects.get(check_in=first, team=cast.team)
    for text in ("Answered", "Waits", "Nobody asked"):
        row = impediment_raise(team=cast.team, text=text, by=cast.member, slot=slot)
        if text != "Nobody asked":
            leader_ask(impediment=row, by=cast.member)
    check_in_end(check_in=first, by=cast.facilitator)
    clock.move_to(TODAY + DAY)
    ask = cast.team.impediments.get(text="Answered").asks.get()
    ask_answer(ask=ask, answer="declined", by=cast.leader_member, reason="Too early.")
    clock.move_to(TODAY + FORTNIGHT)
    impediment_raise(team=cast.team, text="New", by=cast.member)
    achievement_add(team=cast.team, text="Just now", by=cast.member)

    found = seen(cast, second)

    assert [row.text for row in found.impediments] == ["Answered", "Waits", "New", "Nobody asked"]
    assert [row.text for row in found.notes[:2]] == ["Answered", "Waits"]


def test_what_was_prepared_for_a_cancelled_one_is_said(
    cast: Cast, planned: list[CheckIn], clock: time_machine.Traveller
) -> None:
    """K12: its lines come to the next check-in; those for a later one wait for it."""
    first, second, third = planned
    for check_in, text in ((first, "For the first"), (third, "For the third")):
        slot = Slot.objects.get(check_in=check_in, team=cast.team)
        achievement_add(team=cast.team, text=text, by=cast.member, slot=slot)
    check_in_cancel(check_in=first, by=cast.integrator)
    clock.move_to(TODAY + FORTNIGHT)

    assert [row.text for row in seen(cast, second).achievements] == ["For the first"]
    assert timezone.localdate() == date(2026, 6, 3)
