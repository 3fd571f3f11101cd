"""A call in numbers (C6): about areas, divisions and levels, never about a person.

Rows stand in the order of the organisation, not by their numbers: nothing here is a ranking.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from core.text import lines
from orgs.models import Division, Level
from teams.models import Call, Offer, SkillBrought
from themes.models import FocusArea

State = Offer.State


@dataclass(frozen=True)
class AreaNumbers:
    """How many would like a focus area, and which skills nobody placed there is noted for."""

    area: FocusArea
    first: int
    second: int
    brought: frozenset[str] = frozenset()

    @property
    def nobody(self) -> bool:
        return not self.first and not self.second

    @property
    def missing(self) -> list[str]:
        return [skill for skill in lines(self.area.wanted) if skill not in self.brought]


@dataclass(frozen=True)
class CallNumbers:
    """What the integration team reads of a call while it is open and after."""

    hands: int
    drafts: int
    asked: int
    areas: list[AreaNumbers]
    divisions: list[tuple[Division, int]]
    levels: list[tuple[Level, int]]

    @property
    def unchosen(self) -> list[AreaNumbers]:
        return [row for row in self.areas if row.nobody]

    @property
    def missing_divisions(self) -> list[Division]:
        return [division for division, people in self.divisions if not people]


def call_numbers(call: Call) -> CallNumbers:
    """Six statements, whatever the number of offers."""
    offers = Offer.objects.filter(call=call, person__left_on=None).order_by()
    states = dict(offers.values_list("state").annotate(n=Count("id")))
    groups = list(
        offers.filter(state=State.ACCEPTED)
        .values("first_choice", "second_choice")
        .annotate(division=F("person__division"), level=F("person__level"), n=Count("id"))
    )
    first, second, divisions, levels = (
        _added(groups, name) for name in ("first_choice", "second_choice", "division", "level")
    )
    areas = FocusArea.objects.filter(theme=call.cycle.theme_id, retired_on=None)
    brought: dict[int, set[str]] = defaultdict(set)
    for area_id, skill in SkillBrought.objects.filter(offer__in=offers).values_list(
        "offer__placed_in__focus_area", "skill"
    ):
        brought[area_id].add(skill)
    return CallNumbers(
        hands=states.get(State.ACCEPTED, 0),
        drafts=states.get(State.DRAFT, 0),
        asked=states.get(State.OPEN, 0),
        areas=[
            AreaNumbers(area, first[area.pk], second[area.pk], frozenset(brought[area.pk]))
            for area in areas
        ],
        divisions=[(row, divisions[row.pk]) for row in Division.objects.order_by("name")],
        levels=[(row, levels[row.pk]) for row in Level.objects.order_by("rank", "name")],
    )


def _added(groups: list[dict[str, Any]], name: str) -> Counter[Any]:
    """The people of all groups, added up by one of their properties."""
    found: Counter[Any] = Counter()
    for group in groups:
        found[group[name]] += group["n"]
    return found
