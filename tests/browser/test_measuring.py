"""Measuring a key result in a browser with scripts: three interactions, on a phone too."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from core.tenancy import tenant
from okrs.models import KeyResult
from tests.cast import Cast
from tests.look.sound import findings
from tests.look.test_frame import complaints
from tests.okrs.rows import measured
from tests.serving import Site
from tools.local.processes import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def first(stage: Cast) -> KeyResult:
    """Measured sixteen days ago, so it waits on my work."""
    with tenant(stage.organisation):
        measured(stage.key_results[0], stage.representative, "65", "2026-05-04", "confident")
    return stage.key_results[0]


@pytest.fixture
def page(chromium: Browser, live_site: Site, stage: Cast, sign_in: Any) -> Iterator[Page]:
    """The browser of who speaks for the team and measures the first key result."""
    context = chromium.new_context(base_url=live_site.url, reduced_motion="reduce")
    session = sign_in(stage.representative).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1280, 320])
def test_measuring_from_my_work_takes_three_interactions(
    page: Page, stage: Cast, first: KeyResult, width: int
) -> None:
    """T1: one more, how sure, save."""
    told = complaints(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(stage.path())
    row = page.locator(f"#ask-{first.pk}")

    row.get_by_role("button", name="One more").click()
    row.get_by_text("Unsure").click()
    row.get_by_role("button", name="Save update").click()

    expect(row.get_by_role("heading")).to_contain_text("First-visit resolution: 66")
    expect(row).to_contain_text("up 8 points")
    with tenant(stage.organisation):
        latest = first.measurements.latest("id")
    assert (str(latest.value), latest.confidence) == ("66.0000", "unsure")
    assert told == []
    assert findings(page) == []


def test_update_opens_below_its_row_and_changes_row_and_facts(
    page: Page, stage: Cast, first: KeyResult
) -> None:
    page.goto(stage.path(f"teams/{stage.team.pk}/"))
    row, form = page.locator(f"#kr-{first.pk}"), page.locator(f"#edit-{first.pk} form")

    row.get_by_role("link", name="Update").click()
    expect(form.get_by_label("Now")).to_be_focused()
    assert findings(page) == []
    form.get_by_label("Now").fill("74")
    expect(form.locator(".preview")).to_contain_text("100")
    form.get_by_label("Now").press("Enter")

    expect(row).to_contain_text("74")
    expect(form).to_have_count(0)
    expect(page.locator("#team-progress")).to_contain_text("100")
    expect(row.get_by_role("link", name="Update")).to_be_focused()


def test_escape_closes_the_form_and_gives_the_focus_back(
    page: Page, stage: Cast, first: KeyResult
) -> None:
    page.goto(stage.path(f"teams/{stage.team.pk}/"))
    update = page.locator(f"#kr-{first.pk}").get_by_role("link", name="Update")

    update.click()
    page.locator(f"#edit-{first.pk}").get_by_label("Now").press("Escape")

    expect(page.locator(f"#edit-{first.pk} form")).to_have_count(0)
    expect(update).to_be_focused()


def test_what_needs_another_look_keeps_what_was_typed(
    page: Page, stage: Cast, first: KeyResult
) -> None:
    page.goto(stage.path(f"teams/{stage.team.pk}/"))
    page.locator(f"#kr-{first.pk}").get_by_role("link", name="Update").click()
    form = page.locator(f"#edit-{first.pk} form")

    form.get_by_label("Now").fill("3l8")
    form.get_by_role("button", name="Save update").click()

    expect(form.get_by_role("alert")).to_be_focused()
    expect(form.get_by_label("Now")).to_have_value("3l8")
    assert len(drafts(page)) == 1
    assert findings(page) == []


def test_two_people_at_once_choose_between_both_values(
    page: Page, stage: Cast, first: KeyResult
) -> None:
    page.goto(stage.path(f"teams/{stage.team.pk}/"))
    page.locator(f"#kr-{first.pk}").get_by_role("link", name="Update").click()
    form = page.locator(f"#edit-{first.pk} form")
    expect(form.get_by_label("Now")).to_be_focused()
    with tenant(stage.organisation):
        measured(first, stage.member, "70", "2026-05-20", "doubtful", line="Kayseri counted")

    form.get_by_label("Now").fill("68")
    form.get_by_role("button", name="Save update").click()
    expect(form).to_contain_text("Emre Sahin measured this a moment ago")
    assert findings(page) == []
    form.get_by_text("68").click()
    form.get_by_role("button", name="Keep this value").click()

    expect(page.locator(f"#kr-{first.pk} .now")).to_contain_text("68")
    assert_no_drafts(page)


def test_what_was_typed_outlives_a_session_that_ran_out(
    page: Page, stage: Cast, first: KeyResult
) -> None:
    """I4: saving leads to the sign-in page; after it any form of this key result still holds it."""
    cookies: Any = page.context.cookies()
    page.goto(stage.path(f"teams/{stage.team.pk}/"))
    page.locator(f"#kr-{first.pk}").get_by_role("link", name="Update").click()
    form = page.locator(f"#edit-{first.pk} form")

    form.get_by_label("Now").fill("67,5")
    form.get_by_text("Doubtful").click()
    form.get_by_label("What changed?").fill("Kayseri counted")
    page.context.clear_cookies()
    form.get_by_role("button", name="Save update").click()
    expect(page).to_have_url(re.compile("/login/"))
    page.context.add_cookies(cookies)
    page.goto(stage.path(f"key-results/{first.pk}/measure/"))

    expect(page.get_by_label("Now")).to_have_value("67,5")
    expect(page.get_by_label("Doubtful")).to_be_checked()
    expect(page.get_by_label("What changed?")).to_have_value("Kayseri counted")
    expect(page.locator(".preview")).to_contain_text("46")
    page.get_by_role("button", name="Save update").click()
    expect(page.locator(f"#kr-{first.pk} .now")).to_contain_text("67.5")
    assert_no_drafts(page)


def drafts(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "Object.keys(localStorage).filter((name) => name.startsWith('draft:'))"
    )
    return found


def assert_no_drafts(page: Page) -> None:
    """Once the scripts of the page that came back have run."""
    assert wait_until(lambda: not drafts(page), 20)


def test_kinds_show_their_own_fields_without_a_script(page: Page, stage: Cast) -> None:
    """G4: what the chosen kind does not use is out of the way."""
    objective = stage.key_results[0].objective_id
    page.goto(stage.path(f"objectives/{objective}/key-results/add/"))
    lowest, target = (
        page.get_by_label("Lowest", exact=True),
        page.get_by_label("Target", exact=True),
    )

    expect(target).to_be_visible()
    expect(lowest).to_be_hidden()
    page.get_by_text("Stay inside a band").click()

    expect(lowest).to_be_visible()
    expect(target).to_be_hidden()
    assert findings(page) == []


def test_pages_of_a_team_are_sound(page: Page, stage: Cast, first: KeyResult) -> None:
    """S1: no finding, nothing runs out sideways."""
    for path in (
        f"teams/{stage.team.pk}/",
        f"teams/{stage.team.pk}/okr-set/",
        f"key-results/{first.pk}/",
        f"teams/{stage.team.pk}/initiatives/add/",
        f"teams/{stage.team.pk}/to-dos/add/",
        f"teams/{stage.team.pk}/to-dos/",
        f"teams/{stage.team.pk}/research/add/",
    ):
        page.goto(stage.path(path))
        assert findings(page) == [], path
