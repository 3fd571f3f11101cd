"""Calendar feeds (Q6): whose dates stand in which, and what calendar programs ask of them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from checkins.models import CheckIn
from checkins.series.actions import check_in_cancel, check_in_move, series_plan
from core.tenancy import tenant
from orgs.models import Organisation, Person
from orgs.people.actions import person_deactivate
from reviews.models import ClosingEvent
from reviews.review.actions import review_open
from teams.calendar_feeds.actions import feed_make
from teams.coaches.actions import coach_release
from teams.members.actions import member_leave
from teams.models import Coaching, Seat, Session, WorkingAgreement
from teams.sessions.actions import session_plan
from tests.cast import ISTANBUL, STARTS_ON, Cast, Rival, make_theme
from themes.models import Cycle

FRIDAY = datetime(2026, 5, 29, 14, 0, tzinfo=ISTANBUL)
WEEK = timedelta(weeks=1)


@pytest.fixture
def dated(stage: Cast) -> Cast:
    """Lodos with dates: a meeting of each team, two sessions, a check-in, the review."""
    with tenant(stage.organisation):
        for team in (stage.team, stage.other_team):
            WorkingAgreement.objects.create(
                team=team,
                weekday=2,
                starts_at=time(14, 30),
                changed_by=stage.member,
                place="Oda Gediz; " + "görüntülü, " * 12,
            )
        for host in (stage.leader_member, stage.coach):
            Session.objects.create(
                cycle=stage.cycle, kind="okr_101", starts_at=FRIDAY - WEEK, host=host
            )
        series_plan(cycle=stage.cycle, dates=[FRIDAY], by=stage.integrator)
        ClosingEvent.objects.create(
            cycle=stage.cycle, kind="review", starts_at=FRIDAY + 4 * WEEK, minutes=90
        )
    return stage


def address(stage: Cast, person: Person, **whose: Any) -> str:
    with tenant(stage.organisation):
        return f"/a/calendar/{feed_make(person=person, **whose).token}.ics"


def entries(answer: Any) -> dict[str, Any]:
    """What stands in a feed, by the summary."""
    return {str(e["SUMMARY"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}


def of_all(*more: str) -> set[str]:
    return {"Check-in 1: Quieter kitchens", "Review: Quieter kitchens", *more}


def test_feeds_hold_the_dates_of_a_person_a_team_and_a_program(dated: Cast) -> None:
    """Q6: one's own seats and teams; a team's meeting; what all teams share. No session needed."""
    due, okr_101 = "Due today: see “My work”", "OKR 101: Quieter kitchens"
    mine = "Team meeting: Capabilities"
    client = Client()
    with tenant(dated.organisation):
        Seat.objects.create(session=Session.objects.first(), person=dated.member)

    def read(person: Person, **whose: Any) -> set[str]:
        return set(entries(client.get(address(dated, person, **whose))))

    assert read(dated.member) - {due} == of_all(mine, okr_101)
    assert read(dated.coach) - {due} == of_all(mine, okr_101)  # hosts the other one
    assert read(dated.waiting_member) - {due} == of_all(mine)
    assert read(dated.reader) == set()
    assert read(dated.member, team=dated.team) == of_all(mine, okr_101)
    assert read(dated.coach, team=dated.team) == of_all(mine, okr_101)
    assert read(dated.reader, theme=dated.theme) == of_all(okr_101)


def test_what_is_due_stands_as_a_day_without_words(stage: Cast) -> None:
    """Q6, T2: the same definition as *My work*; done, it is gone; nothing is told of what it is."""
    url = address(stage, stage.home_leader)

    (day,) = [e for e in entries(Client().get(url)).values() if str(e["UID"]).startswith("due-")]

    assert day["DTSTART"].dt == date(2026, 5, 22)
    assert (str(day["TRANSP"]), "Deniz" in day.to_ical().decode()) == ("TRANSPARENT", False)
    with tenant(stage.organisation):
        stage.waiting_member.memberships.update(left_on=date(2026, 5, 20))
    assert entries(Client().get(url)) == {}


def test_entries_follow_each_change(dated: Cast) -> None:
    """Q6: one UID, a growing SEQUENCE, CANCELLED; a change of nothing changes nothing."""
    url, client = address(dated, dated.reader, theme=dated.theme), Client()
    names = ("Check-in 1: Quieter kitchens", "OKR 101: Quieter kitchens")

    def seen() -> list[tuple[str, int, str]]:
        found = entries(client.get(url))
        return [
            (str(found[n]["UID"]), found[n]["SEQUENCE"], str(found[n]["STATUS"])) for n in names
        ]

    with tenant(dated.organisation):
        session, check_in = Session.objects.order_by("-pk").first(), dated.cycle.check_ins.get()
    first = seen()
    for moved in (1, 1, 2):
        with tenant(dated.organisation):
            session_plan(
                cycle=dated.cycle,
                kind="okr_101",
                starts_at=FRIDAY - moved * timedelta(days=1),
                host=session.host,
                by=dated.integrator,
                session=session,
            )
    with tenant(dated.organisation):
        check_in_move(check_in=check_in, starts_at=FRIDAY + WEEK, by=dated.integrator)
        check_in_cancel(check_in=check_in, by=dated.integrator)
    second = seen()

    assert [row[1:] for row in first] == [(0, "CONFIRMED"), (0, "CONFIRMED")]
    assert [row[1:] for row in second] == [(2, "CANCELLED"), (2, "CONFIRMED")]
    assert [row[0] for row in first] == [row[0] for row in second]


def test_review_that_was_opened_unplanned_has_an_entry(stage: Cast) -> None:
    """Q6, M1: planned or not, an open review is one entry."""
    with tenant(stage.organisation):
        review_open(
            cycle=stage.cycle,
            by=stage.integrator,
            starts_at=FRIDAY,
            place="Hall",
            answers_until=FRIDAY.date(),
            note="Earlier than planned",
        )
    readers = (stage.member, stage.reader)
    event, outside = (
        entries(Client().get(address(stage, reader, theme=stage.theme)))["Review: Quieter kitchens"]
        for reader in readers
    )

    assert (event["DTSTART"].dt, event["DURATION"].dt) == (FRIDAY, timedelta(minutes=90))
    assert (event["SEQUENCE"], str(event["LOCATION"])) == (0, "Hall")
    assert "LOCATION" not in outside  # W16: a link lets in whoever has it


@pytest.mark.parametrize(
    ("zone", "hours"), [("Europe/Berlin", {12, 13}), ("Europe/Istanbul", {11})]
)
def test_feed_stays_on_the_wall_clock(dated: Cast, zone: str, hours: set[int]) -> None:
    """Q6: Berlin changes its clocks within the cycle, İstanbul does not; lines of 75 octets."""
    with tenant(dated.organisation):
        Cycle.objects.filter(pk=dated.cycle.pk).update(
            starts_on=date(2026, 3, 16), ends_on=date(2026, 11, 15)
        )
        Organisation.objects.filter(pk=dated.organisation.pk).update(time_zone=zone)
    answer = Client().get(address(dated, dated.member, team=dated.team))
    calendar = Calendar.from_ical(answer.content)
    event = entries(answer)["Team meeting: Capabilities"]
    days = list(rrulestr(event["RRULE"].to_ical().decode(), dtstart=event.decoded("dtstart")))

    assert [str(z["TZID"]) for z in calendar.walk("VTIMEZONE")] == [zone]
    assert {day.strftime("%a %H:%M") for day in days} == {"Wed 14:30"}
    assert {day.astimezone(UTC).hour for day in days} == hours
    assert max(map(len, answer.content.split(b"\r\n"))) <= 75
    assert str(event["LOCATION"]) == "Oda Gediz; " + "görüntülü, " * 12


def test_program_asks_whether_something_changed(dated: Cast, clock: Any) -> None:
    """Q6: the same dates an hour later are 304 without a body; a changed one is told."""
    url, client = address(dated, dated.member), Client()
    first = client.get(url)
    clock.shift(3600)
    known = {"If-None-Match": first.headers["ETag"]}

    again = client.get(url, headers=known)
    with tenant(dated.organisation):
        check_in_cancel(check_in=dated.cycle.check_ins.get(), by=dated.integrator)
    changed = client.get(url, headers=known)

    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"] != changed.headers["ETag"]
    assert changed.status_code == 200
    assert client.post(url).status_code == 405


def test_address_is_made_and_made_anew_by_its_owner(dated: Cast, sign_in: Any) -> None:
    """Q6: a button makes it, another voids it at once; looking makes nothing."""
    browser, path = sign_in(dated.member), dated.path("calendar/")
    empty = browser.get(path).text
    said = {"team": dated.team.pk}

    def shown() -> str:
        browser.post(f"{path}address/", said)
        with tenant(dated.organisation):
            feed = dated.member.calendar_feeds.get()
        url = f"/a/calendar/{feed.token}.ics"
        assert f"<code>{settings.BASE_URL}{url}</code>" in browser.get(path).text
        return url

    old = shown()
    alive = Client().get(old).status_code
    new = shown()

    assert "/a/calendar/" not in empty
    assert (alive, Client().get(old).status_code, Client().get(new).status_code) == (200, 404, 200)
    assert new not in sign_in(dated.coach).get(path).text
    assert [Client().get(f"/a/calendar/{t}.ics").status_code for t in ("x", "1-1-x", "١-1-x")] == [
        404,
        404,
        404,
    ]


def test_address_of_what_is_not_there_is_not_made(dated: Cast, rival: Rival, sign_in: Any) -> None:
    """Q6: another organisation's theme is none; a sentence says so, and nothing is written."""
    answer = sign_in(dated.member).post(
        dated.path("calendar/address/"), {"theme": rival.theme.pk}, follow=True
    )

    assert "There is no address for this." in answer.text
    with tenant(dated.organisation):
        assert not dated.member.calendar_feeds.exists()


