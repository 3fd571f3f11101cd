from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import can_steer_team
from teams.coaches import actions as coaches
from teams.coaches.workload import current, loads
from teams.forming.forms import CoachForm
from teams.members.views import members_page
from teams.models import Team


@require_POST
@requires(can_steer_team)
def coach_assign(request: OrgRequest, team: Team) -> HttpResponse:
    """Choose the coach. One who leads a member at home is asked about once more."""
    form = CoachForm(request.POST)
    coaching = saved(form, team, by=request.person)
    if coaching is None:
        if form.has_error("__all__", "leads"):
            form.ask_again()
        return members_page(request, team, coach_form=form, status=422)
    messages.success(request, _("%(person)s coaches the team.") % {"person": coaching.coach})
    for load in loads(current().filter(coach=coaching.coach_id)):
        if load.too_many:
            messages.warning(request, load.warning)
    return redirect(href("teams:member_list", team=team.pk))


@require_POST
@requires(can_steer_team)
def coach_release(request: OrgRequest, team: Team) -> HttpResponse:
    coaches.coach_release(team=team, by=request.person)
    messages.success(request, _("The team has no coach now."))
    return redirect(href("teams:member_list", team=team.pk))
