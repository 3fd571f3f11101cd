"""The people of a team: who is in it, who speaks, who coaches, who comes and who goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import posted, saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import (
    can_choose_representative,
    can_end_membership,
    can_help,
    can_place,
    can_see_team,
    can_steer_team,
    is_coach,
)
from teams.forming.forms import (
    CoachForm,
    JoinForm,
    LeaveForm,
    RepresentativeForm,
    TeamForNewcomerForm,
    without_team,
)
from teams.members.actions import OPEN_TO_CHANGE, offer_leave_unplaced
from teams.models import Call, Coaching, Membership, Offer, Team
from teams.offers.late_acceptances import late_yeses


@require_GET
@requires(can_see_team)
def member_list(request: OrgRequest, team: Team) -> HttpResponse:
    return members_page(request, team)


@require_POST
@requires(can_choose_representative)
def representative_choose(request: OrgRequest, team: Team) -> HttpResponse:
    form = RepresentativeForm(request.POST, team=team)
    chosen = saved(form, by=request.person)
    if chosen is None:
        return members_page(request, team, representative_form=form, status=422)
    messages.success(request, _("%(person)s speaks for the team.") % {"person": chosen.person})
    return redirect(href("teams:member_list", team=team.pk))


@require_POST
@requires(can_steer_team)
def member_join(request: OrgRequest, team: Team) -> HttpResponse:
    """A newcomer joins who has said yes to this cycle."""
    form = JoinForm(request.POST, team=team)
    joined = saved(form, by=request.person)
    if joined is None:
        return members_page(request, team, join_form=form, status=422)
    messages.success(request, _("%(person)s is in the team now.") % {"person": joined.person})
    return redirect(href("teams:member_list", team=team.pk))


@require_http_methods(["GET", "POST"])
@requires(can_place)
def offer_join(request: OrgRequest, offer: Offer) -> HttpResponse:
    """Somebody said yes once the teams were confirmed: which team has room, or none?"""
    back = href("teams:call_detail", call=offer.call_id)
    if not late_yeses().filter(pk=offer.pk).exists():
        return redirect(back)
    form = TeamForNewcomerForm(None if "none" in request.POST else posted(request), offer=offer)
    if "none" in request.POST:
        offer_leave_unplaced(offer=offer, by=request.person)
        messages.success(request, _("The call tells them that there is no place this time."))
        return redirect(back)
    if request.method == "POST" and (joined := saved(form, by=request.person)):
        messages.success(request, _("%(person)s is in the team now.") % {"person": joined.person})
        return redirect(href("teams:member_list", team=joined.team_id))
    context = {"offer": offer, "cycle": offer.call.cycle, "theme": offer.call.cycle.theme}
    status = 422 if form.errors else 200
    return render(request, "teams/offers/join.html", {**context, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@requires(can_end_membership)
def member_leave(request: OrgRequest, membership: Membership) -> HttpResponse:
    """Somebody leaves, without a reason; what they looked after is handed over next."""
    team = membership.team
    if membership.left_on is not None:
        return redirect(href("teams:member_list", team=team.pk))
    form = LeaveForm(posted(request))
    if request.method == "POST":
        left = saved(form, membership, by=request.person)
        if left is not None:
            messages.success(request, _("%(person)s has left.") % {"person": membership.person})
            return redirect(href("reviews:hand_over", membership=membership.pk))
    context = {
        "membership": membership,
        "team": team,
        "theme": team.cycle.theme,
        "form": form,
        "me": membership.person_id == request.person.pk,
    }
    status = 422 if form.errors else 200
    return render(request, "teams/members/leave.html", context, status=status)


def members_page(
    request: OrgRequest, team: Team, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of the team's people; bound forms in `forms` stand in for empty ones."""
    context = _people(request, team) | _choosing(request, team) | forms
    return render(request, "teams/members/members.html", context, status=status)


def _people(request: OrgRequest, team: Team) -> dict[str, Any]:
    """Who is in the team and who was; how they joined is read by those who work with them."""
    memberships = list(
        Membership.objects.filter(team=team).with_people().order_by("joined_on", "id")
    )
    return {
        "team": team,
        "cycle": team.cycle,
        "theme": team.cycle.theme,
        "members": [m for m in memberships if m.ended_on is None],
        "leavers": [m for m in memberships if m.ended_on is not None],
        "sees_ways": can_help(request.person, team),
        "hands_over": is_coach(request.person, team) or can_steer_team(request.person, team),
        "coaching": Coaching.objects.filter(team=team, until=None).select_related("coach").first(),
    }


def _choosing(request: OrgRequest, team: Team) -> dict[str, Any]:
    """The forms of those who may use them; nobody else has their data in the page."""
    found: dict[str, Any] = {}
    changing = team.cycle.phase in OPEN_TO_CHANGE
    if changing and can_choose_representative(request.person, team):
        speaks = Membership.objects.current().filter(team=team, speaks=True).first()
        found["representative_form"] = RepresentativeForm(
            team=team, initial={"membership": speaks and speaks.pk}
        )
    if can_steer_team(request.person, team):
        found |= {"steering": True, "coach_form": CoachForm()}
        found["call"] = Call.objects.filter(cycle=team.cycle_id).first()
        if changing and without_team(team).exists():
            found["join_form"] = JoinForm(team=team)
    return found
