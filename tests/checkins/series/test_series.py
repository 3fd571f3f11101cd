"""The series of check-ins: whose holidays, who hears of changes, calendars, what may be missing."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from checkins.live_check_in.actions import check_in_end, check_in_start, slot_absent, slot_next
from checkins.models import CheckIn, CheckInChange
from checkins.preparation.actions import presenter_choose
from checkins.series.actions import check_in_cancel, check_in_move, series_plan, series_propose
from core.tenancy import tenant
from nudges.mail.outbox import sweep
from nudges.models import Occasion
from nudges.registry import nudges
from orgs.models import Site
from tests.cast import ISTANBUL, Cast

FRIDAY = datetime(2026, 5, 22, 14, 0, tzinfo=ISTANBUL)
WEEK = timedelta(weeks=1)


@pytest.fixture
def check_in(stage: Cast) -> CheckIn:
    with tenant(stage.organisation):
        (made,) = series_plan(
            cycle=stage.cycle, dates=[FRIDAY], by=stage.integrator, facilitator=stage.facilitator
        )
        return made


def heard(person: Any = None) -> list[tuple[int, str]]:
    """Who is told what, as somebody in İstanbul reads it."""
    with timezone.override(ISTANBUL):
        rows = nudges["checkins.changed"].rows(timezone.now(), person)
        return [(due.person_id, due.title) for due in rows]


def mails() -> int:
    sweep(timezone.now())
    return Occasion.objects.filter(kind="checkins.changed").count()


def entry(answer: Any) -> Any:
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    return event


def test_holidays_of_the_sites_count_too(cast: Cast) -> None:
    """K1: somebody works in Austria, where Corpus Christi is a holiday; the date stays."""
    Site.objects.create(name="Wien", country="AT")

    proposed = series_propose(cast.cycle, weekday=3, at=FRIDAY.time())

    flagged = [(f"{one.starts_at:%m-%d}", one.countries) for one in proposed if one.countries]
    assert flagged == [("05-14", ("AT", "DE")), ("05-28", ("TR",))]


def test_refused_plan_keeps_its_flags(stage: Cast, sign_in: Any) -> None:
    """K1: a day that was typed is flagged like one that was proposed."""
    data = {
        "weekday": "2",
        "at": "14:00",
        "slot_minutes": "15",
        "facilitator": "",
        "place": "",
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "2",
        "form-0-keep": "on",
        "form-0-starts_at": "2026-05-25T14:00",
        "form-1-keep": "on",
        "form-1-starts_at": "2027-01-05T14:00",
    }

    answer = sign_in(stage.facilitator).post(
        stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/"), data
    )

    assert answer.status_code == 422
    assert [flags for _form, flags in answer.context["rows"]] == [["DE"], []]


def test_moved_to_a_holiday_says_so(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K1, K12: people decide; the answer and the list say which country is at home."""
    client = sign_in(stage.facilitator)

    answer = client.post(
        stage.path(f"check-ins/{check_in.pk}/edit/"),
        {"starts_at": "2026-05-25T14:00"},
        follow=True,
    )
    listed = client.get(stage.path(f"cycles/{stage.cycle.pk}/check-ins/"))

    assert "That day is a public holiday: DE." in answer.text
    assert "public holiday: DE" in listed.text


def test_move_is_told_once_to_those_concerned(
    stage: Cast, check_in: CheckIn, clock: time_machine.Traveller
) -> None:
    """K12: members, coaches, who moderates; not who moved it, and of two moves the last alone."""
    with tenant(stage.organisation):
        check_in_move(check_in=check_in, starts_at=FRIDAY + WEEK, by=stage.integrator)
        check_in_move(check_in=check_in, starts_at=FRIDAY + 2 * WEEK, by=stage.facilitator)
        title = "Check-in 1 is moved to Fri 5 June, 14:00."
        people = [
            stage.representative,
            stage.member,
            stage.leader_member,
            stage.waiting_member,
            stage.other_member,
            stage.coach,
        ]

        assert sorted(heard()) == sorted((person.pk, title) for person in people)
        assert heard(stage.member) == [(stage.member.pk, title)]
        assert [heard(p) for p in (stage.facilitator, stage.reader, stage.sponsor)] == [[]] * 3
        assert (mails(), mails()) == (6, 6)
        clock.shift(timedelta(days=4))
        assert (heard(), mails()) == ([], 6)


