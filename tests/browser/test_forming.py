"""Forming teams in a browser with scripts: by keyboard, and beside somebody who forms too."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from core.tenancy import tenant
from teams.forming.actions import offer_place, teams_make
from teams.models import Call, Offer, Team
from tests.cast import Cast
from tests.look.sound import findings
from tests.look.test_frame import complaints
from tests.serving import Site
from tests.teams.calling import next_call, put_up
from themes.models import FocusArea

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call(stage: Cast) -> Call:
    """Three candidate teams; two people without one."""
    with tenant(stage.organisation):
        call = next_call(stage)
        teams_make(cycle=call.cycle, by=stage.integrator)
        put_up(call, stage.reader, stage.areas[0])
        put_up(call, stage.leader_member, stage.areas[1], "2")
    return call


@pytest.fixture
def enter(chromium: Browser, live_site: Site, sign_in: Any) -> Iterator[Any]:
    """`enter(person)` is a page of that person's browser."""
    contexts = []

    def entered(person: Any) -> Page:
        context = chromium.new_context(base_url=live_site.url, reduced_motion="reduce")
        session = sign_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
        contexts.append(context)
        return context.new_page()

    yield entered
    for context in contexts:
        context.close()


def test_press_is_not_lost_while_a_draft_is_kept(enter: Any, stage: Cast, call: Call) -> None:
    """C4: the word that a draft is kept comes between press and release; the hand goes up."""
    page = enter(stage.member)
    page.goto(stage.path(f"calls/{call.pk}/offer/"))
    held: list[Route] = []
    page.route("**/offer/draft/", lambda route: held.append(route))
    with page.expect_request("**/offer/draft/"):
        page.locator("label").filter(has_text="Capabilities").first.click()
    page.get_by_label("Why I want to be part of it").fill("I hear it every day.")
    page.get_by_label("Hours a week I can give").fill("3")
    page.get_by_role("button", name="Put up my hand").hover()

    page.mouse.down()
    for route in held:
        route.continue_()
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    with page.expect_navigation(timeout=10_000):
        page.mouse.up()

    expect(page.get_by_text("Your hand is up").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_person_is_placed_by_select(enter: Any, stage: Cast, call: Call, width: int) -> None:
    """D1, D2: both columns follow, it is read out, and the focus goes along with the person."""
    page = enter(stage.integrator)
    told = complaints(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(stage.path(f"cycles/{call.cycle_id}/forming/"))
    select = page.get_by_label("Place Rana Reader with")
    select.focus()

    page.keyboard.press("1")

    lane = page.get_by_role("article", name="Capabilities")
    expect(lane).to_contain_text("Rana Reader")
    expect(lane).to_contain_text("1 of 2 levels")
    expect(page.locator("#lane-none")).to_contain_text("1 person, 2 h a week")
    expect(page.get_by_text("Rana Reader is with “Capabilities” now.")).to_have_role("status")
    expect(select).to_be_focused()
    assert told == []
    assert findings(page) == []

    select.select_option(label="3 Belonging")
    expect(lane).not_to_contain_text("Rana Reader")
    expect(page.get_by_role("article", name="Belonging")).to_contain_text("Rana Reader")


def test_person_is_dragged_to_a_team_and_back(enter: Any, stage: Cast, call: Call) -> None:
    """D1: the column under the pointer is marked; the move is the one of the select."""
    page = enter(stage.integrator)
    told = complaints(page)
    page.set_viewport_size({"width": 1280, "height": 1200})  # nothing scrolls away from the pointer
    page.goto(stage.path(f"cycles/{call.cycle_id}/forming/"))
    rana = page.locator("[data-drag]").get_by_text("Rana Reader")
    lane, without = page.get_by_role("article", name="Capabilities"), page.locator("#lane-none")

    rana.hover()
    page.mouse.down()
    lane.hover()  # begins to drag
    lane.hover()
    expect(page.locator("[data-over]")).to_have_id(lane.get_attribute("id") or "")
    page.mouse.up()

    expect(page.get_by_text("Rana Reader is with “Capabilities” now.")).to_be_visible()
    expect(lane).to_contain_text("Rana Reader")
    expect(page.locator("[data-over], [data-dragged]")).to_have_count(0)
    rana.drag_to(without)
    expect(page.get_by_text("Rana Reader is without a team now.")).to_be_visible()
    expect(without).to_contain_text("Rana Reader")
    assert told == []


def test_board_follows_somebody_else_who_forms_too(enter: Any, stage: Cast, call: Call) -> None:
    """D1: what another moves is seen here without a reload, and said."""
    page = enter(stage.integrator)
    page.clock.install()
    page.goto(stage.path(f"cycles/{call.cycle_id}/forming/"))
    with tenant(stage.organisation):
        offer = Offer.objects.get(call=call, person=stage.reader)
        second = Team.objects.get(cycle=call.cycle, number=2)
        offer_place(offer=offer, team=second, seen=None, by=stage.sponsor)

    page.clock.fast_forward(21_000)

    expect(page.get_by_role("article", name="Working conditions")).to_contain_text("Rana Reader")
    expect(page.locator("#told")).to_contain_text("Changed in the meantime:")


def test_person_placed_by_somebody_else_meanwhile(enter: Any, stage: Cast, call: Call) -> None:
    """D1: who is late sees where the person is now, and why nothing was changed."""
    page = enter(stage.integrator)
    page.goto(stage.path(f"cycles/{call.cycle_id}/forming/"))
    with tenant(stage.organisation):
        offer = Offer.objects.get(call=call, person=stage.reader)
        second = Team.objects.get(cycle=call.cycle, number=2)
        offer_place(offer=offer, team=second, seen=None, by=stage.sponsor)

    page.locator(f"#place-{offer.pk}").select_option(label="1 Capabilities")

    expect(page.get_by_role("alert")).to_contain_text(
        "Rana Reader is in “Working conditions” by now, placed by Nilgun Erdem."
    )
    expect(page.get_by_role("article", name="Working conditions")).to_contain_text("Rana Reader")
    assert findings(page) == []


def test_pages_of_call_and_people_are_sound(enter: Any, stage: Cast, call: Call) -> None:
    """S1: no finding on any page of this stretch."""
    page = enter(stage.integrator)
    with tenant(stage.organisation):
        own = put_up(call, stage.integrator, stage.areas[0])
        FocusArea.objects.filter(pk=stage.areas[0].pk).update(wanted="Patience")
        placed = Team.objects.get(cycle=call.cycle, number=1)
        offer_place(offer=own, team=placed, seen=None, by=stage.integrator)

    for path in (
        f"calls/{call.pk}/",
        f"calls/{call.pk}/edit/",
        f"calls/{call.pk}/ask/",
        f"calls/{call.pk}/offer/",
        f"offers/{own.pk}/withdraw/",
        f"cycles/{call.cycle_id}/forming/confirm/",
        f"cycles/{call.cycle_id}/forming/suggest/",
        f"teams/{placed.pk}/skills/",
        f"themes/{stage.theme.pk}/forming-rules/",
        f"teams/{stage.team.pk}/people/",
    ):
        page.goto(stage.path(path))
        assert findings(page) == [], path