def test_feed_of_somebody_who_left_is_gone(dated: Cast) -> None:
    """Q6, U3: with the person ends every address of theirs, also that of a team."""
    urls = [address(dated, dated.reader), address(dated, dated.reader, team=dated.team)]

    with tenant(dated.organisation):
        person_deactivate(person=dated.reader, by=dated.administrator)

    assert [Client().get(url).status_code for url in urls] == [404, 404]


LINK = "https://meet.example/secret-room"


def test_meeting_link_is_for_those_who_meet(dated: Cast, sign_in: Any) -> None:
    """W16: anybody could take the feed of any team, with the link of its meeting."""
    with tenant(dated.organisation):
        WorkingAgreement.objects.update(place=LINK)
        CheckIn.objects.update(place=LINK)
    inside = ("member", "coach")
    outside = ("reader", "home_leader", "administrator", "sponsor", "other_member", "integrator")
    pages = (
        f"teams/{dated.team.pk}/",
        f"teams/{dated.team.pk}/agreement/",
        f"teams/{dated.team.pk}/agreement/meetings.ics",
    )

    def shown(who: str) -> list[bool]:
        browser = sign_in(getattr(dated, who))
        return ["secret-room" in browser.get(dated.path(page)).text for page in pages]

    def feed(who: str, **whose: Any) -> Any:
        answer = Client().get(address(dated, getattr(dated, who), **whose))
        return answer.status_code, "secret-room" in answer.content.decode().replace("\r\n ", "")

    assert {who: shown(who) for who in inside} == dict.fromkeys(inside, [True] * 3)
    assert {who: shown(who) for who in outside} == dict.fromkeys(outside, [False] * 3)
    assert {who: feed(who, team=dated.team) for who in inside} == dict.fromkeys(inside, (200, True))
    assert {who: feed(who, team=dated.team) for who in outside} == dict.fromkeys(
        outside, (410, False)
    )
    series = dated.path(f"cycles/{dated.cycle.pk}/check-ins/calendar/")
    for who, sees in (("member", True), ("sponsor", True), ("reader", False)):
        assert feed(who, theme=dated.theme) == (200, sees), who
        answer = sign_in(getattr(dated, who)).get(series)
        text = answer.content.decode().replace("\r\n ", "")
        assert (answer.status_code, "secret-room" in text) == (200, sees), who


