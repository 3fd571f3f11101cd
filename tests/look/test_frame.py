"""The frame of every page in a browser, at every width, on paper and at night."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from orgs.models import Account
from tests.cast import Cast
from tests.look.sound import LEFT_OUT, findings
from tests.serving import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stranger(chromium: Browser, live_site: Site) -> Iterator[Page]:
    """The browser of somebody who has not signed in."""
    context = chromium.new_context(base_url=live_site.url, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def member(stranger: Page, stage: Cast, sign_in: Any, live_site: Site) -> Page:
    session = sign_in(stage.member).cookies["sessionid"].value
    stranger.context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
    return stranger


def complaints(page: Page) -> list[str]:
    told: list[str] = []

    def thrown(error: Error) -> None:
        if LEFT_OUT not in str(error):
            told.append(str(error))

    page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    page.on("pageerror", thrown)
    return told


@pytest.mark.parametrize("path", ["", "nowhere/"])
def test_a_page_inside_is_sound(member: Page, stage: Cast, path: str) -> None:
    """S1: no finding in either theme, no sideways scroll from 320 px on."""
    member.goto(stage.path(path))

    assert findings(member) == []


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/login/code/"])
def test_the_way_in_is_sound(stranger: Page, path: str) -> None:
    """S1: sign-in has no finding, an answer of the form included."""
    stranger.goto(path)
    stranger.locator("main button.primary").click()

    expect(stranger.get_by_role("alert")).to_be_focused()
    assert findings(stranger) == []


def test_pages_obey_their_own_security_policy(member: Page, stage: Cast) -> None:
    told = complaints(member)

    member.goto(stage.path())

    assert told == []


def test_paper_or_night_sky_is_kept_with_the_account(member: Page, stage: Cast) -> None:
    member.emulate_media(color_scheme="light")
    member.goto(stage.path())
    member.locator("[popovertarget=me]").click()

    with member.expect_response("**/appearance/"):
        member.get_by_role("button", name="Paper or night sky").click()
    member.reload()

    expect(member.locator("html")).to_have_attribute("data-theme", "dark")
    assert Account.objects.get(email=stage.member.email).appearance == "dark"


def test_the_menu_signs_out(member: Page, stage: Cast) -> None:
    member.goto(stage.path())
    member.locator("[popovertarget=me]").click()

    member.get_by_role("button", name="Sign out").click()

    expect(member.get_by_role("heading", name="Good to see you")).to_be_visible()
