"""Forming the teams of a cycle: candidate teams, moves, the confirmation."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from core.tenancy import check_now
from orgs.models import Person
from teams.coaches.actions import coach_assign
from teams.forming.actions import (
    NotesMissingError,
    StaleMoveError,
    offer_place,
    rules_save,
    team_drop,
    team_make,
    teams_confirm,
    teams_make,
)
from teams.forming.board import read_board
from teams.models import Acceptance, Call, Commitment, Membership, Offer, Team, TeamConfirmation
from teams.offers.actions import offer_carry, offer_withdraw
from tests.cast import Cast
from tests.teams.calling import move_to, next_call, put_up
from themes.cycles.phases import NotNowError, missing_for, take
from themes.models import Cycle, FocusArea


@pytest.fixture
def call(cast: Cast) -> Call:
    return next_call(cast)


@pytest.fixture
def team(cast: Cast, call: Call) -> Team:
    return team_make(cycle=call.cycle, focus_area=cast.areas[0], by=cast.integrator)


@pytest.fixture
def place(cast: Cast, call: Call, team: Team) -> Callable[..., Offer]:
    """Somebody puts up their hand and is placed."""

    def placed(person: Person, into: Team = team) -> Offer:
        offer = put_up(call, person, into.focus_area)
        return offer_place(offer=offer, team=into, seen=None, by=cast.integrator)

    return placed


def fill(cast: Cast, place: Any) -> list[Offer]:
    """A team that breaks no rule: four people, three divisions, a leader."""
    people = (cast.reader, cast.member, cast.leader_member, cast.other_member)
    return [place(person) for person in people]


def test_teams_are_made_of_the_focus_areas_at_once(cast: Cast, call: Call) -> None:
    """B2: one click makes each focus area a candidate team; a team keeps its area and number."""
    made = teams_make(cycle=call.cycle, by=cast.integrator)
    again = teams_make(cycle=call.cycle, by=cast.integrator)

    assert [(t.number, t.name, t.focus_area, t.previous) for t in made] == [
        (1, "Capabilities", cast.areas[0], cast.team),
        (2, "Working conditions", cast.areas[1], cast.other_team),
        (3, "Belonging", cast.areas[2], None),
    ]
    assert again == []


def test_team_of_an_area_is_made_once(cast: Cast, call: Call, team: Team) -> None:
    with pytest.raises(ValidationError, match="has a team already"):
        team_make(cycle=call.cycle, focus_area=cast.areas[0], by=cast.integrator)


def test_team_is_not_made_of_an_area_out_of_focus(cast: Cast, call: Call) -> None:
    FocusArea.objects.filter(pk=cast.areas[2].pk).update(retired_on=date(2026, 5, 1))
    cast.areas[2].refresh_from_db()

    with pytest.raises(ValidationError, match="not in the theme's focus"):
        team_make(cycle=call.cycle, focus_area=cast.areas[2], by=cast.integrator)


def test_team_without_people_can_be_given_up(cast: Cast, team: Team, place: Any) -> None:
    offer = place(cast.reader)
    with pytest.raises(ValidationError, match="Place them elsewhere first"):
        team_drop(team=team, by=cast.integrator)

    offer_place(offer=offer, team=None, seen=team.pk, by=cast.integrator)
    team_drop(team=team, by=cast.integrator)

    assert not Team.objects.filter(cycle=team.cycle).exists()


def test_offer_is_placed_and_moved(cast: Cast, call: Call, team: Team) -> None:
    """D1: by choosing a team, and back again."""
    offer = put_up(call, cast.reader, cast.areas[0])

    placed = offer_place(offer=offer, team=team, seen=None, by=cast.integrator)
    assert (placed.placed_in, placed.placed_by) == (team, cast.integrator)

    back = offer_place(offer=offer, team=None, seen=team.pk, by=cast.integrator)
    assert back.placed_in is None


def test_offer_moved_meanwhile_is_not_moved_again(cast: Cast, call: Call, team: Team) -> None:
    """D1: two people form at once; the second hears who is where, and no move is lost."""
    other = team_make(cycle=call.cycle, focus_area=cast.areas[1], by=cast.integrator)
    offer = put_up(call, cast.reader, cast.areas[0])
    offer_place(offer=offer, team=team, seen=None, by=cast.integrator)

    with pytest.raises(StaleMoveError) as stale:
        offer_place(offer=offer, team=other, seen=None, by=cast.sponsor)

    assert stale.value.messages == [
        "Rana Reader is in “Capabilities” by now, placed by Irem Isik. Nothing was changed."
    ]
    assert Offer.objects.get(pk=offer.pk).placed_in == team


def test_offer_without_a_yes_is_not_placed(cast: Cast, call: Call, team: Team) -> None:
    """C5: who withdrew is nobody's to place."""
    offer = put_up(call, cast.reader, cast.areas[0])
    offer_withdraw(offer=offer, by=cast.reader)

    with pytest.raises(ValidationError, match="Without their own yes"):
        offer_place(offer=offer, team=team, seen=None, by=cast.integrator)