def test_address_of_a_team_ends_with_the_membership(dated: Cast, sign_in: Any) -> None:
    """W16: who leaves the team, and the coach who is released, read nothing more."""
    member = address(dated, dated.member, team=dated.team)
    coach = address(dated, dated.coach, team=dated.team)
    before = [Client().get(url).status_code for url in (member, coach)]
    with tenant(dated.organisation):
        membership = dated.member.memberships.get(team=dated.team)
        member_leave(membership=membership, by=dated.integrator)
        coach_release(team=dated.team, by=dated.integrator)

    after = [Client().get(url) for url in (member, coach)]

    assert (before, [answer.status_code for answer in after]) == ([200, 200], [410, 410])
    assert {answer.content for answer in after} == {b""}
    asked = sign_in(dated.member).post(
        dated.path("calendar/address/"), {"team": dated.team.pk}, follow=True
    )
    assert "There is no address for this." in asked.text
    assert "Capabilities" not in sign_in(dated.member).get(dated.path("calendar/")).text


def test_feed_asks_as_often_for_many_dates(dated: Cast, django_assert_max_num_queries: Any) -> None:
    """Q6: set-based."""
    urls = [address(dated, dated.member), address(dated, dated.member, theme=dated.theme)]

    def asked() -> list[tuple[int, int]]:
        found = []
        for url in urls:
            with django_assert_max_num_queries(90) as captured:
                answer = Client().get(url)
            found.append((len(entries_of(answer)), len(captured)))
        return found

    few = asked()
    with tenant(dated.organisation):
        series_plan(
            cycle=dated.cycle, dates=[FRIDAY + n * WEEK for n in (1, 2, 3)], by=dated.integrator
        )
        for n in range(3):
            Session.objects.create(
                cycle=dated.cycle, kind="context", starts_at=FRIDAY + n * WEEK, host=dated.member
            )
    many = asked()

    assert [row[0] for row in many] == [row[0] + 6 for row in few]
    assert [row[1] for row in many] == [row[1] for row in few]


def entries_of(answer: Any) -> list[Any]:
    return Calendar.from_ical(answer.content).walk("VEVENT")


def test_page_asks_as_often_for_many_feeds(
    dated: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    """Q6: set-based."""
    browser = sign_in(dated.member)
    with tenant(dated.organisation):
        Coaching.objects.create(team=dated.other_team, coach=dated.member, since=STARTS_ON)

    def asked() -> int:
        with django_assert_max_num_queries(60) as captured:
            browser.get(dated.path("calendar/"))
        return len(captured)

    address(dated, dated.member, team=dated.team)
    address(dated, dated.member, theme=dated.theme)
    few = asked()
    address(dated, dated.member, team=dated.other_team)
    with tenant(dated.organisation):
        theme = make_theme(dated.sponsor, name="Warm floors")
    address(dated, dated.member, theme=theme)

    assert asked() == few
