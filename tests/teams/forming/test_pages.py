"""The forming board on screen: only for the integration team, and safe for two at once."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import tenant
from nudges.registry import nudges
from teams.forming.actions import offer_place, team_make, teams_confirm
from teams.models import Call, FormingRules, Membership, Offer, Team, TeamConfirmation
from tests.cast import Cast
from tests.teams.calling import crowd, eight_teams, move_to, next_call, put_up, questions
from themes.models import Cycle

HTMX = {"headers": {"HX-Request": "true"}}
COLUMN = re.compile(r'id="lane-(\w+)"')
SHOWN = re.compile(r'name="column" value="(\d*:\w+)"')
OWN_QUESTIONS = 12


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
        "Rana wants this.",
        "Would like Capabilities",
        "Place Rana Reader with",
        "1 of 2 divisions",
        "1 of 1 levels",
        "0 leaders",
        "Nobody yet from Sales.",
        "No leader in this team. A leader clears the way.",
        "All from one division.",
        "2 people have put up their hand.",
        "1 person, 4 h a week",
    ):
        assert said in page


def test_board_is_for_the_integration_team_alone(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D8, R5: home leader, sponsor, administrator and the person themselves do not see it."""
    for person in (stage.home_leader, stage.sponsor, stage.administrator, stage.reader):
        browser = sign_in(person)
        for page in ("", "changes/", "suggest/", "confirm/"):
            assert browser.get(board(stage, call) + page).status_code == 403
        assert browser.get(stage.path(f"teams/{team.pk}/skills/")).status_code == 403
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


