"""Conversations with people outside the team, and what they tell it (H6)."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.saving import saved
from core.http import href
from okrs.access import can_see_work
from okrs.models import ToDo
from okrs.to_dos.forms import ResearchForm
from orgs.http import OrgRequest, requires
from teams.access import can_work_in
from teams.models import Team


@require_GET
@requires(can_see_work)
def research_list(request: OrgRequest, team: Team) -> HttpResponse:
    """Those to come, or those that were held; insights of all of them stand beside."""
    prefetch_related_objects([team], "cycle__theme")
    rows = list(ToDo.objects.research().filter(team=team).select_related("owner", "team"))
    done = request.GET.get("shown") == "done"
    context = {
        "team": team,
        "shown": "done" if done else "open",
        "to_dos": [row for row in rows if (row.done_at is not None) == done],
        "insights": [row for row in rows if row.insight],
        "may_work": can_work_in(request.person, team) and not team.cycle.frozen,
    }
    return render(request, "okrs/to_dos/research_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(can_work_in)
def research_add(request: OrgRequest, team: Team) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = ResearchForm(team, data, initial={"owner": request.person})
    if saved(form, by=request.person):
        messages.success(request, _("The conversation is on the list."))
        return redirect(href("okrs:research_list", team=team.pk))
    context = {"form": form, "team": team}
    status = 422 if form.is_bound else 200
    return render(request, "okrs/to_dos/research_add.html", context, status=status)
