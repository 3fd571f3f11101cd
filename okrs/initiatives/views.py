"""Initiatives as bets: read with what they showed, written, and looked at again."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.conflict import held, status_of
from core.forms.saving import saved
from core.http import href
from okrs.access import can_see_initiative, can_see_work, can_try
from okrs.initiatives.forms import InitiativeForm, InitiativeReviewForm
from okrs.initiatives.overview import tried
from okrs.models import BET, Initiative
from orgs.http import OrgRequest, requires
from teams.access import can_work_in
from teams.models import Team


@require_GET
@requires(can_see_initiative)
def initiative_detail(request: OrgRequest, initiative: Initiative) -> HttpResponse:
    """The bet in one sentence, its to-dos, and what it showed each time."""
    return _detail(request, initiative, InitiativeReviewForm(initiative))


@require_http_methods(["GET", "POST"])
@requires(can_work_in)
def initiative_add(request: OrgRequest, team: Team) -> HttpResponse:
    return _write(request, team, None)


@require_http_methods(["GET", "POST"])
@requires(can_try)
def initiative_edit(request: OrgRequest, initiative: Initiative) -> HttpResponse:
    return _write(request, initiative.team, held(request, initiative))


@require_POST
@requires(can_try)
def initiative_review(request: OrgRequest, initiative: Initiative) -> HttpResponse:
    """Say what the bet showed."""
    form = InitiativeReviewForm(initiative, request.POST)
    if saved(form, by=request.person):
        messages.success(request, _("What the bet showed is kept."))
        return redirect(href("okrs:initiative_detail", initiative=initiative.pk))
    return _detail(request, initiative, form)


def _detail(
    request: OrgRequest, initiative: Initiative, form: InitiativeReviewForm
) -> HttpResponse:
    prefetch_related_objects([initiative], "owner", "team__cycle__theme", "targets__key_result")
    team = initiative.team
    to_dos = initiative.to_dos.select_related("owner", "team")
    context = {
        "initiative": initiative,
        "team": team,
        "form": form,
        "reviews": initiative.reviews.select_related("by"),
        "tried": tried(initiative, to_dos, sees=can_see_work(request.person, team)),
        "may_work": can_work_in(request.person, team) and not team.cycle.frozen,
    }
    return render(request, "okrs/initiatives/detail.html", context, status=status_of(form))


def _write(request: OrgRequest, team: Team, initiative: Initiative | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = InitiativeForm(team, data, initiative=initiative)
    if kept := saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("okrs:initiative_detail", initiative=kept.pk))
    blank = {"bet": _("what we try"), "results": _("a key result"), "because": _("our reason")}
    context = {"form": form, "team": team, "initiative": initiative, "bet": str(BET) % blank}
    return render(request, "okrs/initiatives/edit.html", context, status=status_of(form))
