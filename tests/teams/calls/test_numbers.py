"""A call in numbers, for the integration team: about groups, never about a person."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy import tenant
from orgs.models import Division
from orgs.people.actions import person_deactivate
from teams.calls.numbers import call_numbers
from teams.forming.actions import offer_place, team_make
from teams.forming.skills_actions import skills_note
from teams.models import Call, Offer
from teams.offers.actions import offer_save_draft, person_name
from tests.cast import Cast
from tests.teams.calling import next_call, put_up
from themes.models import FocusArea


@pytest.fixture
def call(stage: Cast) -> Call:
    """Two from Customer Service and one from IT; a draft, an invitation, and one who left."""
    with tenant(stage.organisation):
        call = next_call(stage)
        FocusArea.objects.filter(pk=stage.areas[2].pk).update(wanted="radio\nstories")
        Division.objects.create(name="Legal")
        for person, area in ((stage.member, 0), (stage.waiting_member, 1), (stage.coach, 0)):
            offer = put_up(call, person, stage.areas[area])
        offer.second_choice = stage.areas[1]
        offer.save()
        offer_save_draft(call=call, by=stage.reader, motivation="Not sure yet.")
        person_name(call=call, person=stage.sponsor, way="invited", by=stage.integrator)
        put_up(call, stage.other_member, stage.areas[2])
        person_deactivate(person=stage.other_member, by=stage.administrator)
    return call


def test_call_counts_areas_divisions_and_levels(stage: Cast, call: Call) -> None:
    """C6: applications per focus area, division, level; drafts and invitations apart."""
    with tenant(stage.organisation):
        numbers = call_numbers(call)

    assert (numbers.hands, numbers.drafts, numbers.asked) == (3, 1, 1)
    assert [(row.area.name, row.first, row.second) for row in numbers.areas] == [
        ("Capabilities", 2, 0),
        ("Working conditions", 1, 1),
        ("Belonging", 0, 0),
    ]
    assert [(str(division), n) for division, n in numbers.divisions] == [
        ("Customer Service", 2),
        ("Finance", 0),
        ("IT", 1),
        ("Legal", 0),
        ("Sales", 0),
    ]
    assert [(str(level), n) for level, n in numbers.levels] == [
        ("executive", 0),
        ("director", 0),
        ("manager", 0),
        ("specialist", 3),
    ]


def test_call_page_of_numbers_names_what_is_missing_and_nobody(
    stage: Cast, call: Call, sign_in: Any
) -> None:
    """C6: areas without a volunteer, with what they look for; no list of people."""
    page = sign_in(stage.integrator).get(stage.path(f"calls/{call.pk}/numbers/"))

    html = " ".join(page.content.decode().split())
    assert "Nobody has chosen “Belonging” yet. It looks for: radio, stories." in html
    assert "Nobody yet from Finance, Legal, Sales." in html
    for name in ("Emre", "Deniz", "Kaya Kurt", "Rana", "Not sure yet"):
        assert name not in html


def test_call_names_the_skills_that_nobody_brings_yet(stage: Cast, call: Call) -> None:
    """C6: what the integration team has noted for somebody in the area is looked for no more."""
    with tenant(stage.organisation):
        FocusArea.objects.filter(pk=stage.areas[0].pk).update(wanted="figures\nradio")
        team_make(cycle=call.cycle, focus_area=stage.areas[0], by=stage.integrator)
        team = call.cycle.teams.get()
        offer = Offer.objects.get(call=call, person=stage.member)
        offer_place(offer=offer, team=team, seen=None, by=stage.integrator)
        skills_note(team=team, brought={offer.pk: ["radio"]}, by=stage.integrator)

        numbers = call_numbers(call)

    assert [row.missing for row in numbers.areas] == [["figures"], [], ["radio", "stories"]]


@pytest.mark.parametrize("who", ["sponsor", "home_leader", "coach", "administrator", "reader"])
def test_call_numbers_are_the_integration_teams(
    stage: Cast, call: Call, sign_in: Any, who: str
) -> None:
    """R5: nobody else reads where offers come from, and nobody is led to a closed door."""
    browser = sign_in(getattr(stage, who))
    address = stage.path(f"calls/{call.pk}/numbers/")

    assert browser.get(address).status_code == 403
    assert address not in browser.get(stage.path(f"calls/{call.pk}/")).content.decode()


def test_call_numbers_ask_the_same_number_of_questions(stage: Cast, call: Call) -> None:
    """C6: six statements for one offer and for many."""
    with tenant(stage.organisation), CaptureQueriesContext(connection) as asked:
        call_numbers(call)

    assert len(asked) == 6


def test_a_call_without_offers_says_so(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        empty = next_call(stage)

    page = sign_in(stage.integrator).get(stage.path(f"calls/{empty.pk}/numbers/"))

    assert "0 people have put up their hand." in page.content.decode()
    assert len(page.context["numbers"].unchosen) == 3