def test_move_answers_htmx_with_the_two_columns_it_changed(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D1, D2: both columns come back with a sentence that is read out, and nothing else."""
    with tenant(stage.organisation):
        second, _third = (
            team_make(cycle=call.cycle, focus_area=area, by=stage.integrator)
            for area in stage.areas[1:]
        )
    browser = sign_in(stage.integrator)

    placed = browser.post(place(stage, offer), {"team": team.pk, "seen": ""}, **HTMX)
    moved = browser.post(place(stage, offer), {"team": second.pk, "seen": team.pk}, **HTMX)

    assert COLUMN.findall(text(placed)) == ["none", str(team.pk)]
    assert COLUMN.findall(text(moved)) == [str(team.pk), str(second.pk)]
    assert "Rana Reader is with “Working conditions” now." in text(moved)
    assert "<html" not in text(moved)


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
    asked = browser.post(f"{cycle}start/")
    unchanged = browser.post(f"{cycle}confirm/", {f"team-{team.pk}-note": "Small."})
    browser.post(f"{cycle}start/", {"sure": "yes"})
    unsaid = browser.post(f"{cycle}confirm/")

    browser.post(f"{cycle}confirm/", {f"team-{team.pk}-note": "We start small."})

    assert (early.status_code, "Close the call first" in text(early)) == (422, True)
    assert "Nobody can put up their hand for this cycle any more." in text(asked)
    assert (unchanged.status_code, "Close the call first" in text(unchanged)) == (422, True)
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
        "size_from": 3,
        "size_to": 8,
        "divisions": 2,
        "levels": 2,
        "leaders": 1,
        "volunteers_percent": 70,
    }

    wrong = browser.post(address, {**given, "size_from": 9, "leaders": 0})
    browser.post(address, given)

    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"size_to", "leaders"}
    with tenant(stage.organisation):
        rules = FormingRules.objects.get(theme=stage.theme)
        assert {name: getattr(rules, name) for name in given} == given
    assert sign_in(stage.sponsor).get(address).status_code == 403


def test_board_asks_and_moves_the_same_for_3_and_200_people(
    stage: Cast, call: Call, sign_in: Any, django_assert_num_queries: Any
) -> None:
    """D1: eight teams; the board's own questions are under twelve, and the page stays light."""
    browser = sign_in(stage.integrator)
    with tenant(stage.organisation):
        teams = eight_teams(stage, call)
    frame = questions(browser, stage.path(f"themes/{stage.theme.pk}/forming-rules/"))
    asked, answered = [], []
    for people in (3, 197):
        with tenant(stage.organisation):
            for offer in (offers := crowd(stage, call, people)):
                offer.placed_in = teams[offer.pk % 8]
            Offer.objects.bulk_update(offers[1:], ["placed_in"])
        asked.append(questions(browser, board(stage, call)))
        with CaptureQueriesContext(connection) as move:
            browser.post(place(stage, offers[0]), {"team": teams[0].pk, "seen": ""}, **HTMX)
        answered.append(len(move))
    page = browser.get(board(stage, call))

    assert asked[0] == asked[1] < frame + OWN_QUESTIONS
    assert answered[0] == answered[1]
    assert len(text(page).split("data-drag>")) == 201
    assert len(page.content) < 2_500 * 200


def test_board_of_somebody_else_follows_without_a_reload(
    stage: Cast, call: Call, team: Team, offer: Offer, sign_in: Any
) -> None:
    """D1: asked with the versions it shows, the server answers with what changed, or with 204."""
    with tenant(stage.organisation):
        team_make(cycle=call.cycle, focus_area=stage.areas[1], by=stage.integrator)
    browser, address = sign_in(stage.integrator), f"{board(stage, call)}changes/"
    seen = {"column": SHOWN.findall(text(browser.get(board(stage, call))))}
    unchanged = browser.get(address, seen, **HTMX)
    with tenant(stage.organisation):
        offer_place(offer=offer, team=team, seen=None, by=stage.sponsor)

    changed = browser.get(address, seen, **HTMX)

    assert (len(seen["column"]), unchanged.status_code, unchanged.content) == (3, 204, b"")
    assert COLUMN.findall(text(changed)) == ["none", str(team.pk)]
    assert "Changed in the meantime: Without a team yet, Capabilities." in text(changed)
    now_seen = {"column": SHOWN.findall(text(browser.get(board(stage, call))))}
    assert browser.get(address, now_seen, **HTMX).status_code == 204


@pytest.mark.parametrize("seen", [[], ["x"], ["1:2", ":3"]])
def test_board_with_other_columns_is_read_anew(
    stage: Cast, call: Call, team: Team, sign_in: Any, seen: list[str]
) -> None:
    """D1: a team was made or given up, or the teams are confirmed: the whole page comes again."""
    browser, address = sign_in(stage.integrator), f"{board(stage, call)}changes/"

    told = browser.get(address, {"column": seen}, **HTMX)
    with tenant(stage.organisation):
        move_to(call.cycle, Cycle.Phase.PREPARING)
    over = browser.get(address, {"column": seen}, **HTMX)

    assert (told.headers["HX-Refresh"], over.headers["HX-Refresh"]) == ("true", "true")


def test_eight_teams_are_confirmed_with_a_note_each(stage: Cast, call: Call, sign_in: Any) -> None:
    """D3: one form, one note for each team that breaks a rule, none for the one that does not."""
    with tenant(stage.organisation):
        teams = eight_teams(stage, call)
        offers = crowd(stage, call, 40)
        for offer in offers:
            offer.placed_in = teams[offer.pk % 8]
        Offer.objects.bulk_update(offers, ["placed_in"])
        move_to(call.cycle, Cycle.Phase.FORMING)
    browser, address = sign_in(stage.integrator), f"{board(stage, call)}confirm/"
    notes = {f"team-{team.pk}-note": "They want to work together." for team in teams[1:]}

    unsaid = browser.post(address, notes)
    browser.post(address, notes | {f"team-{teams[0].pk}-note": "Small."})

    assert (unsaid.status_code, "They want to work together." in text(unsaid)) == (422, True)
    with tenant(stage.organisation):
        assert Membership.objects.filter(team__cycle=call.cycle).count() == 40
        broken = TeamConfirmation.objects.filter(team__cycle=call.cycle).exclude(warnings=[])
        assert broken.exclude(note="").count() == 8


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
