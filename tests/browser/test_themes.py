"""A sponsor chooses a theme in a browser, writes down its focus and sees where it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import Cast
from tests.look.conftest import chromium
from tests.look.test_frame import complaints, findings

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sponsor(chromium: Browser, live_server: Any, stage: Cast, sign_in: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_server.url, reduced_motion="reduce")
    session = sign_in(stage.sponsor).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def look(page: Page) -> list[str]:
    """What axe finds once the styles are there and the toast, which may cover things, is closed."""
    page.wait_for_load_state()
    for close in page.locator("#toasts").get_by_role("button", name="Close").all():
        close.click()
    return [f"{page.title()}: {told}" for told in findings(page)]


def choose(page: Page) -> None:
    page.get_by_role("link", name="Choose a theme").click()
    page.get_by_label("Name").fill("Faster spare parts")
    page.get_by_label("Strategy sentence").fill("Service is the reason people come back.")
    page.get_by_label("Why now").fill("Waiting times doubled.")
    page.get_by_label("Why no existing team owns it").fill("Parts sit in four divisions.")
    page.get_by_label("Sponsor").select_option(label="Nilgun Erdem, Customer Service")
    page.get_by_role("button", name="Choose this theme").click()


def write_focus(page: Page) -> None:
    page.get_by_role("link", name="Write down the focus").click()
    page.get_by_role("checkbox", name="Nilgun Erdem").check()
    page.get_by_label("Diagnosis").fill("Parts wait in six places.")
    page.get_by_label("Guiding direction").fill("One place to ask.")
    first = page.get_by_role("group", name="Focus area 1")
    first.get_by_label("Name").fill("Planning")
    goal = page.get_by_role("group", name="Goal 1")
    goal.get_by_label("Mid-term goal").fill("Nobody waits for a part")
    goal.get_by_label("By which sign").fill("waiting time at dealers")
    page.get_by_role("button", name="Save the focus").click()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_theme_is_chosen_and_its_focus_written_down(
    sponsor: Page, stage: Cast, width: int, scheme: Any
) -> None:
    """A1, A3, B1, B3: from the list of themes to the page that leaders take along."""
    page, found = sponsor, []
    told = complaints(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    page.goto(stage.path("themes/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Themes")
    found += look(page)
    choose(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Faster spare parts")
    found += look(page)
    page.get_by_role("link", name="Cycle 1: Open the call for volunteers").click()
    expect(page.locator("main")).to_contain_text("The strategic focus")
    found += look(page)
    page.get_by_role("link", name="Go there").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write down the focus")
    found += look(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cycle 1")
    page.get_by_role("link", name="Faster spare parts").click()
    write_focus(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Strategic focus")
    found += look(page)
    page.get_by_role("link", name="On one page").click()
    expect(page.locator("main")).to_contain_text("Nobody waits for a part")
    found += look(page)

    assert found == []
    assert told == []


def test_dial_and_table_are_sound(sponsor: Page, stage: Cast) -> None:
    """A5: the dial has words, and the keyboard reaches each team of the table."""
    sponsor.goto(stage.path(f"themes/{stage.theme.pk}/"))

    dial = sponsor.get_by_role("img", name="Cycle 1: where each team stands")
    expect(dial).to_be_visible()
    team = sponsor.get_by_role("row", name="Capabilities").get_by_role("link")
    team.focus()
    expect(team).to_be_focused()
    assert findings(sponsor) == []
