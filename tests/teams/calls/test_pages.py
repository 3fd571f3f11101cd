"""The page of a call: everybody sees it, nobody but the integration team sees who offers what."""

from typing import Any

import pytest

from core.tenancy import tenant
from teams.models import Call, Offer
from teams.offers.actions import person_name
from tests.cast import Cast, Rival
from tests.teams.calling import move_to, next_call, put_up, questions
from themes.models import Cycle


@pytest.fixture
def call(stage: Cast) -> Call:
    with tenant(stage.organisation):
        return next_call(stage)


def text(response: Any) -> str:
    return response.content.decode()


def test_call_page_says_what_is_asked(stage: Cast, call: Call, sign_in: Any) -> None:
    """C1: theme, focus areas, dates, hours, deadline, and that joining is voluntary."""
    page = text(sign_in(stage.reader).get(stage.path(f"calls/{call.pk}/")))

    for said in (
        "Quieter kitchens",
        "Capabilities",
        "Working conditions",
        "Belonging",
        "Mon 6 July",
        "Sun 4 October",
        "Fri 19 June",
        "2 to 6",
        "Meet weekly.",
        "Volunteers only",
        "Put up your hand",
    ):
        assert said in page
    assert "Open the board" not in page


def test_call_page_hides_offers_from_everybody_else(stage: Cast, call: Call, sign_in: Any) -> None:
    """R5, D8: sponsor, home leader and colleagues read no words and no names."""
    with tenant(stage.organisation):
        put_up(call, stage.member, stage.areas[0])
        person_name(call=call, person=stage.coach, way="invited", by=stage.integrator)

    for person in (stage.sponsor, stage.home_leader, stage.reader, stage.administrator):
        response = sign_in(person).get(stage.path(f"calls/{call.pk}/"))
        assert "Emre" not in text(response)
        assert "Kaya Kurt" not in text(response)
        assert "steering" not in response.context

    page = text(sign_in(stage.integrator).get(stage.path(f"calls/{call.pk}/")))
    assert "Kaya Kurt" in page
    assert "Open the board" in page


def test_call_page_after_the_deadline_says_so(
    stage: Cast, call: Call, sign_in: Any, clock: Any
) -> None:
    clock.shift(60 * 60 * 24 * 31)

    page = text(sign_in(stage.reader).get(stage.path(f"calls/{call.pk}/")))

    assert "The call was open until Fri 19 June. If you would still like to join" in page
    assert "Put up your hand" not in page


def test_call_page_tells_the_unplaced_kindly(stage: Cast, call: Call, sign_in: Any) -> None:
    """Whoever has no team after the confirmation hears that nothing more is asked of them."""
    with tenant(stage.organisation):
        put_up(call, stage.reader, stage.areas[0])
        move_to(call.cycle, Cycle.Phase.PREPARING)

    page = text(sign_in(stage.reader).get(stage.path(f"calls/{call.pk}/")))

    assert "there is no place for you this time. Thank you for offering" in page


def test_call_is_opened_by_the_integration_team(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        cycle = Cycle.objects.create(
            theme=stage.theme, number=2, starts_on="2026-07-06", ends_on="2026-10-04"
        )
    address = stage.path(f"cycles/{cycle.pk}/call/")
    given = {
        "text": "Meet weekly.",
        "hours_from": "2",
        "hours_to": "4,5",
        "skills": "",
        "deadline": "2026-06-19",
    }

    assert sign_in(stage.sponsor).post(address, given).status_code == 403
    response = sign_in(stage.integrator).post(address, given)

    with tenant(stage.organisation):
        call = Call.objects.get(cycle=cycle)
        assert (str(call.hours_to), call.cycle.phase) == ("4.50", "calling")
    assert response.headers["Location"] == stage.path(f"calls/{call.pk}/")


def test_call_refused_keeps_what_was_typed(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        cycle = Cycle.objects.create(
            theme=stage.theme, number=2, starts_on="2026-07-06", ends_on="2026-10-04"
        )

    response = sign_in(stage.integrator).post(
        stage.path(f"cycles/{cycle.pk}/call/"),
        {"text": "We meet.", "hours_from": "6", "hours_to": "2", "deadline": "2026-06-19"},
    )

    assert response.status_code == 422
    assert "Turn the two around" in text(response)
    assert "We meet." in text(response)


def test_call_in_a_phase_without_a_call_is_refused_in_words(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        cycle = Cycle.objects.create(
            theme=stage.theme,
            number=2,
            starts_on="2026-07-06",
            ends_on="2026-10-04",
            phase="running",
        )

    response = sign_in(stage.integrator).post(
        stage.path(f"cycles/{cycle.pk}/call/"),
        {"text": "We meet.", "hours_from": "2", "hours_to": "4", "deadline": "2026-06-19"},
    )

    assert response.status_code == 422
    assert "already in another phase" in text(response)


def test_call_deadline_is_moved(stage: Cast, call: Call, sign_in: Any) -> None:
    response = sign_in(stage.integrator).post(
        stage.path(f"calls/{call.pk}/edit/"),
        {"text": "We meet.", "hours_from": "2", "hours_to": "4", "deadline": "2026-06-26"},
    )

    assert response.status_code == 302
    with tenant(stage.organisation):
        assert str(Call.objects.get(pk=call.pk).deadline) == "2026-06-26"


def test_person_is_asked_on_the_page(stage: Cast, call: Call, sign_in: Any) -> None:
    """C5: the page asks, it does not place."""
    address = stage.path(f"calls/{call.pk}/ask/")
    browser = sign_in(stage.integrator)

    browser.post(address, {"person": stage.reader.pk, "way": "nominated"})
    again = browser.post(address, {"person": stage.reader.pk, "way": "nominated"})

    with tenant(stage.organisation):
        offer = Offer.objects.get(person=stage.reader)
        assert (offer.state, offer.way) == ("open", "nominated")
    assert again.status_code == 422
    assert "Rana Reader has been asked already" in text(again)
    assert sign_in(stage.reader).get(address).status_code == 403


def test_call_is_invisible_outside(stage: Cast, rival: Rival, call: Call, sign_in: Any) -> None:
    browser = sign_in(rival.outsider)

    assert browser.get(stage.path(f"calls/{call.pk}/")).status_code == 404
    assert browser.get(rival.path(f"calls/{call.pk}/")).status_code == 404


def test_call_page_asks_the_same_number_of_questions(stage: Cast, call: Call, sign_in: Any) -> None:
    def ask(*people: Any) -> None:
        with tenant(stage.organisation):
            for person in people:
                person_name(call=call, person=person, way="invited", by=stage.integrator)

    browser, address = sign_in(stage.integrator), stage.path(f"calls/{call.pk}/")
    ask(stage.reader)
    for_one = questions(browser, address)
    ask(stage.coach, stage.other_member)

    assert questions(browser, address) == for_one
