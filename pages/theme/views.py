"""All themes, and one theme: where its teams stand, where it is heading, what waits for leaders."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from checkins.access import can_see_cleared, can_see_impediments
from orgs.access import is_insider
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from orgs.models import Person
from pages.theme import horizon as theme_horizon
from pages.theme import solar_chart as theme_sky
from pages.theme import summary as theme_lede
from pages.theme import surroundings as theme_around
from reviews.access import finds_pulse
from teams.access import can_see_focus_answers, can_see_lenders, is_in_program
from teams.hours.cost import Cost, cost_so_far
from teams.hours.rough_sums import cost_for
from teams.hours.totals import given_by
from teams.models import Team
from themes.access import (
    can_choose_theme,
    can_edit_focus,
    can_edit_theme,
    can_see_chat,
    can_see_theme,
    can_steer,
)
from themes.cycles.phases import open_transitions
from themes.models import Cycle, PhaseChange, Theme
from themes.theme.program import state_of, states


@require_GET
@requires(is_insider)
def theme_list(request: OrgRequest) -> HttpResponse:
    """Several themes side by side, each with its own dates."""
    themes = list(Theme.objects.select_related("sponsor"))
    found = states(themes)
    person = request.person
    given = given_by([person], timezone.localdate())[person.pk]
    hours = {
        c.membership.team.cycle.theme_id: (c.agreed_hours or 0) + c.extra for c in given.commitments
    }
    rows = [
        {"theme": theme, "state": found[theme.pk], "hours": hours.get(theme.pk)} for theme in themes
    ]
    context = {
        "rows": sorted(rows, key=lambda row: found[row["theme"].pk].word == "closed"),
        "given": given,
        "may_choose": can_choose_theme(person),
    }
    return render(request, "pages/theme/list.html", context)


@require_GET
@requires(can_see_theme)
def theme_detail(request: OrgRequest, theme: Theme) -> HttpResponse:
    cycles = list(theme.cycles.all())
    closure = theme.closures.select_related("by").first()
    state = state_of(cycles, closed=closure is not None)
    cycle = _chosen(request.GET.get("cycle", ""), cycles) or state.cycle
    teams = list(Team.objects.filter(cycle=cycle).select_related("cycle__theme"))
    today = today_here()
    sky = theme_sky.read(cycle, teams, today, request.person)
    asks = theme_around.waiting(request.person, teams)
    inside = is_in_program(request.person, theme)
    context = {
        "theme": theme,
        "state": state,
        "cycle": cycle,
        "closure": closure,
        "sky": sky,
        "cost": _cost(request.person, cycles, today),
        "may_see_lenders": cycle is not None and can_see_lenders(request.person, cycle),
        "lede": theme_lede.lede(state, sky, waiting=len(asks)),
        "sponsors": theme.sponsors(),
        "integration": theme.integration_team(),
        "fit": theme.fit_checks.select_related("by").first(),
        "focus": theme.focuses.first(),
        "stretches": theme_horizon.stretches(theme, cycles, today),
        "asks": asks,
        "sees_all": all(can_see_impediments(request.person, team) for team in teams),
        "sees_cleared": cycle is not None and can_see_cleared(request.person, cycle),
        "learnings": theme_around.learnings(theme),
        "inside": inside,
        "dates": theme_around.dates(cycles, today, outside=not inside),
        "call": theme_around.open_call(cycles, today),
        "log": _log(theme),
        "role_changes": theme.role_changes.select_related("by", "person", "theme"),
        "reads_pulse": cycle is not None and finds_pulse(request.person, cycle),
        **_rights(request.person, theme, cycles),
    }
    return render(request, "pages/theme/detail.html", context)


def _cost(reader: Person, cycles: list[Cycle], today: date) -> Cost:
    """What all cycles have cost so far."""
    teams = list(Team.objects.filter(cycle__in=cycles).select_related("cycle__theme"))
    return cost_for(reader, teams, cost_so_far(teams, today)).total


def _chosen(key: str, cycles: list[Cycle]) -> Cycle | None:
    """The cycle somebody looks at, `?cycle=12`, if it is one of the theme's."""
    return next((cycle for cycle in cycles if str(cycle.pk) == key), None)


def _rights(person: Person, theme: Theme, cycles: list[Cycle]) -> dict[str, Any]:
    steers = can_steer(person, theme)
    return {
        "may_steer": steers,
        "may_edit_theme": can_edit_theme(person, theme),
        "may_edit_focus": can_edit_focus(person, theme),
        "may_connect_chat": can_see_chat(person, theme),
        "may_see_answers": can_see_focus_answers(person, theme),
        "next_steps": _next_steps(cycles) if steers else [],
    }


def _next_steps(cycles: list[Cycle]) -> list[dict[str, Any]]:
    """What the integration team does next, cycle by cycle."""
    return [
        {"cycle": cycle, "words": step.words}
        for cycle in cycles
        for step in open_transitions(cycle)
        if cycle.phase != Cycle.Phase.CLOSED
    ]


def _log(theme: Theme) -> list[PhaseChange]:
    """Every change of state with who and when, the newest first."""
    found = PhaseChange.objects.filter(cycle__theme=theme).select_related("by", "cycle")
    return list(found.order_by("-at", "-id"))
