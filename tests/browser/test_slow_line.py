"""Writing in the workshop and in the room over a connection that answers after 2.5 seconds."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from checkins.live_check_in.actions import check_in_start
from checkins.models import Achievement
from checkins.series.actions import series_plan
from core.tenancy import tenant
from okrs.models import Idea
from tests.browser.test_checkin import open_as
from tests.cast import Cast
from tests.okrs.workshop.workshops import running

__all__ = ["open_as"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LATENCY = 2500


def slow(page: Page) -> None:
    connection = page.context.new_cdp_session(page)
    connection.send("Network.enable")
    connection.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": -1, "uploadThroughput": -1},
    )


def write_three_at_once(page: Page, field: str) -> None:
    """Two lines sent one after the other, a third one begun, all before the first answer."""
    line = page.locator(field)
    for text in ("First thought", "Second thought"):
        line.fill(text)
        line.press("Enter")
        expect(line).to_have_value("")
    line.press_sequentially("Half a th")


def test_workshop_keeps_what_is_typed_before_the_answer_comes(stage: Cast, open_as: Any) -> None:
    """S2, G2: both ideas arrive, and the third stays in its field."""
    with tenant(stage.organisation):
        workshop = running(stage)
    page = open_as(stage.other_member)
    page.goto(stage.path(f"workshops/{workshop.pk}/"))
    slow(page)

    write_three_at_once(page, "form[data-queued] input[name=text]")
    for text in ("First thought", "Second thought"):
        expect(page.locator("#board")).to_contain_text(text)

    expect(page.locator("form[data-queued] input[name=text]")).to_have_value("Half a th")
    with tenant(stage.organisation):
        ideas = Idea.objects.filter(workshop=workshop).order_by("pk")
        assert [idea.text for idea in ideas] == ["First thought", "Second thought"]


@pytest.mark.parametrize("place", ["room", "preparation"])
def test_columns_keep_what_is_typed_before_the_answer_comes(
    stage: Cast, open_as: Any, place: str
) -> None:
    """S2, K3: each answer brings the column anew, with what is typed in it since."""
    with tenant(stage.organisation):
        check_in = series_plan(
            cycle=stage.cycle,
            dates=[timezone.now() + timedelta(minutes=1)],
            by=stage.integrator,
            facilitator=stage.facilitator,
        )[0]
        slot = check_in.slots.get(team=stage.team)
        if place == "room":
            check_in_start(check_in=check_in, by=stage.facilitator)
    person, path = {
        "room": (stage.facilitator, f"check-ins/{check_in.pk}/"),
        "preparation": (stage.member, f"slots/{slot.pk}/"),
    }[place]
    page = open_as(person)
    page.goto(stage.path(path))
    slow(page)

    write_three_at_once(page, "#achievement-text")
    for text in ("First thought", "Second thought"):
        expect(page.locator("#achievement-rows")).to_contain_text(text)

    expect(page.locator("#achievement-text")).to_have_value("Half a th")
    expect(page.locator("#achievement-text")).to_be_focused()
    with tenant(stage.organisation):
        texts = [row.text for row in Achievement.objects.order_by("pk")]
        assert texts == ["First thought", "Second thought"]
