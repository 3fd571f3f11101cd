"""The forming board on screen: only for the integration team, and safe for two at once."""

from typing import Any

import pytest
from django.utils import timezone

from nudges.registry import nudges
from orgs.tenancy import tenant
from teams.actions.forming import offer_place, team_make, teams_confirm
from teams.models import Call, FormingRules, Membership, Offer, Team
from tests.cast import Cast
from tests.teams.calling import move_to, next_call, put_up, questions
from themes.models import Cycle

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def call(stage: Cast) -> Call:
    with tenant(stage.organisation):
        return next_call(stage)


@pytest.fixture
def team(stage: Cast, call: Call) -> Team:
    with tenant(stage.organisation):
        return team_make(cycle=call.cycle, focus_area=stage.areas[0], by=stage.integrator)


@pytest.fixture
def offer(stage: Cast, call: Call) -> Offer:
    with tenant(stage.organisation):
        return put_up(call, stage.reader, stage.areas[0])


def text(response: Any) -> str:
    return response.content.decode()


def board(stage: Cast, call: Call) -> str:
    return stage.path(f"cycles/{call.cycle_id}/forming/")


def place(stage: Cast, offer: Offer) -> str:
    return stage.path(f"offers/{offer.pk}/place/")


def now(stage: Cast, offer: Offer) -> int | None:
    with tenant(stage.organisation):
        return Offer.objects.get(pk=offer.pk).placed_in_id


