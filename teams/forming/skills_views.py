from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import posted, saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import can_steer_team
from teams.forming.forms import SkillsForm
from teams.forming.skills import wanted
from teams.models import Team


@require_http_methods(["GET", "POST"])
@requires(can_steer_team)
def forming_skills(request: OrgRequest, team: Team) -> HttpResponse:
    """Tick who of a team brings which of the skills that its focus area looks for."""
    form = SkillsForm(posted(request), team=team)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Noted who brings what to “%(team)s”.") % {"team": team})
        return redirect(href("teams:forming_board", cycle=team.cycle_id))
    cycle = team.cycle
    context = {
        "team": team,
        "cycle": cycle,
        "theme": cycle.theme,
        "form": form,
        "wanted": wanted(team),
    }
    status = 422 if form.errors else 200
    return render(request, "teams/forming/skills.html", context, status=status)
