"""The check-in room over real streams: two browsers in step, and what happens without them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from checkins.live_check_in.actions import check_in_end, check_in_start, slot_pause, slot_resume
from checkins.models import CheckIn, Minutes, Slot
from checkins.reports.actions import learning_add
from checkins.series.actions import series_plan
from core.live import seats
from core.tenancy import tenant
from okrs.measurements.actions import measure
from orgs.people.actions import person_deactivate
from teams.members.actions import member_leave
from teams.models import Team
from tests.cast import Cast, join
from tests.core.live.test_live import redis_client, subscribed
from tests.look.test_frame import complaints
from tests.serving import Site, serving

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
CHANGED = "document.dispatchEvent(new CustomEvent('live:changed', { detail: {} }))"
STATE = "[data-live-state]"
STANDS, RUNS = "[data-clock][data-ends-at='']", "[data-clock]:not([data-ends-at=''])"


@pytest.fixture
def look_on(chromium: Browser, live_site: Site) -> Iterator[Any]:
    """The browser of somebody: `look_on(stage.member)`."""
    contexts = []

    def opened(person: Any, **screen: Any) -> Page:
        context = chromium.new_context(base_url=live_site.url, reduced_motion="reduce", **screen)
        client = Client()  # each their own: signing in ends the session before
        client.force_login(person.account)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def live(stage: Cast, clock: time_machine.Traveller) -> CheckIn:
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        check_in = series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]
        return check_in_start(check_in=check_in, by=stage.facilitator)


def test_everybody_sees_the_same_without_asking(stage: Cast, live: CheckIn, look_on: Any) -> None:
    """K3, K5: a step, a note and a value are on all screens, so is the end; what is typed stays."""
    path = stage.path(f"check-ins/{live.pk}/")
    wall, phone = look_on(stage.facilitator), look_on(stage.member)
    told = complaints(wall)
    for page in (wall, phone):
        page.goto(path)
        expect(page.locator(STATE).get_by_text("Live", exact=True)).to_be_visible()

    line = wall.get_by_label("Add a learning").first
    line.fill("Half a sent")
    wall.get_by_role("button", name="Pause").click()
    line.focus()
    expect(phone.locator(STANDS)).to_be_visible()

    phone.get_by_label("Your note").fill("Vans carry the parts")
    phone.get_by_role("button", name="Share with the room").click()
    expect(wall.locator("#achievement-rows")).to_contain_text("Vans carry the parts")
    with tenant(stage.organisation):
        measure(key_result=stage.key_results[0], by=stage.member, value="72")
    expect(wall.locator(".big-krs .now").first).to_contain_text("72")
    expect(line).to_be_focused()
    expect(line).to_have_value("Half a sent")

    with tenant(stage.organisation):
        check_in_end(check_in=live, by=stage.facilitator)
    expect(phone).to_have_url(f"{phone.url.split('/o/')[0]}{path}minutes/")
    expect(wall.get_by_role("link", name="Read the minutes")).to_be_visible()
    expect(line).to_have_value("Half a sent")
    assert told == []


@pytest.fixture
def three_teams(stage: Cast, clock: time_machine.Traveller) -> CheckIn:
    """To come at 14:00: the third team has somebody who speaks for it."""
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        third = Team.objects.create(
            cycle=stage.cycle, focus_area=stage.areas[2], number=3, name="Belonging"
        )
        join(stage, stage.reader, third, "3", speaks=True)
        return series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]


def test_whole_check_in_of_three_teams(stage: Cast, three_teams: CheckIn, look_on: Any) -> None:
    """K3, K9, K12, S5: a facilitator, two who speak and a phone; one of them is cut off in between.

    Everybody opened the page before the start. What was typed without a connection is there once.
    """
    path = stage.path(f"check-ins/{three_teams.pk}/")
    wall, first, second = map(look_on, (stage.facilitator, stage.representative, stage.reader))
    phone = look_on(stage.sponsor, viewport={"width": 390, "height": 844})
    told = complaints(wall)
    for page in (wall, first, second, phone):
        page.goto(path)
        expect(page.locator(STATE).get_by_text("Live", exact=True)).to_be_visible()

    wall.get_by_role("button", name="Start the check-in").click()
    for page in (first, second, phone):
        expect(page.get_by_role("heading", level=1)).to_have_text("Capabilities")
    share(first, "Vans carry the parts")
    for page in (wall, first, second, phone):
        expect(page.get_by_text("Vans carry the parts")).to_be_visible()
    expect(wall.locator("#here")).to_contain_text("4 are here")

    first.context.set_offline(True)
    for text in ("Dealers plan a week", "Routes hold until noon"):
        share(first, text)
    expect(first.get_by_text("Waits for the connection:")).to_contain_text("Routes hold until")
    wall.get_by_label("Add a learning").first.fill("They want a date")
    wall.get_by_label("Add a learning").first.press("Enter")
    expect(phone.get_by_text("They want a date")).to_be_visible()
    first.context.set_offline(False)
    for text in ("They want a date", "Routes hold until noon"):
        expect(first.locator("#from-room").get_by_text(text)).to_have_count(1)
    expect(wall.locator("#achievement-rows li")).to_have_count(3)

    wall.get_by_role("button", name="Next team").click()
    wall.get_by_role("button", name="Back to Capabilities").click()
    expect(wall.get_by_role("heading", level=1)).to_have_text("Capabilities")
    for name in ("Working conditions", "Belonging"):
        wall.get_by_role("button", name="Next team").click()
        for page in (wall, second, phone):
            expect(page.get_by_role("heading", level=1)).to_have_text(name)
    share(second, "Nobody asks us", kind="Blocked")
    expect(wall.locator("#impediment-rows")).to_contain_text("Nobody asks us")

    wall.get_by_role("link", name="End check-in").click()
    wall.get_by_label("What was decided?").fill("We meet in June")
    wall.get_by_role("button", name="End it and write the minutes").click()
    for page in (wall, first, second, phone):
        expect(page.get_by_text("We meet in June")).to_be_visible()
    assert told == []
    with tenant(stage.organisation):
        teams = Minutes.objects.get(check_in=three_teams).content["teams"]
    assert [sorted(said["text"] for said in team["achievements"]) for team in teams] == [
        ["Dealers plan a week", "Routes hold until noon", "Vans carry the parts"],
        [],
        [],
    ]
    assert [said["text"] for said in teams[0]["learnings"]] == ["They want a date"]
    assert [ask["text"] for ask in teams[2]["asks"]] == ["Nobody asks us"]
    assert [team["state"] for team in teams] == ["done", "done", "done"]


def share(page: Page, text: str, kind: str = "Achieved") -> None:
    page.locator("label").filter(has_text=kind).first.click()
    page.get_by_label("Your note").fill(text)
    page.get_by_role("button", name="Share with the room").click()
    expect(page.get_by_label("Your note")).to_have_value("")


def test_room_goes_on_without_streams_and_catches_up(
    stage: Cast, live: CheckIn, look_on: Any
) -> None:
    """K3: it says so, asks every 30 seconds, and is live again by itself."""
    page = look_on(stage.member)
    page.clock.install()
    page.route("**/live/?t=*", lambda route: route.abort())
    page.goto(stage.path(f"check-ins/{live.pk}/"))

    for _attempt in range(2):
        with page.expect_request_finished(lambda request: "/ticket/" in request.url):
            page.clock.run_for(5_000)
    expect(page.locator(f"{STATE}.off")).to_contain_text("Not live")
    with tenant(stage.organisation):
        slot = Slot.objects.select_related("check_in").get(state="on")
        slot_pause(slot=slot, by=stage.facilitator)
    page.clock.run_for(30_000)
    expect(page.locator(STANDS)).to_be_visible()

    page.unroute("**/live/?t=*")
    with tenant(stage.organisation):
        slot_resume(slot=slot, by=stage.facilitator)
    page.clock.run_for(30_000)
    expect(page.locator(STATE).get_by_text("Live", exact=True)).to_be_visible()
    expect(page.locator(RUNS)).to_be_visible()


def test_room_asks_where_too_many_streams_are_open(
    stage: Cast, live: CheckIn, look_on: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W14: a stream that is refused with 429 leaves a page that asks every 30 seconds."""
    monkeypatch.setattr(seats, "OF_ACCOUNT", 0)
    page = look_on(stage.member)
    page.clock.install()
    with page.expect_response(lambda answer: "/live/?t=" in answer.url) as refused:
        page.goto(stage.path(f"check-ins/{live.pk}/"))
    for _attempt in range(2):
        with page.expect_request_finished(lambda request: "/ticket/" in request.url):
            page.clock.run_for(5_000)
    expect(page.locator(f"{STATE}.off")).to_contain_text("Not live")
    with tenant(stage.organisation):
        slot = Slot.objects.select_related("check_in").get(state="on")
        slot_pause(slot=slot, by=stage.facilitator)
    page.clock.run_for(30_000)

    expect(page.locator(STANDS)).to_be_visible()
    assert refused.value.status == 429


