"""The retrospective of a team: it opens with the last improvements and ends with the next."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.http import href, way_back
from core.numbers import row_number
from orgs.http import OrgRequest, requires
from reviews.access import can_finish_improvement, can_keep_practices
from reviews.models import ClosingEvent, Improvement
from reviews.retrospectives import actions
from reviews.retrospectives.actions import (
    earlier_improvements,
    improvement_remove,
    recurring_topics,
)
from reviews.retrospectives.forms import BecameForm, ImprovementForm
from reviews.retrospectives.models import MOST
from teams.models import Team


@require_GET
@requires(can_keep_practices)
def retrospective_detail(request: OrgRequest, team: Team) -> HttpResponse:
    return _page(request, team)


@require_POST
@requires(can_keep_practices)
def improvement_add(request: OrgRequest, team: Team) -> HttpResponse:
    form = ImprovementForm(request.POST, team=team)
    if saved(form):
        messages.success(request, _("It is kept. The next retrospective opens with it."))
        return redirect(href("reviews:retrospective_detail", team=team.pk))
    return _page(request, team, form=form)


@require_POST
@requires(can_keep_practices)
def improvement_look(request: OrgRequest, team: Team) -> HttpResponse:
    """What became of one of the last improvements, named by the button."""
    chosen = _chosen(request, earlier_improvements(team))
    form = BecameForm(request.POST, team=team, improvement=chosen)
    if saved(form):
        messages.success(request, _("Noted."))
        return redirect(href("reviews:retrospective_detail", team=team.pk))
    return _page(request, team, looked=form)


@require_POST
@requires(can_keep_practices)
def improvement_drop(request: OrgRequest, team: Team) -> HttpResponse:
    chosen = _chosen(request, team.improvements.all())
    try:
        improvement_remove(improvement=chosen)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("It is taken out."))
    return redirect(href("reviews:retrospective_detail", team=team.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_finish_improvement)
def improvement_done(request: OrgRequest, improvement: Improvement) -> HttpResponse:
    """A page of its own: the owner may have left the team by the day it is due."""
    back = way_back(request, href("pages:my_work"))
    if request.method == "POST":
        actions.improvement_done(improvement=improvement)
        messages.success(request, _("Good. The next retrospective asks whether it stayed."))
        return redirect(back)
    context = {"thing": improvement, "team": improvement.team, "back_url": back}
    return render(request, "reviews/outcomes/done_say.html", context)


def _chosen(request: OrgRequest, rows: Any) -> Improvement:
    row: Improvement | None = rows.filter(
        pk=row_number(request.POST.get("improvement", ""))
    ).first()
    if row is None:
        raise Http404
    return row


def _page(
    request: OrgRequest, team: Team, form: ImprovementForm | None = None, looked: Any = None
) -> HttpResponse:
    improvements = list(team.improvements.select_related("owner"))
    opened = not team.cycle.frozen
    earlier = [
        looked if looked and looked.improvement == row else BecameForm(team=team, improvement=row)
        for row in earlier_improvements(team)
    ]
    room = opened and len(improvements) < MOST
    context = {
        "team": team,
        "cycle": team.cycle,
        "event": team.cycle.closing_events.filter(kind=ClosingEvent.Kind.RETROSPECTIVE).first(),
        "earlier": earlier,
        "improvements": improvements,
        "recurring": recurring_topics(team),
        "open": opened,
        "form": form or (ImprovementForm(team=team) if room else None),
    }
    status = 422 if form or looked else 200
    return render(request, "reviews/retrospectives/detail.html", context, status=status)
