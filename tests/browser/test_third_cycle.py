"""The end of cycle 2 and the beginning of cycle 3, in the browsers of those who stand in it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from playwright.sync_api import Browser

from core.tenancy import tenant
from reviews.models import PulseResult
from teams.models import Commitment, Membership
from tests.browser.company import Company
from tests.browser.conftest import goes_home
from tests.browser.deeds import ending, forming
from tests.browser.somebody import Somebody
from tests.cast import Cast, join
from tests.serving import Site
from tests.sink import Sink
from themes.models import Cycle

pytestmark = [pytest.mark.long, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CAPABILITIES, CONDITIONS = "Capabilities", "Working conditions"


@pytest.fixture
def company(
    stage: Cast, chromium: Browser, live_site: Site, clock: time_machine.Traveller, sink: Sink
) -> Iterator[Company]:
    """The cast in week 7 of cycle 2, with six members at their browsers; cycle 1 is closed."""
    with tenant(stage.organisation):
        Cycle.objects.filter(pk=stage.cycle.pk).update(number=2)
        Cycle.objects.create(
            theme=stage.theme,
            number=1,
            phase=Cycle.Phase.CLOSED,
            starts_on=date(2026, 1, 5),
            ends_on=date(2026, 4, 5),
        )
        join(stage, stage.facilitator, stage.other_team, "3")
    yield Company(chromium, live_site.url, clock, sink, stage.organisation)
    goes_home(chromium)


def test_third_cycle_opens_with_those_who_go_on(company: Company, stage: Cast) -> None:
    """N1, N2, N9, O1, O2, O3: six answer twice, by name and unnamed; then their own yes counts."""
    who, cycle = company.who, stage.cycle.pk
    company.eyes.open = False  # the life of a program looks at most of these pages
    irem = who("Irem")
    members = ["Selin", "Emre", "Jurgen", "Deniz", "Priya", "Anneke"]

    # the review opens, and the worker opens the pulse a day later and asks all six in the morning
    company.on("2026-06-29")
    ending.opens_review(irem, cycle)
    company.on("2026-06-30")
    company.the_worker_runs()
    company.on("2026-07-01")
    company.the_worker_runs()
    for name in members:
        answers_pulse(company.stranger(name, phone=True), company.link_to(name, "How was it for"))

    # by name, each in their own browser
    for name in ("Selin", "Jurgen"):
        ending.says_whether_to_go_on(who(name), "Yes, as now", why="We are not done yet.")
    emre, priya, deniz, anneke = who("Emre"), who("Priya"), who("Deniz"), who("Anneke")
    ending.says_whether_to_go_on(emre, "Yes, with other hours", why="Less.", hours="2")
    ending.says_whether_to_go_on(priya, "Yes, in another team", why="Films.", area=CAPABILITIES)
    ending.says_whether_to_go_on(deniz, "I pause for a cycle", why="A child comes.")
    ending.says_whether_to_go_on(anneke, "I leave", why="I change my job.")

    # the next cycle, step by step from one page; bringing along twice brings nobody twice
    following = ending.plans_next_cycle(irem, cycle)
    forming.writes_call(irem, deadline="2026-07-03")
    for _time in range(2):
        ending.brings_members_along(irem, cycle)
    company.eyes.open = True
    ending.thanks(irem, cycle, "Anneke", "You asked what nobody asked.")
    company.eyes.open = False
    company.on("2026-07-06")
    forming.closes_call(irem, following)
    forming.confirms_teams(irem, following)
    ending.closes_cycle(irem, cycle, note="The scores follow.")
    company.on("2026-07-10", "18:30")
    company.the_worker_runs()
    anneke.goes()
    anneke.sees("You asked what nobody asked.")
    irem.goes(f"cycles/{cycle}/pulse/")
    irem.sees("6 of 6")

    with tenant(company.organisation):
        rows = Membership.objects.filter(team__cycle=following).select_related("person", "team")
        teams = {row.person.given_name: (row.team.name, row.commitment.hours) for row in rows}
        agreed = Commitment.objects.filter(membership__team__cycle=following, state="agreed")
        assert teams == {
            "Selin": (CAPABILITIES, Decimal(6)),
            "Emre": (CAPABILITIES, Decimal(2)),
            "Jurgen": (CAPABILITIES, Decimal(2)),
            "Priya": (CAPABILITIES, Decimal(4)),
        }
        assert not agreed.exists()
        assert Cycle.objects.get(pk=cycle).phase == Cycle.Phase.CLOSED
        assert PulseResult.objects.get().answered == 6
    assert company.eyes.found == []


def answers_pulse(member: Somebody, link: str) -> None:
    """On a phone, from the mail, without an account: one tap a statement."""
    member.opens(link)
    groups = member.page.get_by_role("radiogroup").or_(member.page.get_by_role("group"))
    for question in groups.all():
        question.locator("label").nth(3).tap()
    member.presses("Send my answer")
    member.sees("Thank you")
