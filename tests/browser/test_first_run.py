"""From nothing to the first hand, by what the pages say."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from nudges.tasks import hand_over, look_after
from orgs.models import Organisation
from tests.browser.company import ISTANBUL, ROSTER, founding_day
from tests.browser.conftest import goes_home
from tests.browser.deeds import choosing, forming
from tests.browser.eyes import Eyes
from tests.browser.somebody import Somebody
from tests.serving import Site
from tests.sink import Sink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Street:
    """Browsers of people whom the product does not know yet."""

    def __init__(self, chromium: Browser, url: str, sink: Sink) -> None:
        self.chromium, self.url, self.sink, self.eyes = chromium, url, sink, Eyes()

    def somebody(self, name: str, **held: Any) -> Somebody:
        context = self.chromium.new_context(
            base_url=self.url, reduced_motion="reduce", locale="en-GB", **held
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        self.eyes.watch(page)
        return Somebody(name, page, self.eyes, "/o/imbat/")

    def code_for(self, email: str) -> str:
        """The code of the newest mail."""
        return str(self.sink.to(email)[-1]["Subject"]).split()[0]

    def link_for(self, email: str) -> str:
        body = self.sink.to(email)[-1].get_body(("plain",))
        assert body
        return next(word for word in body.get_content().split() if word.startswith("http"))


@pytest.fixture
def street(chromium: Browser, live_site: Site, sink: Sink) -> Iterator[Street]:
    with founding_day():
        yield Street(chromium, live_site.url, sink)
        goes_home(chromium)


def test_first_run_leads_from_sign_up_to_the_first_hand(street: Street) -> None:
    """U5, U1, U2: sign-up, roster, who leads, invitations, theme, focus, call, a hand up."""
    began = datetime.now(tz=ISTANBUL)
    ada = street.somebody("Ada", viewport={"width": 1280, "height": 900})

    # sign-up, out of the sign-in page
    ada.opens("/accounts/login/")
    ada.follows("Bring it")
    ada.writes("Your e-mail", "ada@imbat.example")
    ada.presses("Send me a code")
    ada.writes("Code", street.code_for("ada@imbat.example"))
    ada.presses("Go on")
    ada.writes("Name of the organisation", "İmbat")
    ada.labelled("Time zone").focus()
    expect(ada.labelled("Address part")).to_have_value("imbat")
    ada.selects("Time zone", "Europe/Istanbul")
    ada.writes("Countries", "TR")
    ada.writes("Your given name", "Ada")
    ada.writes("Your family name", "Amir")
    ada.presses("Found the organisation")
    ada.sees("From here to the first call")

    # the guide: roster
    ada.follows("Bring in the roster")
    ada.page.get_by_label("File").set_input_files(
        {"name": "roster.csv", "mimeType": "text/csv", "buffer": _roster().encode()}
    )
    ada.presses("Look at it")
    ada.presses("Write it to the roster")
    ada.goes()
    ada.sees("15 people are on it.")

    # who leads
    ada.follows("Choose the levels")
    ada.ticks("head")
    ada.presses("Save")

    # invitations
    ada.goes()
    ada.follows("Invite them")
    ada.presses("Invite all 14 who have no invitation")
    ada.sees("14 invitations go out within a minute.")
    _the_worker_runs()

    # theme
    ada.goes()
    ada.follows("Choose a theme")
    ada.writes("Name", "Quieter kitchens")
    ada.writes("Strategy sentence", "People buy from us again because our service is quiet.")
    choosing.answers_fit_check(ada)
    ada.writes("Why now", "Returns because of noise have doubled in a year.")
    ada.writes("Why no existing team owns it", "It takes four divisions together.")
    ada.selects("Sponsor", "Nilgün")
    ada.selects("Integration team", "Ada")
    ada.writes("First day of cycle 1", "2026-04-06")
    ada.presses("Choose this theme")
    ada.sees("The theme is there.")

    # focus areas
    ada.goes()
    ada.follows("Write down the focus")
    _writes_focus(ada)

    # the call
    ada.goes()
    ada.follows("Write the call")
    call = forming.writes_call(ada, deadline="2026-03-16")
    ada.goes()
    ada.misses("From here to the first call")

    # the first hand, by somebody who was invited, on a phone
    emre = street.somebody("Emre", viewport={"width": 390, "height": 844})
    emre.opens(street.link_for("emre@imbat.example"))
    emre.sees("Ada Amir invites you to İmbat")
    emre.presses("Send me a code")
    emre.writes("Code", street.code_for("emre@imbat.example"))
    emre.presses("Go on")
    emre.presses("Yes, come in to İmbat")
    emre.sees("Emre")
    forming.puts_up_hand(emre, call, choosing.AREAS[0], hours="3")
    ada.goes(f"calls/{call}/")
    ada.sees("1 person has put up their hand")

    assert street.eyes.found == []
    assert (timezone.now() - began).total_seconds() < 600


def _roster() -> str:
    """The people of Lodos elsewhere; the word for who leads is the organisation's own."""
    return ROSTER.replace("@lodos.", "@imbat.").replace(",director,", ",head,")


def _writes_focus(ada: Somebody) -> None:
    ada.writes("Diagnosis", "People hear our machines before they see them.")
    ada.writes("Guiding direction", "Quiet becomes what people say about our service.")
    ada.writes("Not in scope", "Redesigning the machines")
    for number, area in enumerate(choosing.AREAS, start=1):
        part = ada.within(ada.page.get_by_role("group", name=f"Focus area {number}"))
        part.writes("Name", area)
    ada.presses("Save the focus")


def _the_worker_runs() -> None:
    look_after(Organisation.objects.get().pk)
    hand_over()