def test_board_shows_words_choices_and_mix(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D1, D2: people without a team with their words and a select; teams with mix and warnings."""
    with tenant(stage.organisation):
        placed = put_up(call, stage.member, stage.areas[0])
        offer_place(offer=placed, team=team, seen=None, by=stage.integrator)

    page = text(sign_in(stage.integrator).get(board(stage, call)))

    for said in (
        "Rana wants this.", "Would like Capabilities", "1 Capabilities, fills a gap",
        "1 of 2 divisions, 1 of 1 levels.", "Nobody yet from Sales.",
        "No leader in this team. A leader clears the way.", "All from one division.",
        "One of them is still without a team.",
    ):  # fmt: skip
        assert said in page


def test_board_is_for_the_integration_team_alone(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D8, R5: home leader, sponsor, administrator and the person themselves do not see it."""
    for person in (stage.home_leader, stage.sponsor, stage.administrator, stage.reader):
        browser = sign_in(person)
        assert browser.get(board(stage, call)).status_code == 403
        assert browser.post(place(stage, offer), {"team": team.pk}).status_code == 403

    assert now(stage, offer) is None


def test_teams_are_made_by_one_click(stage: Cast, call: Call, sign_in: Any) -> None:
    """B2: all focus areas at once, or one."""
    browser = sign_in(stage.integrator)
    address = stage.path(f"cycles/{call.cycle_id}/forming/teams/")

    browser.post(address, {"focus_area": stage.areas[2].pk})
    browser.post(address)
    twice = browser.post(address, {"focus_area": stage.areas[2].pk})

    with tenant(stage.organisation):
        names = Team.objects.filter(cycle=call.cycle).values_list("number", "name")
        assert list(names) == [(1, "Capabilities"), (2, "Working conditions"), (3, "Belonging")]
    assert twice.status_code == 422
    assert "has a team already" in text(twice)


def test_team_is_given_up(stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any) -> None:
    address = stage.path(f"teams/{team.pk}/drop/")
    browser = sign_in(stage.integrator)
    browser.post(place(stage, offer), {"team": team.pk, "seen": ""})
    refused = browser.post(address)
    browser.post(place(stage, offer), {"team": "", "seen": team.pk})

    browser.post(address)

    assert (refused.status_code, "Place them elsewhere first" in text(refused)) == (422, True)
    with tenant(stage.organisation):
        assert not Team.objects.filter(pk=team.pk).exists()


def test_move_without_scripts_goes_back_to_the_board(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D1: a plain form does it."""
    response = sign_in(stage.integrator).post(place(stage, offer), {"team": team.pk, "seen": ""})

    assert response.headers["Location"] == board(stage, call)
    assert now(stage, offer) == team.pk


def test_move_answers_htmx_with_both_lanes_and_the_list(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D1, D2: the two teams that changed come back, and no other."""
    with tenant(stage.organisation):
        second, third = (
            team_make(cycle=call.cycle, focus_area=area, by=stage.integrator)
            for area in stage.areas[1:]
        )
        offer_place(offer=offer, team=team, seen=None, by=stage.integrator)

    response = sign_in(stage.integrator).post(
        place(stage, offer), {"team": second.pk, "seen": team.pk}, **HTMX
    )

    answer = text(response)
    assert response.status_code == 200
    assert f'id="lane-{team.pk}"' in answer
    assert f'id="lane-{second.pk}"' in answer
    assert f'id="lane-{third.pk}"' not in answer
    assert 'id="hands"' in answer
    assert "<html" not in answer


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_move_of_somebody_moved_meanwhile_is_409(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any, extra: dict[str, Any]
) -> None:
    """D1: the second author hears who is where now; nothing is lost silently."""
    with tenant(stage.organisation):
        second = team_make(cycle=call.cycle, focus_area=stage.areas[1], by=stage.integrator)
        offer_place(offer=offer, team=second, seen=None, by=stage.integrator)

    response = sign_in(stage.integrator).post(
        place(stage, offer), {"team": team.pk, "seen": ""}, **extra
    )

    assert response.status_code == 409
    assert "Rana Reader is in “Working conditions” by now, placed by Irem Isik." in text(response)
    assert now(stage, offer) == second.pk


@pytest.mark.parametrize("wrong", [{"team": "x"}, {"team": 10**9}, {"team": "", "seen": "x"}])
def test_move_with_nonsense_is_422(
    stage: Cast, team: Team, offer: Offer, sign_in: Any, wrong: dict[str, Any]
) -> None:
    response = sign_in(stage.integrator).post(place(stage, offer), wrong)

    assert response.status_code == 422
    assert now(stage, offer) is None


def test_call_is_closed_and_teams_are_confirmed(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D3: the page asks why for each broken rule; then the cycle goes on."""
    browser, cycle = sign_in(stage.integrator), stage.path(f"cycles/{call.cycle_id}/forming/")
    browser.post(place(stage, offer), {"team": team.pk, "seen": ""})
    early = browser.post(f"{cycle}confirm/", {f"team-{team.pk}-note": "Small."})
    browser.post(f"{cycle}start/")
    unsaid = browser.post(f"{cycle}confirm/")

    browser.post(f"{cycle}confirm/", {f"team-{team.pk}-note": "We start small."})

    assert (early.status_code, "Close the call first" in text(early)) == (422, True)
    assert (unsaid.status_code, "Say why, in a sentence or two." in text(unsaid)) == (422, True)
    with tenant(stage.organisation):
        assert [m.person for m in Membership.objects.filter(team=team)] == [stage.reader]
        assert Cycle.objects.get(pk=call.cycle_id).phase == Cycle.Phase.PREPARING
    assert browser.get(cycle).status_code == 302
    assert browser.post(f"{cycle}confirm/").status_code == 302


def test_call_without_hands_is_not_closed(stage: Cast, call: Call, sign_in: Any) -> None:
    response = sign_in(stage.integrator).post(
        stage.path(f"cycles/{call.cycle_id}/forming/start/"), follow=True
    )

    assert "Nobody has put up their hand yet." in text(response)


def test_rules_are_saved_on_the_page(stage: Cast, sign_in: Any) -> None:
    """D3: thresholds of the theme; a leader stays wanted."""
    browser, address = (
        sign_in(stage.integrator),
        stage.path(f"themes/{stage.theme.pk}/forming-rules/"),
    )
    given = {
        "size_from": 3, "size_to": 8, "divisions": 2, "levels": 2, "leaders": 1,
        "volunteers_percent": 70,
    }  # fmt: skip

    wrong = browser.post(address, {**given, "size_from": 9, "leaders": 0})
    browser.post(address, given)

    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"size_to", "leaders"}
    with tenant(stage.organisation):
        rules = FormingRules.objects.get(theme=stage.theme)
        assert {name: getattr(rules, name) for name in given} == given
    assert sign_in(stage.sponsor).get(address).status_code == 403


def test_board_page_asks_the_same_number_of_questions(
    stage: Cast, call: Call, team: Team, sign_in: Any
) -> None:
    def offered(*people: Any) -> list[Offer]:
        with tenant(stage.organisation):
            return [put_up(call, person, stage.areas[0]) for person in people]

    def placed(*offers: Offer) -> None:
        with tenant(stage.organisation):
            for offer in offers:
                offer_place(offer=offer, team=team, seen=None, by=stage.integrator)

    browser = sign_in(stage.integrator)
    one, _waits = offered(stage.reader, stage.member)
    placed(one)
    for_one = questions(browser, board(stage, call))
    two, three, *_others = offered(
        stage.coach, stage.sponsor, stage.facilitator, stage.other_member
    )
    placed(two, three)

    assert questions(browser, board(stage, call)) == for_one


def test_form_the_teams_waits_for_the_integration_team(cast: Cast, clock: Any) -> None:
    """T1: after the deadline, until the teams are confirmed."""
    call = next_call(cast)
    offer = put_up(call, cast.reader, cast.areas[0])

    def waiting(person: Any) -> list[str]:
        return [due.title for due in nudges["teams.form"].rows(timezone.now(), person)]

    assert waiting(cast.integrator) == []
    clock.shift(60 * 60 * 24 * 31)
    assert waiting(cast.integrator) == ["Who is in which team?"]
    assert (waiting(cast.facilitator), waiting(None)) == ([], ["Who is in which team?"])

    move_to(call.cycle, Cycle.Phase.FORMING)
    team = team_make(cycle=call.cycle, focus_area=cast.areas[0], by=cast.integrator)
    offer_place(offer=offer, team=team, seen=None, by=cast.integrator)
    teams_confirm(cycle=call.cycle, by=cast.integrator, notes={team.pk: "Small."})
    assert waiting(None) == []
