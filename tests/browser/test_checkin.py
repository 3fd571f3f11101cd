"""Meetings and the check-in room in a browser with scripts: keys, clock, lines that stay."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from checkins.impediments.actions import impediment_raise, leader_ask
from checkins.live_check_in.actions import check_in_end, check_in_start
from checkins.meetings.actions import meeting_open
from checkins.meetings.round_actions import round_open
from checkins.models import Achievement, CheckIn, Slot, TeamMeeting
from checkins.reports.actions import learning_add
from checkins.series.actions import series_plan
from checkins.votes.actions import vote_give, vote_open
from core.tenancy import tenant
from okrs.models import KeyResult
from tests.cast import Cast, join
from tests.look.sound import findings
from tests.look.test_frame import complaints
from tests.okrs.rows import measured
from tests.serving import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


@pytest.fixture
def open_as(chromium: Browser, live_site: Site, sign_in: Any) -> Iterator[Any]:
    """The browser of somebody: `open_as(stage.facilitator)`."""
    contexts = []

    def opened(person: Any, width: int = 1280, height: int = 720) -> Page:
        context = chromium.new_context(
            base_url=live_site.url,
            reduced_motion="reduce",
            viewport={"width": width, "height": height},
        )
        session = sign_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def check_in(stage: Cast) -> CheckIn:
    """Today at 14:00; the first team has four key results with long names."""
    with tenant(stage.organisation):
        for number, title in enumerate(("Dealers with planned routes, not calls", "How sure")):
            stage.key_results.append(
                KeyResult.objects.create(
                    objective_id=stage.key_results[0].objective_id,
                    position=3 + number,
                    title=title,
                    kind="increase",
                    baseline=Decimal(0),
                    target=Decimal(90),
                    owner=stage.member,
                )
            )
        for key_result in stage.key_results:
            baseline, target = key_result.baseline or Decimal(0), key_result.target or Decimal(0)
            value = str((baseline + target) / 2)
            measured(key_result, stage.representative, value, "2026-05-18", "unsure")
        return series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]


@pytest.fixture
def live(stage: Cast, check_in: CheckIn, clock: time_machine.Traveller) -> CheckIn:
    clock.move_to(TODAY)
    with tenant(stage.organisation):
        return check_in_start(check_in=check_in, by=stage.facilitator)


def test_four_key_results_fit_on_a_projector(stage: Cast, live: CheckIn, open_as: Any) -> None:
    """K5: objective, four key results and the lines to write on, at 1280 × 720 unscrolled."""
    page = open_as(stage.facilitator)
    page.goto(stage.path(f"check-ins/{live.pk}/"))

    expect(page.locator(".big-krs li")).to_have_count(4)
    for place in (page.locator(".big-krs li").last, page.get_by_label("Add an impediment").first):
        expect(place).to_be_in_viewport(ratio=1)


def test_vote_and_questions_leave_it_on_a_projector(
    stage: Cast, live: CheckIn, open_as: Any
) -> None:
    """K5, K7, K8: with the counts of a vote and the folded questions it is unscrolled too."""
    with tenant(stage.organisation):
        measured(stage.key_results[0], stage.member, "70", "2026-04-05", "confident")
        slot = Slot.objects.select_related("team", "check_in").get(state="on")
        vote_open(slot=slot, by=stage.facilitator)
        join(stage, stage.reader, stage.team, "3")
        voters = (stage.member, stage.representative, stage.leader_member, stage.waiting_member)
        for number, person in enumerate(voters):
            word = "unsure" if number else "doubtful"
            vote_give(slot=slot, answers=dict.fromkeys(stage.key_results, word), by=person)
    page = open_as(stage.facilitator)
    page.goto(stage.path(f"check-ins/{live.pk}/"))
    page.get_by_role("button", name="Show how sure they are").click()

    expect(page.locator(".counts li")).to_have_count(4)
    expect(page.get_by_text("Questions you could ask")).to_be_visible()
    expect(page.get_by_label("Add an impediment").first).to_be_in_viewport(ratio=1)


def test_facilitator_moves_the_clock_by_keys(stage: Cast, live: CheckIn, open_as: Any) -> None:
    """K3: space pauses and goes on, plus gives a minute, n calls the next; not in a field."""
    page = open_as(stage.facilitator)
    told = complaints(page)
    page.goto(stage.path(f"check-ins/{live.pk}/"))

    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    page.keyboard.press("+")
    expect(page.locator("[data-clock] .clock")).to_have_text("16:00")
    page.get_by_label("Add a learning").first.press("n")
    expect(page.get_by_label("Add a learning").first).to_have_value("n")

    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Working conditions")
    assert told == []


def test_lines_are_added_one_after_another(stage: Cast, live: CheckIn, open_as: Any) -> None:
    """K3, I2: enter adds, the empty line keeps the focus, newest first."""
    page = open_as(stage.facilitator)
    page.goto(stage.path(f"check-ins/{live.pk}/"))

    for text in ("First", "Second"):
        line = page.get_by_label("Add an achievement").first
        line.fill(text)
        line.press("Enter")
        expect(page.locator("#achievement-rows li").first).to_contain_text(text)
        expect(page.locator("#achievement-text")).to_be_focused()

    with tenant(stage.organisation):
        assert [a.text for a in Achievement.objects.all()] == ["Second", "First"]


def test_what_comes_anew_leaves_what_is_being_typed(
    stage: Cast, live: CheckIn, open_as: Any
) -> None:
    """K3, WCAG 2.2.1: all parts come anew; the field keeps words and focus."""
    page = open_as(stage.facilitator)
    page.goto(stage.path(f"check-ins/{live.pk}/"))
    line = page.locator("#learning-text")
    line.fill("Half a sent")
    with tenant(stage.organisation):
        slot = Slot.objects.select_related("team__cycle", "check_in").get(state="on")
        learning_add(team=slot.team, text="From the team", by=stage.member, slot=slot)

    page.evaluate("document.dispatchEvent(new CustomEvent('live:changed', { detail: {} }))")

    expect(page.locator("#learning-rows")).to_contain_text("From the team")
    expect(page.locator("#learning-number")).to_have_text("1")
    expect(line).to_be_focused()
    expect(line).to_have_value("Half a sent")


def test_pages_are_sound(stage: Cast, check_in: CheckIn, open_as: Any) -> None:
    """S1: no finding, nothing runs out sideways: before, while and after the check-in runs."""
    with tenant(stage.organisation):
        meeting = meeting_open(team=stage.team, by=stage.member)
        impediment = impediment_raise(
            team=stage.team, text="No van", by=stage.member, meeting=meeting, category="budget"
        )
        ask = leader_ask(impediment=impediment, by=stage.member)
        learning = learning_add(team=stage.team, text="A date", by=stage.member, meeting=meeting)
        slot = check_in.slots.get(team=stage.team)
        written = TeamMeeting.objects.create(team=stage.team, starts_at=TODAY)
        round_open(meeting=written, until=timezone.now() + timedelta(days=1), by=stage.member)
    team, cycle = f"teams/{stage.team.pk}", f"cycles/{stage.cycle.pk}"
    member = [
        f"meetings/{meeting.pk}/",
        f"meetings/{written.pk}/",
        f"{team}/meetings/",
        f"{team}/learnings/",
        f"{team}/learnings/new/",
        f"learnings/{learning.pk}/",
        f"{team}/impediments/",
        f"{team}/impediments/new/",
        f"impediments/{impediment.pk}/",
        f"slots/{slot.pk}/",
        f"{cycle}/check-ins/",
        f"check-ins/{check_in.pk}/",
        f"{team}/",
    ]
    leader = ["asks/", f"asks/{ask.pk}/"]
    integrator = [
        f"{cycle}/check-ins/plan/",
        f"check-ins/{check_in.pk}/edit/",
        f"{cycle}/impediments/",
    ]

    def look(person: Any, paths: list[str]) -> None:
        page = open_as(person)
        for path in paths:
            page.goto(stage.path(path))
            assert findings(page) == [], path

    look(stage.member, member)
    look(stage.leader_member, leader)
    look(stage.integrator, integrator)
    look(stage.administrator, ["settings/asks/"])
    here = f"check-ins/{check_in.pk}/"
    with tenant(stage.organisation):
        check_in_start(check_in=check_in, by=stage.facilitator)
    look(stage.facilitator, [here, f"{here}end/"])
    look(stage.member, [here])
    with tenant(stage.organisation):
        check_in_end(check_in=check_in, by=stage.facilitator, decisions="We meet in June")
    look(stage.facilitator, [f"{here}minutes/", f"{here}minutes/edit/", f"{here}reopen/"])
