"""Forming teams in a browser with scripts: by keyboard, and beside somebody who forms too."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from orgs.tenancy import tenant
from teams.actions.forming import offer_place, teams_make
from teams.models import Call, Offer, Team
from tests.cast import Cast
from tests.look.test_frame import complaints, findings
from tests.teams.calling import next_call, put_up

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
def enter(chromium: Browser, live_server: Any, sign_in: Any) -> Iterator[Any]:
    """`enter(person)` is a page of that person's browser."""
    contexts = []

    def entered(person: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
        session = sign_in(person).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        contexts.append(context)
        return context.new_page()

    yield entered
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "dark")])
def test_person_is_placed_by_select(
    enter: Any, stage: Cast, call: Call, width: int, scheme: Any
) -> None:
    """D1, D2: the list, both teams and the summary follow; focus stays on the person's select."""
    page = enter(stage.integrator)
    told = complaints(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(stage.path(f"cycles/{call.cycle_id}/forming/"))
    select = page.get_by_label("Place with").first
    name = select.get_attribute("id")
    select.focus()

    select.select_option(label="1 Capabilities")

    lane = page.locator(".lane").first
    expect(lane).to_contain_text("Rana Reader")
    expect(lane).to_contain_text("1 of 1 divisions, 1 of 2 levels.")
    expect(page.locator("#summary")).to_contain_text("One of them is still without a team.")
    expect(page.locator(f"#{name}")).to_be_focused()
    assert told == []
    assert findings(page) == []

    page.get_by_label("Place Rana Reader with").select_option(label="3 Belonging")
    expect(lane).not_to_contain_text("Rana Reader")
    expect(page.locator(".lane").nth(2)).to_contain_text("Rana Reader")


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
    expect(page.locator(".lane").nth(1)).to_contain_text("Rana Reader")
    assert findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_call_and_people_are_sound(
    enter: Any, stage: Cast, call: Call, scheme: Any
) -> None:
    """S1: no finding on any page of this stretch."""
    page = enter(stage.integrator)
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme=scheme)
    with tenant(stage.organisation):
        own = put_up(call, stage.integrator, stage.areas[0])

    for path in (
        f"calls/{call.pk}/", f"calls/{call.pk}/edit/", f"calls/{call.pk}/ask/",
        f"calls/{call.pk}/offer/", f"offers/{own.pk}/withdraw/",
        f"cycles/{call.cycle_id}/forming/confirm/", f"themes/{stage.theme.pk}/forming-rules/",
        f"teams/{stage.team.pk}/people/",
    ):  # fmt: skip
        page.goto(stage.path(path))
        assert findings(page) == [], path