def test_room_heals_when_redis_and_the_server_come_back(
    stage: Cast, live: CheckIn, look_on: Any, live_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K3: what was written while Redis lost its memory, or nobody served, is there; no reload."""
    page = look_on(stage.sponsor)
    page.goto(stage.path(f"check-ins/{live.pk}/"))
    expect(page.locator(STATE).get_by_text("Live", exact=True)).to_be_visible()
    page.evaluate("window.opened = 'once'")

    def write(text: str) -> None:
        with tenant(stage.organisation):
            learning_add(team=stage.team, text=text, by=stage.member)

    write("Before")
    expect(page.get_by_text("Before")).to_be_visible()
    for connected in subscribed():
        redis_client().client_kill_filter(_id=connected)
    redis_client().flushdb()
    write("While Redis came back")
    expect(page.get_by_text("While Redis came back")).to_be_visible()

    live_site.stop()
    write("While nobody served")
    with serving(monkeypatch, port=live_site.port):
        expect(page.get_by_text("While nobody served")).to_be_visible()
        write("After")
        expect(page.get_by_text("After")).to_be_visible()
        assert page.evaluate("window.opened") == "once"
        page.context.close()


def test_room_stops_for_who_may_not_look_on(
    stage: Cast, live: CheckIn, look_on: Any, clock: time_machine.Traveller
) -> None:
    """U3: somebody leaves: the stream ends, the new ticket is refused, and the page says so."""
    page = look_on(stage.other_member)
    with page.expect_request_finished(lambda request: "/follow/clock/" in request.url):
        page.goto(stage.path(f"check-ins/{live.pk}/"))
    expect(page.locator(STATE).get_by_text("Live", exact=True)).to_be_visible()

    with tenant(stage.organisation):
        person_deactivate(person=stage.other_member, by=stage.administrator)

    expect(page.locator(f"{STATE}.off").get_by_text("No longer live")).to_be_visible()
    expect(page.get_by_role("alert").get_by_text("You can no longer see this")).to_be_visible()


@pytest.mark.parametrize("deed", ["leaves", "leaves the team", "signs out"])
def test_refused_part_says_that_rights_have_ended(
    stage: Cast, live: CheckIn, look_on: Any, deed: str
) -> None:
    """U3: no stream tells of it here.

    A part that was asked for between the end of the right and the page's next ticket led to the
    sign-in page, where nothing said why; so the test above failed now and then.
    """
    path = stage.path(f"check-ins/{live.pk}/")
    page = look_on(stage.other_member)
    page.route("**/live/?t=*", lambda route: route.abort())
    page.route("**/ticket/", lambda route: route.abort())
    with page.expect_request_finished(lambda request: "/follow/clock/" in request.url):
        page.goto(path)
        page.evaluate(CHANGED)
    address = page.url
    asked: list[str] = []

    with tenant(stage.organisation):
        if deed == "leaves":
            person_deactivate(person=stage.other_member, by=stage.administrator)
        elif deed == "leaves the team":
            membership = stage.other_member.memberships.get()
            member_leave(membership=membership, by=stage.integrator)
        else:
            page.context.clear_cookies()
    page.evaluate(CHANGED)

    expect(page.get_by_role("alert").get_by_text("You can no longer see this")).to_be_visible()
    expect(page.locator(f"{STATE}.off").get_by_text("No longer live")).to_be_visible()
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(CHANGED)
    assert (page.url, asked) == (address, [])
    page.get_by_role("link", name="Go to my work").click()
    expect(page).not_to_have_url(address)