def test_offer_is_not_placed_in_another_cycle(cast: Cast, call: Call) -> None:
    offer = put_up(call, cast.reader, cast.areas[0])

    with pytest.raises(ValidationError, match="another cycle"):
        offer_place(offer=offer, team=cast.team, seen=None, by=cast.integrator)


def test_offer_of_the_coach_is_not_placed_in_their_team(cast: Cast, call: Call, team: Team) -> None:
    """D6: the coach of a team is not a member of it."""
    coach_assign(team=team, coach=cast.coach, by=cast.integrator)
    offer = put_up(call, cast.coach, cast.areas[0])

    with pytest.raises(ValidationError, match="coaches this team"):
        offer_place(offer=offer, team=team, seen=None, by=cast.integrator)


def test_teams_confirm_makes_members_with_proposed_hours(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    """D7, E4, C5: whoever is placed is a member by their own yes, hours proposed as offered."""
    offers = fill(cast, place)
    unplaced = put_up(call, cast.administrator, cast.areas[1])
    move_to(call.cycle, Cycle.Phase.FORMING)

    [confirmation] = teams_confirm(cycle=call.cycle, by=cast.integrator)
    check_now()

    members = Membership.objects.filter(team=team).order_by("id")
    commitments = Commitment.objects.filter(membership__team=team)
    assert [(m.person, m.way, m.joined_on, m.acceptance.offer) for m in members] == [
        (offer.person, "volunteered", date(2026, 7, 6), offer) for offer in offers
    ]
    assert {(c.state, c.hours) for c in commitments} == {("proposed", Decimal(4))}
    assert (commitments.count(), confirmation.warnings, confirmation.by) == (
        4,
        [],
        cast.integrator,
    )
    assert Cycle.objects.get(pk=call.cycle_id).phase == Cycle.Phase.PREPARING
    assert not Membership.objects.filter(acceptance__offer=unplaced).exists()


def test_teams_confirmed_twice_are_made_once(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    fill(cast, place)
    move_to(call.cycle, Cycle.Phase.FORMING)
    first = teams_confirm(cycle=call.cycle, by=cast.integrator)

    second = teams_confirm(cycle=call.cycle, by=cast.integrator)

    assert [c.pk for c in second] == [c.pk for c in first]
    assert Membership.objects.filter(team=team).count() == 4
    assert TeamConfirmation.objects.filter(team=team).count() == 1


def test_teams_confirm_late_joins_today(
    cast: Cast, call: Call, team: Team, place: Any, clock: Any
) -> None:
    fill(cast, place)
    move_to(call.cycle, Cycle.Phase.FORMING)
    clock.move_to(date(2026, 7, 20))

    teams_confirm(cycle=call.cycle, by=cast.integrator)

    assert set(Membership.objects.filter(team=team).values_list("joined_on", flat=True)) == {
        date(2026, 7, 20)
    }


def test_teams_confirm_asks_a_note_for_a_broken_rule(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    """D3: a broken rule warns; confirming anyway needs a note, kept with what was broken."""
    place(cast.reader)
    move_to(call.cycle, Cycle.Phase.FORMING)

    with pytest.raises(NotesMissingError) as missing, transaction.atomic():
        teams_confirm(cycle=call.cycle, by=cast.integrator, notes={team.pk: "  "})
    assert missing.value.teams == {team.pk: "Say why you form “Capabilities” all the same."}
    assert not Membership.objects.filter(team=team).exists()

    [confirmation] = teams_confirm(
        cycle=call.cycle, by=cast.integrator, notes={team.pk: "We start small."}
    )
    assert confirmation.warnings == ["one_division", "no_leader", "small", "levels"]
    assert confirmation.note == "We start small."


def test_teams_with_nobody_are_not_confirmed(cast: Cast, call: Call, team: Team) -> None:
    put_up(call, cast.reader, cast.areas[0])
    move_to(call.cycle, Cycle.Phase.FORMING)

    with pytest.raises(ValidationError, match="Nobody is in “Capabilities”"):
        teams_confirm(cycle=call.cycle, by=cast.integrator, notes={team.pk: "All the same."})


def test_teams_are_not_confirmed_while_people_may_still_offer(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    fill(cast, place)

    with pytest.raises(ValidationError, match="Close the call first"):
        teams_confirm(cycle=call.cycle, by=cast.integrator)


def test_teams_confirmed_are_not_moved_any_more(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    [offer, *_others] = fill(cast, place)
    move_to(call.cycle, Cycle.Phase.FORMING)
    teams_confirm(cycle=call.cycle, by=cast.integrator)

    with pytest.raises(ValidationError, match="one by one"):
        offer_place(offer=offer, team=None, seen=team.pk, by=cast.integrator)
    with pytest.raises(ValidationError, match="still leave the team"):
        offer_withdraw(offer=offer, by=offer.person)
    with pytest.raises(ValidationError, match="one by one"):
        teams_make(cycle=call.cycle, by=cast.integrator)


def test_forming_needs_a_hand_and_confirming_a_confirmation(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    """Guards: "form" wants an offer, "prepare" each team confirmed, with a place to go to."""
    [nobody] = missing_for(call.cycle, "form")
    assert (nobody.soft, nobody.url) == (False, f"/o/lodos/calls/{call.pk}/")
    fill(cast, place)
    take(call.cycle, "form", by=cast.integrator)

    with pytest.raises(NotNowError, match="has not confirmed each team"):
        take(call.cycle, "prepare", by=cast.integrator)

    teams_confirm(cycle=call.cycle, by=cast.integrator)
    sentences = {m.sentence for m in missing_for(call.cycle, "run") if m.soft}
    assert {
        "Nobody speaks for “Capabilities” yet. Its members choose.",
        "“Capabilities” has no coach yet. The integration team chooses one.",
    } <= sentences


def test_rules_are_saved_for_the_theme(cast: Cast, call: Call, team: Team, place: Any) -> None:
    """D3: a theme sets its own thresholds."""
    place(cast.leader_member)
    rules_save(
        theme=cast.theme,
        by=cast.integrator,
        size_from=1,
        size_to=3,
        divisions=1,
        levels=1,
        leaders=1,
        volunteers_percent=80,
    )

    [lane] = read_board(call.cycle).lanes

    assert [warned.code for warned in lane.warned] == ["one_division"]


def test_board_shows_mix_gaps_and_who_stays(
    cast: Cast, call: Call, team: Team, place: Any, django_assert_num_queries: Any
) -> None:
    """D2: size, hours, divisions by levels, leaders, volunteers, diversity, who is new."""
    place(cast.member)
    offer_carry(
        call=call,
        person=cast.other_member,
        way="volunteered",
        focus_area=cast.areas[0],
        hours=Decimal("2.5"),
        by=cast.other_member,
    )
    carried = Offer.objects.get(call=call, person=cast.other_member)
    offer_place(offer=carried, team=team, seen=None, by=cast.integrator)
    put_up(call, cast.leader_member, cast.areas[1], "2")

    board = read_board(call.cycle)

    [lane], [hand] = board.lanes, board.without.hands
    assert (board.people, board.staying, board.new, lane.hours) == (3, 1, 2, Decimal("6.5"))
    assert [division.name for division in lane.divisions] == ["Customer Service", "IT", "Sales"]
    assert [(level.name, [tuple(cell) for cell in cells]) for level, cells in lane.rows] == [
        ("director", [(0, False), (0, False), (0, False)]),
        ("specialist", [(1, True), (1, False), (0, False)]),
    ]
    assert lane.facts == [
        "2 of 3 divisions: well mixed (100\u00a0%)",
        "1 of 2 levels: hardly mixed (0\u00a0%)",
        "0 leaders",
        "100\u00a0% volunteered",
    ]
    assert lane.gaps == ["Nobody yet from Sales.", "Levels missing: director."]
    assert hand.wishes == "Would like Working conditions"
    assert board.without.places == [("", "Not yet"), (str(team.pk), "1 Capabilities")]
    assert [area.name for area in board.areas] == ["Working conditions", "Belonging"]


@pytest.mark.parametrize("people", [1, 3])
def test_board_asks_the_same_number_of_questions(
    cast: Cast, call: Call, team: Team, place: Any, people: int, django_assert_num_queries: Any
) -> None:
    for person in (cast.reader, cast.member, cast.leader_member)[:people]:
        place(person)
    put_up(call, cast.coach, cast.areas[0])

    with django_assert_num_queries(5):
        board = read_board(call.cycle)
        assert [warned.code for lane in board.lanes for warned in lane.warned]
        assert [lane.gaps for lane in board.lanes]


def test_teams_confirm_costs_the_same_for_many(
    cast: Cast, call: Call, team: Team, place: Any, django_assert_max_num_queries: Any
) -> None:
    """Set-based: members and commitments are made in one statement each."""
    fill(cast, place)
    move_to(call.cycle, Cycle.Phase.FORMING)

    with django_assert_max_num_queries(30):
        teams_confirm(cycle=call.cycle, by=cast.integrator)


def test_acceptances_are_untouched_by_forming(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    """C5: no step of forming says yes for anybody."""
    offers = fill(cast, place)
    before = list(Acceptance.objects.order_by("id").values_list("pk", "person_id", "at"))
    move_to(call.cycle, Cycle.Phase.FORMING)

    teams_confirm(cycle=call.cycle, by=cast.integrator)

    assert list(Acceptance.objects.order_by("id").values_list("pk", "person_id", "at")) == before
    assert len(offers) == 4


def test_who_left_the_organisation_is_not_made_a_member(
    cast: Cast, call: Call, team: Team, place: Any
) -> None:
    fill(cast, place)
    cast.other_member.left_on = date(2026, 5, 20)
    cast.other_member.save()
    move_to(call.cycle, Cycle.Phase.FORMING)

    teams_confirm(cycle=call.cycle, by=cast.integrator, notes={team.pk: "Small."})

    assert cast.other_member not in [m.person for m in Membership.objects.filter(team=team)]
    assert [len(lane.hands) for lane in read_board(call.cycle).lanes] == [3]
