"""The proposal on screen and taken over, and who brings what a focus area looks for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from core.tenancy import tenant
from teams.coaches.actions import coach_assign
from teams.forming.actions import offer_place, teams_make
from teams.forming.board import read_board
from teams.forming.proposal_actions import proposal_take
from teams.forming.skills_actions import skills_note
from teams.forming.suggestion import suggest
from teams.models import Call, Offer, SkillBrought, Team
from teams.offers.actions import offer_withdraw
from tests.cast import Cast
from tests.teams.calling import move_to, next_call, put_up
from themes.models import Cycle


@pytest.fixture
def call(stage: Cast) -> Call:
    """Three candidate teams; Rana, Emre and Priya chose the first, Jurgen the second."""
    with tenant(stage.organisation):
        call = next_call(stage)
        for area in stage.areas:
            area.wanted = "Patience\nSQL"
            area.save()
        teams_make(cycle=call.cycle, by=stage.integrator)
        for person in (stage.reader, stage.member, stage.other_member):
            put_up(call, person, stage.areas[0])
        put_up(call, stage.leader_member, stage.areas[1])
    return call


@pytest.fixture
def teams(stage: Cast, call: Call) -> list[Team]:
    with tenant(stage.organisation):
        return list(Team.objects.filter(cycle=call.cycle))


@pytest.fixture
def inside(stage: Cast, call: Call) -> Iterator[Cast]:
    """The cast inside its organisation, once the call is made."""
    with tenant(stage.organisation):
        yield stage


def text(response: Any) -> str:
    return response.content.decode()


def suggestion(stage: Cast, call: Call) -> str:
    return stage.path(f"cycles/{call.cycle_id}/forming/suggest/")


def offer_of(stage: Cast, call: Call, person: Any) -> Offer:
    with tenant(stage.organisation):
        return Offer.objects.get(call=call, person=person)


def placed(stage: Cast, call: Call) -> dict[str, str]:
    with tenant(stage.organisation):
        rows = Offer.objects.filter(call=call).exclude(placed_in=None)
        return dict(rows.values_list("person__given_name", "placed_in__name"))


def test_suggestion_is_shown_before_anything_is_changed(
    stage: Cast, call: Call, teams: list[Team], sign_in: Any
) -> None:
    """D5: each placement with its sentence, what a team would then miss, and nothing done."""
    page = text(sign_in(stage.integrator).get(suggestion(stage, call)))

    for said in (
        "nothing is changed yet",
        "Rana Reader",
        "Their first choice; nobody else in this team",
        "0 now, 3 then",
        "No leader in this team. A leader clears the way.",
    ):
        assert said in page
    assert placed(stage, call) == {}


def test_suggestion_is_taken_over_as_far_as_it_is_ticked(
    stage: Cast, call: Call, teams: list[Team], sign_in: Any
) -> None:
    """D5: who is left out, and who moved meanwhile, stay where they are; the latter are named."""
    browser = sign_in(stage.integrator)
    rana, emre = offer_of(stage, call, stage.reader), offer_of(stage, call, stage.member)
    with tenant(stage.organisation):
        offer_place(offer=emre, team=teams[2], seen=None, by=stage.sponsor)

    answer = browser.post(
        suggestion(stage, call),
        {"place": [f"{rana.pk}:{teams[0].pk}", f"{emre.pk}:{teams[0].pk}"]},
        follow=True,
    )

    assert placed(stage, call) == {"Rana": "Capabilities", "Emre": "Belonging"}
    assert "1 person is placed." in text(answer)
    assert "so these stay where they are: Emre Sahin." in text(answer)
    assert offer_of(stage, call, stage.reader).placed_by_id == stage.integrator.pk


@pytest.mark.parametrize("wrong", [[], ["x"], ["1:x"], [f"{10**30}:1"]])
def test_suggestion_refuses_nonsense(
    stage: Cast, call: Call, sign_in: Any, wrong: list[str]
) -> None:
    response = sign_in(stage.integrator).post(suggestion(stage, call), {"place": wrong})

    assert (response.status_code, "Not saved yet" in text(response)) == (422, True)
    assert placed(stage, call) == {}


def test_suggestion_for_nobody_says_so(stage: Cast, call: Call, sign_in: Any) -> None:
    """D5: everybody has a team, or those who have none can go nowhere they chose."""
    browser = sign_in(stage.integrator)
    with tenant(stage.organisation):
        Team.objects.filter(cycle=call.cycle).delete()
    nowhere = text(browser.get(suggestion(stage, call)))
    with tenant(stage.organisation):
        Offer.objects.filter(call=call).delete()

    assert "What they chose has no team that they can join." in nowhere
    assert "Nobody who put up their hand is without a team." in text(
        browser.get(suggestion(stage, call))
    )


def test_proposal_places_nobody_where_they_did_not_choose(inside: Cast, call: Call) -> None:
    """D5, D6, C5: not where they did not choose, not who stepped back, not the coach."""
    first, second, _third = Team.objects.filter(cycle=call.cycle)
    offers = {offer.person_id: offer for offer in Offer.objects.filter(call=call)}
    offer_withdraw(offer=offers[inside.member.pk], by=inside.member)
    coach_assign(team=first, coach=inside.reader, by=inside.integrator)

    shown = suggest(read_board(call.cycle))
    taken = proposal_take(
        cycle=call.cycle,
        by=inside.integrator,
        places={
            offers[inside.other_member.pk].pk: second.pk,
            offers[inside.member.pk].pk: first.pk,
            offers[inside.reader.pk].pk: first.pk,
            offers[inside.leader_member.pk].pk: 10**9,
        },
    )

    assert [str(hand.offer) for hand, _why in shown.left] == ["Rana Reader"]
    assert (taken.placed, len(taken.skipped)) == ([], 4)
    assert not Offer.objects.filter(call=call).exclude(placed_in=None).exists()


def test_proposal_is_not_taken_over_after_the_teams_are_confirmed(inside: Cast, call: Call) -> None:
    move_to(call.cycle, Cycle.Phase.PREPARING)

    with pytest.raises(ValidationError, match="The teams are confirmed"):
        proposal_take(cycle=call.cycle, places={}, by=inside.integrator)


def test_skills_missing_are_what_nobody_placed_brings(
    stage: Cast, call: Call, teams: list[Team], sign_in: Any
) -> None:
    """D2: the integration team reads and ticks; the board says what is missing."""
    offer, browser = offer_of(stage, call, stage.reader), sign_in(stage.integrator)
    address = stage.path(f"teams/{teams[0].pk}/skills/")
    assert "Nobody is in this team yet" in text(browser.get(address))
    with tenant(stage.organisation):
        offer_place(offer=offer, team=teams[0], seen=None, by=stage.integrator)

    def missing() -> list[str]:
        with tenant(stage.organisation):
            return read_board(call.cycle).lanes[0].skills_missing

    assert missing() == ["Patience", "SQL"]
    browser.post(address, {f"offer-{offer.pk}": ["SQL"]})
    assert missing() == ["Patience"]
    wrong = browser.post(address, {f"offer-{offer.pk}": ["Juggling"]})
    assert (wrong.status_code, missing()) == (422, ["Patience"])
    browser.post(address, {f"offer-{offer.pk}": ["Patience"]})
    assert missing() == ["SQL"]


def test_skills_noted_go_with_the_words_they_come_from(inside: Cast, call: Call) -> None:
    """C4, D2: who steps back leaves nothing behind; who moves takes what they bring along."""
    first, second, _third = Team.objects.filter(cycle=call.cycle)
    offer = Offer.objects.get(call=call, person=inside.reader)
    offer_place(offer=offer, team=first, seen=None, by=inside.integrator)
    skills_note(team=first, brought={offer.pk: ["SQL"]}, by=inside.integrator)

    offer_place(offer=offer, team=second, seen=first.pk, by=inside.integrator)
    assert [lane.skills_missing for lane in read_board(call.cycle).lanes[:2]] == [
        ["Patience", "SQL"],
        ["Patience"],
    ]

    offer_withdraw(offer=Offer.objects.get(pk=offer.pk), by=inside.reader)
    assert not SkillBrought.objects.exists()
