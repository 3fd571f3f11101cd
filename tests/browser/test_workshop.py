"""A definition workshop of three people at once, over real streams, from opening to agreement."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from core.tenancy import tenant
from okrs.models import Idea, KeyResult, OKRSet, Workshop
from okrs.workshop import actions as leading
from tests.cast import Cast, join
from tests.look.sound import findings
from tests.look.test_frame import complaints
from tests.okrs.workshop.workshops import step_of
from tests.serving import Site

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK, PHONE = (1280, 720), (390, 844)


@pytest.fixture
def open_as(chromium: Browser, live_site: Site) -> Iterator[Any]:
    """Somebody at their own browser: `open_as(stage.member, PHONE)`."""
    contexts = []

    def opened(person: Any, size: tuple[int, int]) -> Page:
        context = chromium.new_context(
            base_url=live_site.url,
            reduced_motion="reduce",
            viewport={"width": size[0], "height": size[1]},
        )
        client = Client()
        client.force_login(person.account)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_site.url}])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).filter(visible=True).first.click()


def add(page: Page, label: str, text: str, button: str = "Add") -> None:
    page.get_by_label(label).fill(text)
    press(page, button)
    expect(page.locator("#board")).to_contain_text(text)


def take_over(page: Page, words: str) -> None:
    page.locator("#board li").filter(has_text=words).get_by_role(
        "link", name="Take it over"
    ).click()


def heading(*pages: Page, text: str) -> None:
    """All of them are at this step, without having asked."""
    for page in pages:
        expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_three_people_define_their_set(stage: Cast, open_as: Any) -> None:
    """G1, G2, G8: everybody's screen follows; a line typed without a connection arrives once."""
    with tenant(stage.organisation):
        join(stage, stage.reader, stage.other_team, "3")
        join(stage, stage.administrator, stage.other_team, "3")
    priya, rana, ada = (
        open_as(stage.other_member, DESK),
        open_as(stage.reader, DESK),
        open_as(stage.administrator, PHONE),
    )
    pages = (priya, rana, ada)
    told = [complaints(page) for page in (priya, rana)]
    team = stage.path(f"teams/{stage.other_team.pk}/")

    priya.goto(team)
    press(priya, "Open the definition workshop")
    with tenant(stage.organisation):
        workshop = Workshop.objects.get()
        for kind in ("opportunities", "trends"):
            leading.step_skip(step=step_of(workshop, kind), skip=True, by=stage.other_member)
    for page in (rana, ada):
        page.goto(stage.path(f"workshops/{workshop.pk}/"))
        expect(page.locator("[data-live-state]").get_by_text("Live", exact=True)).to_be_visible()
    press(priya, "Start the workshop")
    heading(*pages, text="What gets in people's way today?")

    write_in_silence(stage, *pages)
    put_together(*pages)
    vote(*pages)
    draft(*pages)
    say_how_sure(*pages)

    priya.get_by_role("link", name="End the workshop").click()
    press(priya, "End it")
    heading(*pages, text="What came out of the workshop")
    assert findings(priya) == []
    press(priya, "Share for comment")
    priya.get_by_role("link", name="The team agrees").click()
    press(priya, "We agree")
    expect(priya.get_by_text("Agreed. From here on you measure.")).to_be_visible()

    with tenant(stage.organisation):
        assert OKRSet.objects.get(team=stage.other_team).agreed
        assert sorted(Idea.objects.values_list("text", flat=True)) == [
            "Ada, from the basement",
            "Ada, outside again",
            "Priya sees no routes",
            "Rana has half a thought more",
        ]
        sure = KeyResult.objects.filter(objective__okr_set__team=stage.other_team)
        assert sorted(sure.values_list("title", "first_confidence")) == [
            ("Calls per dealer", ""),
            ("Days of waiting", ""),
        ]
    assert told == [[], []]


