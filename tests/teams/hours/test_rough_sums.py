"""W11, R4: a sum gives nobody's hours away, also not to who compares it with yesterday's."""

import re
from decimal import Decimal
from typing import Any

import pytest

from core.tenancy import tenant
from orgs.models import Person
from teams.hours.cost import cost_so_far
from teams.hours.rough_sums import cost_for, hours_for
from tests.cast import ENDS_ON, Cast, join
from tests.teams.hours.test_pages import text

OUTSIDE = ("reader", "sponsor", "home_leader", "administrator", "facilitator")
INSIDE = ("member", "coach", "integrator")


def people(cast: Cast, number: int) -> list[Person]:
    found = [cast.reader, cast.administrator, cast.facilitator, cast.home_leader]
    return found[:number]


def read(cast: Cast, reader: Person) -> tuple[Decimal, ...]:
    """All figures that somebody finds about both teams and their sum."""
    teams = [cast.team, cast.other_team]
    hours = hours_for(reader, teams)
    cost = cost_for(reader, teams, cost_so_far(teams, ENDS_ON))
    weekly = [one for one in (*hours.by_team.values(), hours.total) if one]
    so_far = [one for one in (*cost.by_team.values(), cost.total) if one]
    return (*(f for one in weekly for f in (one.agreed, one.asked)), *(one.hours for one in so_far))


def test_who_sees_the_numbers_reads_the_sum(cast: Cast) -> None:
    """E1: the team, its coach and the integration team to the quarter hour."""
    for who in INSIDE:
        sums = hours_for(getattr(cast, who), [cast.team])
        assert (sums.total.agreed, sums.total.asked) == (Decimal(12), Decimal(5))


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("joins", ["team", "other_team"])
def test_sum_does_not_tell_who_joined_last(cast: Cast, who: str, joins: str) -> None:
    """Before and after, in whichever team, and together: no difference is anybody's hours."""
    reader = getattr(cast, who)
    before = read(cast, reader)
    join(cast, cast.integrator, getattr(cast, joins), "3.25")
    after = read(cast, reader)

    assert {figure % 10 for figure in (*before, *after)} == {Decimal(0)}


def test_sums_show_from_four_people_on(cast: Cast) -> None:
    """As every count does; small teams together are as one team."""
    assert hours_for(cast.reader, [cast.other_team]).by_team == {cast.other_team.pk: None}
    assert hours_for(cast.reader, [cast.other_team]).total.people == 0

    for person in people(cast, 3):
        join(cast, person, cast.other_team, "4")

    sums = hours_for(cast.sponsor, [cast.team, cast.other_team])
    other = sums.by_team[cast.other_team.pk]
    assert other is not None
    assert (other.agreed, other.people, sums.total.people) == (Decimal(20), 4, 8)


@pytest.mark.parametrize("who", ["reader", "sponsor", "administrator"])
def test_pages_tell_others_no_exact_sum(stage: Cast, sign_in: Any, who: str) -> None:
    with tenant(stage.organisation):
        paths = [
            stage.path(f"teams/{stage.team.pk}/"),
            stage.path(f"teams/{stage.other_team.pk}/"),
            stage.path(f"themes/{stage.theme.pk}/"),
            stage.path(f"themes/{stage.theme.pk}/worth/"),
            stage.path(f"cycles/{stage.cycle.pk}/hours/"),
        ]
    exact = re.compile(r"(?<![\d.])(?:12|16|17|21) h(?:ours)?\b")

    browser = sign_in(getattr(stage, who))
    told = {path: exact.findall(text(browser.get(path))) for path in paths}
    insider = sign_in(stage.integrator)
    inside = [found for path in paths for found in exact.findall(text(insider.get(path)))]

    assert told == {path: [] for path in paths}
    assert {"12 h", "16 h"} <= set(inside)
