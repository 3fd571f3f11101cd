"""Sums of hours as somebody may read them (W11): exact for whoever sees the single numbers.

For everybody else the sum before somebody joins and the sum after it would tell their hours. So
sums show from four people on, to the next ten hours; what it has cost so far grows each day by the
week's hours and is shown to the next hundred. Sums over teams add what is shown of each, and small
teams as if they were one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from core.hidden_counts import FEWEST
from orgs.models import Person
from teams.access import can_help
from teams.hours.cost import Cost
from teams.hours.totals import HoursSum, hours_of
from teams.models import Team

WEEK_STEP, COST_STEP = Decimal(10), Decimal(100)
One = TypeVar("One", HoursSum, Cost)


@dataclass(frozen=True)
class Sums(Generic[One]):
    """Of each team by its id, None where few people are in it; and of all of them."""

    by_team: dict[int, One | None]
    total: One


def hours_for(reader: Person, teams: Iterable[Team]) -> Sums[HoursSum]:
    asked = list(teams)
    return _shown(reader, asked, hours_of(asked), _rough_hours, HoursSum())


def cost_for(reader: Person, teams: Iterable[Team], exact: dict[int, Cost]) -> Sums[Cost]:
    """`exact` is what `cost_so_far` has read, of these teams and perhaps of others."""
    return _shown(reader, list(teams), exact, _rough_cost, Cost())


def rough(hours: Decimal, step: Decimal = WEEK_STEP) -> Decimal:
    return (hours / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _shown(
    reader: Person,
    teams: list[Team],
    exact: dict[int, One],
    roughly: Callable[[One], One],
    nothing: One,
) -> Sums[One]:
    shown: dict[int, One | None] = {}
    small = nothing
    for team in teams:
        one = exact[team.pk]
        if can_help(reader, team):
            shown[team.pk] = one
        elif one.people >= FEWEST or not one.people:
            shown[team.pk] = roughly(one)
        else:
            shown[team.pk], small = None, small + one
    together = sum((one for one in shown.values() if one is not None), nothing)
    return Sums(shown, together + roughly(small) if small.people >= FEWEST else together)


def _rough_hours(one: HoursSum) -> HoursSum:
    return HoursSum(rough(one.agreed), rough(one.asked), one.people)


def _rough_cost(one: Cost) -> Cost:
    return Cost(rough(one.hours, COST_STEP), one.people)