def write_in_silence(stage: Cast, priya: Page, rana: Page, ada: Page) -> None:
    add(priya, "A problem", "Priya sees no routes")
    ada.context.set_offline(True)
    ada.get_by_label("A problem").fill("Ada, from the basement")
    press(ada, "Add")
    expect(ada.get_by_text("Waits for the connection: Ada, from the basement")).to_be_visible()
    ada.context.set_offline(False)
    add(ada, "A problem", "Ada, outside again")
    expect(ada.get_by_text("Waits for the connection:")).to_have_count(0)
    with ada.expect_navigation():
        press(ada, "I am done")
    expect(priya.locator("#side")).to_contain_text("1 of 3 are done")
    assert findings(ada) == []

    rana.get_by_label("A problem").fill("Rana has half a thought")
    press(priya, "Show to all")
    for page in (priya, ada):
        expect(page.locator(".ideas.many li")).to_have_count(3)
    expect(rana.locator("#told")).to_contain_text("The room has moved on: Problems.")
    rana.get_by_role("link", name="Go along").click()
    line = rana.get_by_label("A problem")
    expect(line).to_have_value("Rana has half a thought")
    line.press("End")
    line.press_sequentially(" more")
    line.press("Enter")
    for page in (priya, ada):
        expect(page.locator("#board")).to_contain_text("Rana has half a thought more")
        expect(page.locator("#board")).not_to_contain_text("Reader")


def put_together(priya: Page, rana: Page, ada: Page) -> None:
    press(priya, "Next step")
    heading(priya, rana, ada, text="What belongs together?")
    for page, name in ((rana, "Roads"), (ada, "Reception")):
        add(page, "Name of a new cluster", name)
    for page, idea, name in (
        (priya, "Priya sees no routes", "Roads"),
        (ada, "Ada, from the basement", "Reception"),
    ):
        expect(page.locator(".lane")).to_have_count(3)
        belongs = page.get_by_label(f"Cluster of: {idea}")
        belongs.dispatch_event("pointerdown")  # from now on no swap takes it away
        belongs.select_option(name)
    for page in (priya, rana, ada):
        expect(page.locator(".lane").nth(1)).to_contain_text("Priya sees no routes")
        expect(page.locator(".lane").nth(2)).to_contain_text("Ada, from the basement")
    assert findings(priya) == []
    assert findings(ada) == []


def vote(priya: Page, rana: Page, ada: Page) -> None:
    press(priya, "Next step")
    heading(priya, rana, ada, text="What matters most in this cycle?")
    for page, names in ((rana, ["Roads"]), (ada, ["Roads", "Reception"]), (priya, ["Roads"])):
        expect(page.get_by_text("votes")).to_have_count(0)
        for name in names:
            page.get_by_label(name).check()
        press(page, "Vote")
    for page in (priya, rana, ada):
        expect(page.locator("#board")).to_contain_text("Too few have voted to show the counts")


def draft(priya: Page, rana: Page, ada: Page) -> None:
    press(priya, "Next step")
    add(rana, "How would you word the objective?", "Dealers reach us at once", "Suggest")
    take_over(priya, "Dealers reach us at once")
    press(priya, "Save the objective")
    for page in (priya, rana, ada):
        expect(page.locator("#board .objective")).to_have_text("Dealers reach us at once")

    press(priya, "Next step")
    for page, title in ((rana, "Calls per dealer"), (ada, "Days of waiting")):
        add(page, "Which key result would you suggest?", title, "Suggest")
        take_over(page, title)
        page.get_by_role("textbox", name="Starting value").fill("10")
        page.get_by_role("textbox", name="Target").fill("50")
        press(page, "Save the key result")
        expect(page.locator("#board h3")).to_contain_text([re.compile(title)])
    expect(priya.locator("#board h3")).to_have_count(2)
    press(priya, "Next step")
    heading(priya, rana, ada, text="If all key results are met, is the objective met?")


def say_how_sure(priya: Page, rana: Page, ada: Page) -> None:
    press(priya, "Next step")
    heading(priya, rana, ada, text="How sure are you that we get there?")
    for page, words in (
        (priya, ("Confident", "Confident")),
        (rana, ("Unsure", "Confident")),
        (ada, ("Doubtful", "Unsure")),
    ):
        for title, word in zip(("Calls per dealer", "Days of waiting"), words, strict=True):
            page.get_by_role("group", name=title).get_by_label(word).check()
        press(page, "Vote")
    for page in (priya, rana, ada):
        expect(page.locator("#board")).to_contain_text("Too few have voted to show the counts")
    assert findings(ada) == []
