"""What the check-ins ask of people, and what keeps a cycle from its next phase."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone

from checkins.impediments.actions import ask_answer, impediment_raise, leader_ask
from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.preparation.actions import slot_prepare
from checkins.series.actions import check_in_cancel, series_plan
from nudges.registry import nudges
from tests.cast import Cast
from themes.cycles.phases import missing_for

ISTANBUL = ZoneInfo("Europe/Istanbul")
FRIDAY = datetime(2026, 5, 22, 14, 0, tzinfo=ISTANBUL)


def asked(kind: str, person: Any = None) -> list[tuple[int, str]]:
    return [(due.person_id, due.title) for due in nudges[kind].rows(timezone.now(), person)]


def plan(cast: Cast, at: datetime = FRIDAY) -> Any:
    return series_plan(
        cycle=cast.cycle, dates=[at], by=cast.integrator, facilitator=cast.facilitator
    )[0]


def test_representatives_prepare_two_working_days_before(cast: Cast) -> None:
    """K2: on Wednesday whoever speaks is asked for Friday; who is ready is not asked."""
    check_in = plan(cast)
    title = "What does your team bring to the check-in?"

    assert asked("checkins.prepare") == [
        (cast.representative.pk, title),
        (cast.other_member.pk, title),
    ]
    assert asked("checkins.prepare", cast.member) == []

    slot_prepare(slot=check_in.slots.get(team=cast.team), by=cast.member)
    assert asked("checkins.prepare") == [(cast.other_member.pk, title)]


def test_nobody_prepares_too_early_or_for_nothing(
    cast: Cast, clock: time_machine.Traveller
) -> None:
    """K2: not three working days before, and not for a cancelled check-in."""
    check_in = plan(cast)
    clock.move_to(FRIDAY - timedelta(days=3))
    assert asked("checkins.prepare") == []

    clock.move_to(FRIDAY - timedelta(days=1))
    check_in_cancel(check_in=check_in, by=cast.integrator)
    assert asked("checkins.prepare") == []


def test_leader_is_asked_until_the_answer(cast: Cast) -> None:
    """J2, T1: the ask waits on My work, due in five working days, and leaves with the answer."""
    impediment = impediment_raise(team=cast.team, text="No van", by=cast.member)
    ask = leader_ask(impediment=impediment, by=cast.member)

    (due,) = nudges["checkins.answer_ask"].rows(timezone.now(), cast.leader_member)
    assert (due.title, due.due_at) == (
        "Can you clear the way? No van",
        datetime(2026, 6, 2, 18, 0, tzinfo=ISTANBUL),
    )
    assert asked("checkins.answer_ask", cast.sponsor) == []

    ask_answer(ask=ask, answer="declined", by=cast.leader_member, reason="No.")
    assert asked("checkins.answer_ask") == []


def test_promise_is_remembered_the_day_before(cast: Cast, clock: time_machine.Traveller) -> None:
    """J3: who promised a date is asked the day before it."""
    impediment = impediment_raise(team=cast.team, text="No van", by=cast.member)
    ask = leader_ask(impediment=impediment, by=cast.member)
    ask_answer(ask=ask, answer="accepted", by=cast.leader_member, promised_for=date(2026, 5, 28))

    assert asked("checkins.resolve_promise") == []
    clock.move_to(datetime(2026, 5, 27, 9, 0, tzinfo=ISTANBUL))
    assert asked("checkins.resolve_promise") == [(cast.leader_member.pk, "Is it solved? No van")]


def test_facilitator_finds_the_room_on_the_day(cast: Cast, clock: time_machine.Traveller) -> None:
    """K3: on the day, and until it is over."""
    check_in = plan(cast)
    assert asked("checkins.moderate") == []

    clock.move_to(FRIDAY)
    assert asked("checkins.moderate") == [(cast.facilitator.pk, "Today you moderate the check-in.")]

    check_in_start(check_in=check_in, by=cast.facilitator)
    check_in_end(check_in=check_in, by=cast.facilitator)
    assert asked("checkins.moderate") == []


def test_each_nudge_is_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    """T2: set-based, for one person and for everybody."""
    plan(cast)
    for text in ("No van", "No list", "No time"):
        impediment = impediment_raise(team=cast.team, text=text, by=cast.member)
        leader_ask(impediment=impediment, by=cast.member)

    kinds = {"prepare": 1, "answer_ask": 2, "resolve_promise": 1, "moderate": 1}
    for kind, queries in kinds.items():
        with django_assert_num_queries(queries):
            list(nudges[f"checkins.{kind}"].rows(timezone.now(), None))


def test_cycle_without_series_starts_with_a_note(cast: Cast) -> None:
    """K1, A3: no check-ins is a soft thing to miss before the cycle starts."""
    found = [m for m in missing_for(cast.cycle, "run") if "check-in" in m.sentence]
    assert [(m.soft, m.url) for m in found] == [
        (True, f"/o/lodos/cycles/{cast.cycle.pk}/check-ins/plan/")
    ]

    plan(cast)
    assert [m for m in missing_for(cast.cycle, "run") if "check-in" in m.sentence] == []


def test_running_check_in_holds_the_review_back(cast: Cast) -> None:
    """A3: a planned one is soft, a running one is not."""
    check_in = plan(cast)
    assert [m.soft for m in missing_for(cast.cycle, "review") if "check-in" in m.sentence] == [True]

    check_in_start(check_in=check_in, by=cast.facilitator)
    assert [m.soft for m in missing_for(cast.cycle, "review") if "check-in" in m.sentence] == [
        False
    ]
