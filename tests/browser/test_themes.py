"""A sponsor chooses a theme in a browser, writes down its focus and sees where it stands."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from core.tenancy import tenant
from tests.cast import STARTS_ON, Cast
from tests.look.conftest import chromium
from tests.look.sound import findings
from tests.look.test_frame import complaints
from tests.serving import Site
from themes.focus.actions import Area, Goal, focus_record
from themes.focus.one_page import one_page

__all__ = ["chromium"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sponsor(chromium: Browser, live_site: Site, stage: Cast, sign_in: Any) -> Iterator[Page]:
    context = chromium.new_context(base_url=live_site.url, reduced_motion="reduce")
    session = sign_in(stage.sponsor).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
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
    for question, answer in (("in the strategy", "Yes"), ("team already", "No"), ("needed", "Yes")):
        page.get_by_role("group", name=question).get_by_text(answer, exact=True).click()
    page.get_by_label("Why now").fill("Waiting times doubled.")
    page.get_by_label("Why no existing team owns it").fill("Parts sit in four divisions.")
    page.get_by_label("Sponsor", exact=True).select_option(label="Nilgun Erdem, Customer Service")
    page.get_by_label("Integration team").select_option(label="Nilgun Erdem, Customer Service")
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


def test_theme_is_chosen_and_its_focus_written_down(sponsor: Page, stage: Cast) -> None:
    """A1, A3, B1, B3: from the list of themes to the page that leaders take along."""
    page, found = sponsor, []
    told = complaints(page)
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


def worded(cast: Cast, letters: int) -> None:
    """A focus of five areas, five goals and eight things left out, as long as is said."""
    said = "Technicians and dealers carry our name without our tools and they tell us so. "

    def words(share: float) -> str:
        return (said * 40)[: int((letters - 700) * share)]

    focus_record(
        theme=cast.theme,
        by=cast.integrator,
        held_on=STARTS_ON,
        diagnosis=words(0.12),
        direction=words(0.12),
        not_in_scope="\n".join([words(0.016)] * 8),
        goals=[Goal(words(0.03)[:300], words(0.02)[:300]) for _number in range(5)],
        areas=[
            *(Area(area.name, words(0.07), focus_area=area) for area in cast.areas),
            *(Area(f"Another area {number}", words(0.07)) for number in (4, 5)),
        ],
    )


@pytest.mark.parametrize(
    ("letters", "size", "paper"),
    [
        (900, "", "A4"),
        (2900, "", "A4"),
        (2900, "", "Letter"),
        (4400, "close", "Letter"),
        (6200, "close tiny", "Letter"),
    ],
)
def test_focus_prints_on_one_page(
    sponsor: Page, stage: Cast, letters: int, size: str, paper: str
) -> None:
    """B3: also long words print on one page, only smaller."""
    with tenant(stage.organisation):
        worded(stage, letters)
        page = one_page(stage.theme)

    sponsor.goto(stage.path(f"themes/{stage.theme.pk}/focus/print/"))
    printed = sponsor.pdf(format=paper)

    assert page is not None
    assert page.size == size
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    expect(sponsor.get_by_text("This is more than one page")).to_have_count(0)


def test_focus_that_is_too_long_for_a_page_says_so(sponsor: Page, stage: Cast) -> None:
    """B3: what no print can bring on one page is said before somebody prints it."""
    with tenant(stage.organisation):
        worded(stage, 9000)

    sponsor.goto(stage.path(f"themes/{stage.theme.pk}/focus/print/"))

    expect(sponsor.get_by_text("This is more than one page")).to_be_visible()


def test_dial_and_table_are_sound(sponsor: Page, stage: Cast) -> None:
    """A5: the dial has words; the keyboard reaches each team of the table and dims the others."""
    sponsor.goto(stage.path(f"themes/{stage.theme.pk}/"))

    dial = sponsor.get_by_role("img", name="Cycle 1: where each team stands")
    expect(dial).to_be_visible()
    team = sponsor.get_by_role("row", name="Capabilities").get_by_role("link")
    team.focus()
    expect(team).to_be_focused()
    expect(sponsor.locator('[data-orbit="1"]')).to_have_css("opacity", "1")
    expect(sponsor.locator('[data-orbit="2"]')).to_have_css("opacity", "0.3")
    assert findings(sponsor) == []
