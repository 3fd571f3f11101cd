"""The proposal for forming teams, as a pure function: what always holds, and what it says."""

from collections import Counter
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teams.forming.mix_rules import Seat, broken
from teams.forming.proposal import Hand, propose
from teams.models import FormingRules

USUAL = FormingRules()
TEAMS = (1, 2, 3)
LEADER = 0


def hand(key: int, *choices: int | None, seat: str = "A3", placed_in: int | None = None) -> Hand:
    """Somebody of a seat: its letter is the division, its digit the level; level 0 leads."""
    level = int(seat[1])
    return Hand(key, Seat(ord(seat[0]), level, level == LEADER, True), choices, placed_in)


@st.composite
def company(draw: st.DrawFn) -> tuple[list[Hand], FormingRules]:
    """Up to 14 people, three teams, some placed by hand, some choices without a team."""
    seats = st.tuples(st.sampled_from("ABC"), st.sampled_from("013")).map("".join)
    choices = st.lists(st.sampled_from([1, 2, 3, None]), min_size=1, max_size=2, unique=True)
    place = st.sampled_from([None, None, None, *TEAMS])
    drawn = draw(st.lists(st.tuples(choices, seats, place), max_size=14))
    hands = [
        hand(key, *chosen, seat=seat, placed_in=placed)
        for key, (chosen, seat, placed) in enumerate(drawn, start=1)
    ]
    size = draw(st.integers(1, 5))
    return hands, FormingRules(size_from=min(size, 3), size_to=size, divisions=2, levels=2)


def where(hands: list[Hand], rules: FormingRules = USUAL) -> dict[int, int]:
    return {placed.hand: placed.team for placed in propose(hands, TEAMS, rules).placed}


@given(company(), st.randoms(use_true_random=False))
def test_proposal_holds_what_it_promises(given: tuple, shuffled: Random) -> None:
    """D5: only where they chose, never over the size, hand-placed untouched, everybody named once,
    as many first choices as there are seats, the same in any order."""
    hands, rules = given
    by_key = {hand.key: hand for hand in hands}

    proposal = propose(hands, TEAMS, rules)

    placed = {one.hand: one.team for one in proposal.placed}
    free = {hand.key for hand in hands if hand.placed_in is None}
    assert set(placed) | {left.hand for left in proposal.left} == free
    assert len(proposal.placed) + len(proposal.left) == len(free)
    assert all(team in by_key[key].choices for key, team in placed.items())
    fixed = Counter(hand.placed_in for hand in hands)
    size = fixed + Counter(placed.values())
    assert all(size[team] <= max(rules.size_to, fixed[team]) for team in TEAMS)
    first = Counter(by_key[key].choices[0] for key in free)
    met = Counter(team for key, team in placed.items() if by_key[key].choices[0] == team)
    room = {team: max(rules.size_to - fixed[team], 0) for team in TEAMS}
    assert all(met[team] == min(first[team], room[team]) for team in TEAMS)
    assert all(
        size[team] >= rules.size_to for left in proposal.left for team in by_key[left.hand].teams
    )
    shuffled.shuffle(hands)
    assert propose(hands, shuffled.sample(TEAMS, 3), rules) == proposal


def test_proposal_seats_a_leader_before_who_came_first() -> None:
    """D5, D4: nine seats, ten hands: the only leader is in, the last of the others waits."""
    hands = [hand(key, 1, seat=f"{'ABC'[key % 3]}3") for key in range(1, 10)]
    hands.append(hand(10, 1, seat=f"B{LEADER}"))

    assert set(where(hands)) == {1, 2, 3, 4, 5, 6, 7, 8, 10}


def test_proposal_uses_second_choices_for_the_mix() -> None:
    """D5: who has no seat in the first goes to the second; a leader gives way where one lacks."""
    rules = FormingRules(size_from=1, size_to=2, divisions=2, levels=1)
    hands = [
        hand(1, 1, 2, seat="A0"),
        hand(2, 1, 2, seat="A3"),
        hand(3, 1, 2, seat="B0"),
        hand(4, 2, seat="C3"),
    ]

    placed = where(hands, rules)

    assert placed == {1: 2, 2: 1, 3: 1, 4: 2}
    for team in (1, 2):
        assert broken([h.seat for h in hands if placed[h.key] == team], rules) == []


def test_proposal_says_why() -> None:
    """D5: one sentence each."""
    rules = FormingRules(size_from=1, size_to=2, divisions=1, levels=1)
    hands = [
        hand(1, 1, seat="A0"),
        hand(2, 1, seat="B3"),
        hand(3, 1, seat="B3"),
        hand(4, 1, 2, seat="C3"),
        hand(5, None, 2, seat="C3"),
        hand(6, None, seat="A3"),
        hand(7, 3, seat="A3"),
    ]

    proposal = propose(hands, TEAMS, rules)

    assert [tuple(one) for one in proposal.placed] == [
        (1, 1, "Their first choice; no other leader is in this team."),
        (2, 1, "Their first choice; nobody else in this team is from their division."),
        (4, 2, "Their second choice, because the first is full."),
        (5, 2, "Their second choice, because the first has no team that they can join."),
        (7, 3, "Their first choice."),
    ]
    assert [tuple(one) for one in proposal.left] == [
        (3, "Each team they chose has as many people as a team may have."),
        (6, "What they chose has no team that they can join."),
    ]


@pytest.mark.parametrize("hands", [[], [hand(1, 1, placed_in=1)], [hand(1, None)]])
def test_proposal_of_nobody_places_nobody(hands: list[Hand]) -> None:
    assert propose(hands, TEAMS, USUAL).placed == []


def test_proposal_for_200_people_and_8_teams_takes_no_two_seconds() -> None:
    """D5: 200 offers, 8 focus areas; the processor's time, so that a busy machine is no reason."""
    dice = Random(4)
    hands = [
        hand(key, *dice.sample(range(1, 9), 2), seat=dice.choice("ABCDEF") + dice.choice("01233"))
        for key in range(1, 201)
    ]
    begun = process_time()

    placed = propose(hands, range(1, 9), USUAL).placed

    assert process_time() - begun < 2
    assert len(placed) == 8 * USUAL.size_to
