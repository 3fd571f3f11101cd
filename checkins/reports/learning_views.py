"""What a team has learned: the list, and one learning in full."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkins.access import can_edit_learning, can_read_learning
from checkins.models import Learning
from checkins.reports.forms import LearningForm
from checkins.reports.saying_more import answer_more, grows
from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import can_see_team, can_work_in
from teams.models import Team

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(can_see_team)
def learning_list(request: OrgRequest, team: Team) -> HttpResponse:
    context = {
        "team": team,
        "learnings": Learning.objects.filter(team=team).select_related("by"),
        "works_here": can_work_in(request.person, team),
    }
    return render(request, "checkins/reports/learning_list.html", context)


@require_GET
@requires(can_read_learning)
def learning_detail(request: OrgRequest, learning: Learning) -> HttpResponse:
    may_edit = can_edit_learning(request.person, learning) and not learning.team.cycle.frozen
    context = {"learning": learning, "team": learning.team, "may_edit": may_edit}
    return render(request, "checkins/reports/learning_detail.html", context)


@both
@requires(can_work_in)
def learning_create(request: OrgRequest, team: Team) -> HttpResponse:
    """Empty, or begun with an insight of a conversation."""
    form = LearningForm(request.POST or None, initial={"text": request.GET.get("text", "")})
    learning = saved(form, by=request.person, team=team) if form.is_bound else None
    if learning is None:
        return _form(request, form, team)
    messages.success(request, _("The learning is kept."))
    return redirect(href("checkins:learning_list", team=team.pk))


@both
@requires(can_edit_learning)
def learning_edit(request: OrgRequest, learning: Learning) -> HttpResponse:
    form = LearningForm(request.POST or None, instance=learning, auto_id=f"l{learning.pk}_%s")
    changed = saved(form, by=request.person) if form.is_bound else None
    if grows(request, learning):
        return answer_more(request, learning, form, changed)
    if changed is None:
        return _form(request, form, learning.team, learning)
    messages.success(request, _("The learning is kept."))
    return redirect(href("checkins:learning_detail", learning=learning.pk))


def _form(
    request: OrgRequest, form: LearningForm, team: Team, learning: Learning | None = None
) -> HttpResponse:
    context = {"form": form, "team": team, "learning": learning}
    status = 422 if form.is_bound else 200
    return render(request, "checkins/reports/learning_edit.html", context, status=status)
