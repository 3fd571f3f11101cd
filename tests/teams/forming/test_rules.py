"""The rules for the mix of a team, as pure words."""

from decimal import Decimal

import pytest

from teams.forming.mix_rules import NO_LEADER, ONE_DIVISION, Seat, broken, team_mix
from teams.models import FormingRules

USUAL = FormingRules()


def seats(*letters: str) -> list[Seat]:
    """ "A1L" is division A, level 1, a leader; "B2i" is division B, level 2, invited."""
    return [
        Seat(ord(who[0]), int(who[1]), "L" in who, volunteered="i" not in who) for who in letters
    ]


def codes(*letters: str, rules: FormingRules = USUAL) -> list[str]:
    return [warned.code for warned in broken(seats(*letters), rules)]


@pytest.mark.parametrize(
    ("team", "warned"),
    [
        (["A1L", "B2", "C2", "D2"], []),
        (["A1", "B2", "C2", "D2"], ["no_leader"]),
        (["A1L", "A2", "A2", "A2"], ["one_division"]),
        (["A1", "A2", "A2", "A2"], ["one_division", "no_leader"]),
        (["A1L", "B2", "B2", "A2"], ["divisions"]),
        (["A1L", "B1", "C1", "D1"], ["levels"]),
        (["A1L", "B2", "C2"], ["small"]),
        (["A1L", "B2", "C2", "D2", "E2", "A2", "B2", "C2", "D2", "E2"], ["large"]),
        (["A1L", "B2", "C2i", "D2"], ["volunteers"]),
        (["A1L", "B2", "C2", "D2", "E2i"], []),
        ([], ["empty"]),
    ],
)
def test_forming_rules_warn(team: list[str], warned: list[str]) -> None:
    """D3, D4: size 4–9, 3 divisions, 2 levels, a leader, 80 % volunteers; each with its reason."""
    assert codes(*team) == warned


def test_forming_rules_name_the_two_strongest_first() -> None:
    """D4: no leader and all from one division stand before the rest, and are marked."""
    warned = broken(seats("A1i", "A1i"), USUAL)

    assert [w.code for w in warned] == [
        ONE_DIVISION,
        NO_LEADER,
        "small",
        "levels",
        "volunteers",
    ]
    assert [w.strong for w in warned] == [True, True, False, False, False]
    assert warned[1].sentence == "No leader in this team. A leader clears the way."


def test_forming_rules_follow_the_themes_own() -> None:
    """D3: the thresholds are the theme's."""
    rules = FormingRules(
        size_from=2, size_to=3, divisions=2, levels=1, leaders=2, volunteers_percent=0
    )

    assert codes("A1L", "B1i", rules=rules) == ["leaders"]
    assert codes("A1L", "B1L", "C1L", "D1L", rules=rules) == ["large"]


def test_forming_rules_say_the_numbers() -> None:
    rules = FormingRules(divisions=3)

    sentences = [w.sentence for w in broken(seats("A1L", "B2", "B2i", "B2"), rules)]

    assert sentences == [
        "2 divisions; 3 or more are wanted.",
        "3 of 4 volunteered; 80 % are wanted.",
    ]


def test_team_mix_counts_what_is_there() -> None:
    """D2: divisions, levels, leaders, share of volunteers, diversity index."""
    mixed = team_mix(seats("A1L", "B2", "B2i", "C2"), divisions=6, levels=4)

    assert (mixed.divisions.present, mixed.levels.present, mixed.leaders) == (3, 2, 1)
    assert mixed.volunteers == Decimal("0.75")
    assert mixed.divisions.blau == Decimal("0.625")


def test_team_mix_of_nobody_has_no_shares() -> None:
    mixed = team_mix([], divisions=0, levels=0)

    assert (mixed.divisions.present, mixed.volunteers) == (0, None)
