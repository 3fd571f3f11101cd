"""Going on, handing over, and what the next cycle takes along."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkins.access import seen_impediments
from core.forms.saving import saved
from core.http import href
from orgs.audit import log as audit
from orgs.http import OrgRequest, requires
from orgs.models import Person
from reviews.access import (
    can_answer,
    can_hand_over,
    can_read_continuations,
    can_thank,
    readable_memberships,
)
from reviews.continuations.retention import retention
from reviews.handovers.actions import VOICE, Owned, is_leaver, owned_by, to_hand_over
from reviews.next_cycle.actions import following_cycle, members_carry, team_carry_propose
from reviews.next_cycle.forms import (
    CarryForm,
    ContinuationForm,
    FarewellForm,
    HandOverForm,
    NextCycleForm,
)
from reviews.next_cycle.steps import passage
from teams.access import can_help
from teams.models import Membership, Team
from themes.access import can_steer_cycle
from themes.models import Cycle


@require_http_methods(["GET", "POST"])
@requires(can_answer)
def continuation_edit(request: OrgRequest, membership: Membership) -> HttpResponse:
    given = getattr(membership, "continuation", None)
    form = ContinuationForm(request.POST or None, membership=membership, initial=_given(given))
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Thank you. You can change your answer until the cycle ends."))
        return redirect(href("pages:my_work"))
    context = {
        "form": form,
        "membership": membership,
        "cycle": membership.team.cycle,
        "open": membership.team.cycle.phase == Cycle.Phase.REVIEWING,
    }
    status = 422 if form.errors else 200
    return render(request, "reviews/continuations/edit.html", context, status=status)


def _given(continuation: Any) -> dict[str, Any]:
    if continuation is None:
        return {}
    names = ("answer", "hours", "focus_area", "why", "how")
    return {name: getattr(continuation, name) for name in names}


@require_GET
@requires(can_read_continuations)
def continuation_list(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """By name, for the integration team and the coaches of the teams."""
    person = request.person
    members = readable_memberships(person, cycle).select_related(
        "person", "team", "continuation__focus_area"
    )
    rows = list(members.order_by("team__number", "person__sort_key"))
    answered = [row for row in rows if hasattr(row, "continuation")]
    context = {
        "cycle": cycle,
        "answered": answered,
        "waiting": [row for row in rows if not hasattr(row, "continuation") and row.person.active],
        "retention": retention((row.way, row.continuation.goes_on) for row in answered),
        "owned": [one for one in to_hand_over(cycle) if can_hand_over(person, one.membership)],
        "steers": can_steer_cycle(person, cycle),
    }
    return render(request, "reviews/continuations/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(can_hand_over)
def hand_over(request: OrgRequest, membership: Membership) -> HttpResponse:
    """Nobody but themselves opens this for a member who stays: they may be about to leave."""
    person = request.person
    leaves = is_leaver(membership)
    if not leaves and person.pk != membership.person_id:
        raise Http404
    (owned,) = owned_by(Membership.objects.filter(pk=membership.pk))
    form = HandOverForm(request.POST or None, membership=membership, things=_things(owned, person))
    if request.method == "POST" and saved(form, by=person):
        messages.success(request, _("It is handed over."))
        return redirect(request.path)
    context = {"form": form, "membership": membership, "owned": owned, "leaves": leaves}
    status = 422 if form.errors else 200
    return render(request, "reviews/handovers/hand_over.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(can_thank)
def farewell(request: OrgRequest, membership: Membership) -> HttpResponse:
    """Only for who leaves: nobody has a page for a member who stays."""
    if not is_leaver(membership):
        raise Http404
    cycle = membership.team.cycle
    form = FarewellForm(request.POST or None, membership=membership)
    if request.method == "POST" and saved(form, by=request.person):
        thanked = _("%(name)s is thanked.") % {"name": membership.person}
        messages.success(request, thanked)
        back = "next_cycle" if can_steer_cycle(request.person, cycle) else "continuation_list"
        return redirect(href(f"reviews:{back}", cycle=cycle.pk))
    context = {"form": form, "membership": membership}
    return render(
        request, "reviews/handovers/farewell.html", context, status=422 if form.errors else 200
    )


def _things(owned: Owned, person: Person) -> list[tuple[str, str]]:
    """Each with its words; private impediments are not named to those who may not see them."""
    team = owned.membership.team
    seen = set(seen_impediments(person, team)) if owned.impediments else set()
    hidden = _("An impediment that only the team and its coach see")
    voice = [(VOICE, _("Speaking for %(team)s") % {"team": team})] if owned.speaks else []
    named: list[tuple[Any, str]] = [
        *((row, _("Measuring: %(title)s") % {"title": row}) for row in owned.key_results),
        *((row, _("To-do: %(text)s") % {"text": row}) for row in owned.to_dos),
        *((row, _("Initiative: %(title)s") % {"title": row}) for row in owned.initiatives),
        *(
            (row, _("Impediment: %(text)s") % {"text": row} if row in seen else hidden)
            for row in owned.impediments
        ),
    ]
    return [*voice, *((audit.key(row), words) for row, words in named)]


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def next_cycle(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """What the next cycle would take along; a proposal until people confirm it."""
    way = passage(cycle)
    starts_on = way.proposal.starts_on
    form = NextCycleForm(
        request.POST or None, cycle=cycle, initial={"starts_on": starts_on, "weeks": 13}
    )
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The next cycle is planned. Open its call for volunteers."))
        return redirect(href("reviews:next_cycle", cycle=cycle.pk))
    context = {"cycle": cycle, "form": form, "passage": way, "proposal": way.proposal}
    status = 422 if form.errors else 200
    return render(request, "reviews/next_cycle/next_cycle.html", context, status=status)


@require_POST
@requires(can_steer_cycle)
def members_go_on(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    try:
        offers = members_carry(cycle=cycle, by=request.person)
    except ValidationError as why:
        messages.error(request, " ".join(why.messages))
        return redirect(href("reviews:next_cycle", cycle=cycle.pk))
    sentence = ngettext(
        "%(n)s person goes on and stands in their team's column.",
        "%(n)s people go on and stand in their teams' columns.",
        len(offers),
    )
    messages.success(request, sentence % {"n": len(offers)})
    following = following_cycle(cycle)
    return redirect(href("teams:forming_board", cycle=following.pk if following else cycle.pk))


@require_http_methods(["GET", "POST"])
@requires(can_help)
def team_take_along(request: OrgRequest, team: Team) -> HttpResponse:
    carriable = team_carry_propose(team)
    if carriable is None:
        raise Http404
    form = CarryForm(request.POST or None, carriable=carriable)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Taken along as a draft. Change it as you like."))
        return redirect(href("okrs:set_edit", team=team.pk))
    context = {"form": form, "team": team, "carriable": carriable}
    status = 422 if form.errors else 200
    return render(request, "reviews/next_cycle/team_take_along.html", context, status=status)
