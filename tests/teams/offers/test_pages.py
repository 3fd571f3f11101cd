"""An offer on screen and by the mail's link: one's own, kept as a draft, answered by oneself."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges
from orgs.links import token
from teams.forming.nudges import INVITATION
from teams.models import Acceptance, Call, Offer
from teams.offers.actions import person_name
from tests.cast import Cast
from tests.teams.calling import next_call, put_up


@pytest.fixture
def call(stage: Cast) -> Call:
    with tenant(stage.organisation):
        return next_call(stage)


def given(stage: Cast, **changed: Any) -> dict[str, Any]:
    return {
        "first_choice": stage.areas[0].pk,
        "second_choice": stage.areas[1].pk,
        "motivation": "I hear it every day.",
        "contribution": "Measuring",
        "learning": "Asking",
        "hours": "3,5",
        **changed,
    }


def own(stage: Cast, call: Call) -> Offer:
    with tenant(stage.organisation):
        return Offer.objects.select_related("first_choice").get(call=call, person=stage.reader)


def text(response: Any) -> str:
    return response.content.decode()


def test_offer_is_put_up_on_the_page(stage: Cast, call: Call, sign_in: Any) -> None:
    """C2: choices, motivation, contribution, learning, hours; C3: free text warns."""
    browser, address = sign_in(stage.reader), stage.path(f"calls/{call.pk}/offer/")
    assert "nothing about health, family or other private matters" in text(browser.get(address))

    response = browser.post(address, given(stage), follow=True)

    offer = own(stage, call)
    assert (offer.state, offer.hours, offer.first_choice) == (
        "accepted",
        Decimal("3.5"),
        stage.areas[0],
    )
    assert "Your hand is up" in text(response)
    assert "Capabilities, 3.5\u00a0h a week" in text(response)


def test_offer_draft_needs_nothing_and_comes_back(stage: Cast, call: Call, sign_in: Any) -> None:
    """C2: a draft is kept when somebody leaves, and is theirs alone."""
    browser, address = sign_in(stage.reader), stage.path(f"calls/{call.pk}/offer/")

    browser.post(address, {"motivation": "I hear", "draft": "1"})

    assert own(stage, call).state == "draft"
    page = text(browser.get(address))
    assert "I hear" in page
    assert f'data-draft="offer-{call.pk}"' in page
    assert "Go on writing" in text(browser.get(stage.path(f"calls/{call.pk}/")))
    board = sign_in(stage.integrator).get(stage.path(f"cycles/{call.cycle_id}/forming/"))
    assert "I hear" not in text(board)


def test_offer_is_kept_while_it_is_written(stage: Cast, call: Call, sign_in: Any) -> None:
    """C2: each change keeps the draft, without a button, and says so quietly."""
    browser, address = sign_in(stage.reader), stage.path(f"calls/{call.pk}/offer/")
    page = text(browser.get(address))
    assert f'hx-post="{address}draft/"' in page

    kept = browser.post(f"{address}draft/", {"motivation": "I hear", "hours": "1"})
    refused = browser.post(f"{address}draft/", {"motivation": "I hear more", "hours": "much"})

    assert (own(stage, call).state, own(stage, call).motivation) == ("draft", "I hear")
    assert "Kept as a draft." in text(kept)
    assert "1\u00a0h a week is welcome too. The call looks for 2 to 6" in text(kept)
    assert (refused.status_code, "Not kept yet" in text(refused)) == (422, True)
    assert "<form" not in text(kept)


def test_offer_that_was_made_is_no_draft_any_more(stage: Cast, call: Call, sign_in: Any) -> None:
    """C2: a late change of an open page does not undo the yes."""
    browser, address = sign_in(stage.reader), stage.path(f"calls/{call.pk}/offer/")
    browser.post(address, given(stage))

    late = browser.post(f"{address}draft/", {"motivation": "Old words"})

    assert late.status_code == 422
    assert (own(stage, call).state, own(stage, call).motivation) == (
        "accepted",
        "I hear it every day.",
    )
    assert "offer/draft/" not in text(browser.get(address))


@pytest.mark.parametrize(
    ("hours", "word"), [("2", False), ("6", False), ("1,5", True), ("8", True)]
)
def test_offer_beside_the_calls_hours_gets_a_word_and_no_refusal(
    stage: Cast, call: Call, sign_in: Any, hours: str, word: bool
) -> None:
    """C2: fewer or more hours than the call looks for are welcome."""
    page = sign_in(stage.reader).post(
        stage.path(f"calls/{call.pk}/offer/"), given(stage, hours=hours), follow=True
    )

    assert own(stage, call).state == "accepted"
    assert ("is welcome too" in text(page)) is word


def test_offer_refused_keeps_what_was_typed(stage: Cast, call: Call, sign_in: Any) -> None:
    address = stage.path(f"calls/{call.pk}/offer/")

    response = sign_in(stage.reader).post(
        address, given(stage, hours="2,3", second_choice=stage.areas[0].pk, first_choice="")
    )

    assert response.status_code == 422
    assert "I hear it every day." in text(response)
    with tenant(stage.organisation):
        assert not Offer.objects.filter(call=call).exists()


def test_offer_with_one_area_twice_is_refused(stage: Cast, call: Call, sign_in: Any) -> None:
    response = sign_in(stage.reader).post(
        stage.path(f"calls/{call.pk}/offer/"), given(stage, second_choice=stage.areas[0].pk)
    )

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "second_choice": ["Choose two different areas, or only one."]
    }


@pytest.mark.parametrize("hours", ["2,3", "0", "41", "much"])
def test_offer_says_how_hours_are_written(
    stage: Cast, call: Call, sign_in: Any, hours: str
) -> None:
    response = sign_in(stage.reader).post(
        stage.path(f"calls/{call.pk}/offer/"), given(stage, hours=hours)
    )

    assert response.status_code == 422
    assert response.context["form"].errors["hours"]


def test_offer_of_another_theme_is_refused(stage: Cast, call: Call, sign_in: Any) -> None:
    response = sign_in(stage.reader).post(
        stage.path(f"calls/{call.pk}/offer/"), given(stage, first_choice=999_999)
    )

    assert response.status_code == 422
    assert response.context["form"].errors["first_choice"]


def test_offer_after_the_deadline_is_refused_in_words(
    stage: Cast, call: Call, sign_in: Any, clock: Any
) -> None:
    """Somebody who wrote over midnight keeps the words and hears what to do."""
    browser, address = sign_in(stage.reader), stage.path(f"calls/{call.pk}/offer/")
    clock.shift(timedelta(days=31))

    response = sign_in(stage.reader).post(address, given(stage))

    assert response.status_code == 422
    assert "The call was open until Fri 19 June. Ask the integration team" in text(response)
    assert "I hear it every day." in text(response)
    assert browser.get(address).status_code == 302


def test_offer_is_withdrawn_after_one_question(stage: Cast, call: Call, sign_in: Any) -> None:
    """C4: no reason; opening the page changes nothing; only the person can."""
    with tenant(stage.organisation):
        offer = put_up(call, stage.reader, stage.areas[0])
    address = stage.path(f"offers/{offer.pk}/withdraw/")
    assert sign_in(stage.integrator).post(address).status_code == 403
    browser = sign_in(stage.reader)
    assert "No reason is needed" in text(browser.get(address))
    assert own(stage, call).state == "accepted"

    browser.post(address)

    assert (own(stage, call).state, own(stage, call).motivation) == ("withdrawn", "")


def test_invitation_is_declined_by_its_person(stage: Cast, call: Call, sign_in: Any) -> None:
    """C5: no reason is asked, and nobody else can answer."""
    with tenant(stage.organisation):
        offer = person_name(call=call, person=stage.reader, way="invited", by=stage.integrator)
    address = stage.path(f"offers/{offer.pk}/decline/")
    assert sign_in(stage.integrator).post(address).status_code == 403

    sign_in(stage.reader).post(address)

    assert own(stage, call).state == "declined"


def test_invitation_waits_in_my_work_until_answered(cast: Cast) -> None:
    """T1, T2: the invited person is asked; once they answer nothing reminds."""
    call = next_call(cast)
    offer = person_name(call=call, person=cast.reader, way="invited", by=cast.integrator)

    [due] = nudges["teams.invitation"].rows(timezone.now(), cast.reader)
    assert due.title == "Would you like to be part of “Quieter kitchens”?"
    assert due.url == f"/o/lodos/calls/{call.pk}/offer/"
    assert due.about == f"teams.offer:{offer.pk}"
    assert due.mail_url.startswith("/a/invitation/")
    assert list(nudges["teams.invitation"].rows(timezone.now(), cast.member)) == []

    put_up(call, cast.reader, cast.areas[0])
    assert list(nudges["teams.invitation"].rows(timezone.now(), None)) == []


@pytest.mark.parametrize("asked", [1, 3])
def test_invitations_are_found_by_one_query(
    cast: Cast, asked: int, django_assert_num_queries: Any
) -> None:
    call = next_call(cast)
    for person in (cast.reader, cast.coach, cast.other_member)[:asked]:
        person_name(call=call, person=person, way="invited", by=cast.integrator)

    with django_assert_num_queries(1):
        assert len(list(nudges["teams.invitation"].rows(timezone.now(), None))) == asked


def link(stage: Cast, offer: Offer, person: Any) -> str:
    until = timezone.now() + timedelta(days=5)
    return f"/a/invitation/{token(INVITATION, person=person, row=offer, until=until)}/"


def test_invitation_is_accepted_by_the_mails_link(stage: Cast, call: Call, client: Any) -> None:
    """U2: without signing in; opening it changes nothing, the button does."""
    with tenant(stage.organisation):
        offer = person_name(call=call, person=stage.reader, way="invited", by=stage.integrator)
    address = link(stage, offer, stage.reader)
    assert "Irem Isik asks" in text(client.get(address))
    assert own(stage, call).state == "open"

    client.post(address, given(stage))

    assert own(stage, call).state == "accepted"
    assert "Your hand is up" in text(client.get(address))
    with tenant(stage.organisation):
        assert Acceptance.objects.get(offer=offer).person == stage.reader


def test_invitation_is_declined_by_the_mails_link_once(
    stage: Cast, call: Call, client: Any
) -> None:
    with tenant(stage.organisation):
        offer = person_name(call=call, person=stage.reader, way="invited", by=stage.integrator)
    address = link(stage, offer, stage.reader)

    client.post(address, {"decline": "1"})
    client.post(address, given(stage))

    assert own(stage, call).state == "declined"


def test_invitation_link_of_another_opens_nothing(stage: Cast, call: Call, client: Any) -> None:
    with tenant(stage.organisation):
        offer = person_name(call=call, person=stage.reader, way="invited", by=stage.integrator)

    assert client.get(link(stage, offer, stage.integrator)).status_code == 404