def test_cancelling_is_told_and_nobody_prepares(stage: Cast, check_in: CheckIn) -> None:
    """K12: a word once, and no other mail about it; another place alone is no news."""
    with tenant(stage.organisation):
        check_in_move(check_in=check_in, starts_at=FRIDAY, place="Room Gediz", by=stage.integrator)
        assert heard() == []

        check_in_cancel(check_in=check_in, by=stage.integrator)
        check_in_cancel(check_in=check_in, by=stage.integrator)

        title = "Check-in 1 of Fri 22 May, 14:00 is cancelled."
        assert {words for _person, words in heard()} == {title}
        assert stage.facilitator.pk in dict(heard())
        assert mails() == 7
        assert CheckInChange.objects.filter(entered=None).count() == 1
        assert list(nudges["checkins.prepare"].rows(timezone.now(), None)) == []


def test_changes_are_found_in_as_many_queries_for_three_as_for_one(
    stage: Cast, check_in: CheckIn, django_assert_num_queries: Any
) -> None:
    """T2, K12: set-based."""
    with tenant(stage.organisation):
        more = series_plan(
            cycle=stage.cycle, dates=[FRIDAY + WEEK, FRIDAY + 2 * WEEK], by=stage.integrator
        )
        for one in [check_in, *more]:
            with django_assert_num_queries(2 if CheckInChange.objects.exists() else 1):
                heard()
            moved = one.starts_at + timedelta(hours=1)
            check_in_move(check_in=one, starts_at=moved, by=stage.integrator)


def test_calendar_entry_keeps_its_name_and_follows_each_change(
    stage: Cast, check_in: CheckIn, sign_in: Any
) -> None:
    """K1, K12: one UID, a growing SEQUENCE, the place, the length for all teams, CANCELLED."""
    client, path = sign_in(stage.other_member), stage.path(f"check-ins/{check_in.pk}/calendar/")

    first = entry(client.get(path))
    with tenant(stage.organisation):
        check_in_move(
            check_in=check_in, starts_at=FRIDAY + WEEK, place="Room Gediz", by=stage.integrator
        )
    second = entry(client.get(path))
    with tenant(stage.organisation):
        check_in_cancel(check_in=check_in, by=stage.integrator)
    third = entry(client.get(path))

    assert [e["SEQUENCE"] for e in (first, second, third)] == [0, 1, 2]
    assert [str(e["STATUS"]) for e in (first, second, third)] == [
        "CONFIRMED",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert len({str(e["UID"]) for e in (first, second, third)}) == 1
    assert [e.decoded("DTSTART") for e in (first, second)] == [FRIDAY, FRIDAY + WEEK]
    assert first.decoded("DURATION") == timedelta(minutes=30)
    assert (str(second["LOCATION"]), str(first["SUMMARY"])) == (
        "Room Gediz",
        "Check-in 1: Quieter kitchens",
    )


def test_series_is_one_file(
    stage: Cast, check_in: CheckIn, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    """K1: as often asked for three check-ins as for one; the zone stands in it."""
    client = sign_in(stage.member)
    path = stage.path(f"cycles/{stage.cycle.pk}/check-ins/calendar/")

    def asked() -> tuple[int, int]:
        with django_assert_max_num_queries(60) as captured:
            calendar = Calendar.from_ical(client.get(path).content)
        assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Istanbul"]
        return len(calendar.walk("VEVENT")), len(captured)

    (one, queries), dates = asked(), [FRIDAY + WEEK, FRIDAY + 2 * WEEK]
    with tenant(stage.organisation):
        series_plan(cycle=stage.cycle, dates=dates, by=stage.integrator)

    assert (one, asked()) == (1, (3, queries))


def test_check_in_works_with_what_is_missing(
    stage: Cast, check_in: CheckIn, clock: time_machine.Traveller
) -> None:
    """K12: a team is not there, a member speaks alone, no value was ever measured."""
    with tenant(stage.organisation):
        mine = check_in.slots.get(team=stage.team)
        presenter_choose(slot=mine, presenter=stage.waiting_member, by=stage.waiting_member)
        slot_absent(slot=check_in.slots.get(team=stage.other_team), by=stage.facilitator)
        clock.move_to(FRIDAY)

        check_in_start(check_in=check_in, by=stage.facilitator)
        clock.shift(600)
        after = slot_next(slot=check_in.slots.get(team=stage.team), by=stage.facilitator)
        minutes = check_in_end(check_in=check_in, by=stage.facilitator)

    assert after is None
    assert [
        (team["team"], team["state"], team["presenter"]) for team in minutes.content["teams"]
    ] == [
        ("Capabilities", "done", "Deniz Aydin"),
        ("Working conditions", "absent", "Priya Raman"),
    ]
    assert "Not on stage this time." in minutes.markdown
    assert "not measured yet" in minutes.markdown
