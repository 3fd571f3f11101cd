"""What a program was worth over its cycles: what teams reached, what stayed, who took part.

Every figure is of a cycle or of a team, never of a person; nothing is put in an order of good and
bad, and scores of teams stay beside each other without a mean.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from checkins.impediments.statistics import ImpedimentStats, impediment_stats
from core.grouping import grouped
from okrs.models import Initiative
from okrs.status.progress import objective_progress
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.models import Person
from pages.worth.money import money
from reviews.access import can_edit_story, can_see_cost, can_tell_story
from reviews.continuations.retention import SMALLEST_GROUP, Retention, retention
from reviews.models import HourlyRate, Practice, Reflection, Score, Story
from reviews.pulse.report import trend
from teams.hours.cost import Cost, cost_so_far
from teams.hours.rough_sums import cost_for
from teams.models import Membership, Team
from themes.access import can_see_theme
from themes.models import Cycle, Theme


@dataclass(frozen=True)
class Reached:
    """One team of a cycle: the mean of its own key results' scores, as its review gave them."""

    team: Team
    score: Decimal | None


@dataclass(frozen=True)
class Worth:
    """One cycle of the program."""

    cycle: Cycle
    reached: list[Reached]
    people: int
    divisions: list[str]
    levels: list[str]
    cost: Cost
    price: Decimal | None
    cleared: ImpedimentStats
    retention: Retention | None
    practices: list[Practice]
    realised: list[Initiative]
    quotes: list[str]

    @property
    def looked_at(self) -> list[Practice]:
        return [row for row in self.practices if row.in_use is not None]

    @property
    def in_use(self) -> list[Practice]:
        return [row for row in self.practices if row.in_use]


@require_GET
@requires(can_see_theme)
def worth(request: OrgRequest, theme: Theme) -> HttpResponse:
    """For a sponsor to print and to show (P1); the pulse is for those who take part (R5)."""
    cycles = [c for c in theme.cycles.order_by("-number") if c.phase in SHOWN]
    sees_cost = can_see_cost(request.person, theme)
    rate = HourlyRate.saved() if sees_cost else None
    told = _stories(request.person, theme)
    quoted = {story.quote_id for story in told["stories"] if story.said}
    found = worth_of(cycles, rate, quoted=quoted, reader=request.person)
    practices = [practice for one in found for practice in one.practices]
    context = {
        "theme": theme,
        "worth": found,
        "practices": practices,
        "benefits": [practice for practice in practices if practice.last_benefit],
        **told,
        "sees_cost": sees_cost,
        "sets_rate": can_administer(request.person),
        "money": money(rate, sum((one.cost for one in found), Cost()).hours, practices)
        if rate
        else None,
        "people": _people(one.cycle for one in found),
        "trend": trend(theme) if told["tells"] else None,
    }
    return render(request, "pages/worth/worth.html", context)


def _stories(person: Person, theme: Theme) -> dict[str, Any]:
    """The story cards, whether the reader may tell another, and which ones they may change."""
    rows = list(
        Story.objects.filter(theme=theme).select_related("theme", "quote").defer("quote__person")
    )
    return {
        "stories": rows,
        "tells": can_tell_story(person, theme),
        "edits": {story.pk for story in rows if can_edit_story(person, story)},
    }


SHOWN = [Cycle.Phase.RUNNING, Cycle.Phase.REVIEWING, Cycle.Phase.CLOSED]


def worth_of(
    cycles: Sequence[Cycle], rate: HourlyRate | None, *, quoted: Collection[int], reader: Person
) -> list[Worth]:
    """The impediments of a cycle are counted by themselves; all else is read for all cycles.

    Without a rate nothing has a price. Words that are quoted on a card are left out.
    """
    teams = list(Team.objects.filter(cycle__in=cycles).select_related("focus_area", "cycle__theme"))
    by_cycle = grouped(teams, "cycle_id")
    scores, exact = _scores(teams), cost_so_far(teams, timezone.localdate())
    costs = {c.pk: cost_for(reader, by_cycle[c.pk], exact).total for c in cycles}
    members = grouped(_members(cycles), "team.cycle_id")
    practices = grouped(
        Practice.objects.filter(team__in=teams)
        .select_related("owner", "team")
        .prefetch_related("checks"),
        "team_id",
    )
    done = Initiative.objects.filter(team__in=teams, state=Initiative.State.DONE)
    realised = grouped(done, "team_id")
    quotes = _quotes(teams, quoted)
    return [
        Worth(
            cycle=cycle,
            reached=[Reached(team, scores.get(team.pk)) for team in by_cycle[cycle.pk]],
            people=len({row.person_id for row in members[cycle.pk]}),
            divisions=sorted({str(row.person.division) for row in members[cycle.pk]}),
            levels=sorted({str(row.person.level) for row in members[cycle.pk]}),
            cost=costs[cycle.pk],
            price=rate.cost(costs[cycle.pk].hours) if rate else None,
            cleared=impediment_stats(cycle),
            retention=_goes_on(cycle, members[cycle.pk]),
            practices=_of(practices, by_cycle[cycle.pk]),
            realised=_of(realised, by_cycle[cycle.pk]),
            quotes=sorted(_of(quotes, by_cycle[cycle.pk])),
        )
        for cycle in cycles
    ]


def _members(cycles: Sequence[Cycle]) -> list[Membership]:
    rows = Membership.objects.filter(team__cycle__in=cycles).select_related(
        "person__division", "person__level", "continuation", "team"
    )
    return list(rows)


def _people(cycles: Iterable[Cycle]) -> int:
    """How many different people took part, however often."""
    rows = Membership.objects.filter(team__cycle__in=list(cycles))
    return rows.values("person").distinct().count()


def _scores(teams: Sequence[Team]) -> dict[int, Decimal | None]:
    rows = Score.objects.filter(key_result__objective__okr_set__team__in=teams)
    found: dict[int, list[Decimal]] = defaultdict(list)
    for team, given in rows.values_list("key_result__objective__okr_set__team", "given"):
        found[team].append(given)
    return {team: objective_progress(given) for team, given in found.items()}


def _goes_on(cycle: Cycle, members: Iterable[Any]) -> Retention | None:
    """Of a cycle that is closed, of those who answered, and never of a small group."""
    answered = [row for row in members if hasattr(row, "continuation")]
    if cycle.phase != Cycle.Phase.CLOSED or len(answered) < SMALLEST_GROUP:
        return None
    return retention((row.way, row.continuation.goes_on) for row in answered)


def _quotes(teams: Sequence[Team], quoted: Collection[int]) -> dict[int, list[str]]:
    """Words that their writers released, without names."""
    rows = Reflection.objects.filter(team__in=teams, audience=Reflection.Audience.QUOTE)
    found: dict[int, list[str]] = defaultdict(list)
    for team, text in rows.exclude(pk__in=quoted).values_list("team", "text"):
        found[team].append(text)
    return found


def _of(rows: dict[int, list[Any]], teams: Iterable[Team]) -> list[Any]:
    return [row for team in teams for row in rows.get(team.pk, [])]
