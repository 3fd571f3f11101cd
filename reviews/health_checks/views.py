"""The health check of a team: for the team and its coach, and what they share of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.hidden_counts import FEWEST
from core.http import href, way_back
from orgs.http import OrgRequest, requires
from orgs.private import written_by
from reviews.access import (
    can_drop_health_action,
    can_finish_health_action,
    can_see_health,
    can_share_health,
    can_vote_health,
)
from reviews.health_checks import actions
from reviews.health_checks.forms import HealthActionForm, HealthVoteForm
from reviews.health_checks.models import MOST_ACTIONS, HealthAction, HealthCheck, HealthVote
from reviews.health_checks.queries import shown
from teams.access import can_work_in, is_member
from teams.models import Team

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(can_see_health)
def health_detail(request: OrgRequest, team: Team) -> HttpResponse:
    return _page(request, team)


@require_POST
@requires(can_work_in)
def health_open(request: OrgRequest, team: Team) -> HttpResponse:
    return _step(request, team, lambda: actions.health_open(team=team, by=request.person))


@both
@requires(can_vote_health)
def health_vote(request: OrgRequest, health_check: HealthCheck) -> HttpResponse:
    """One's own colours, on one's own screen."""
    if request.method != "POST" and health_check.closed_at is not None:
        return redirect(_of(health_check.team))
    own = dict(_votes(request, health_check).values_list("dimension", "colour"))
    data = request.POST if request.method == "POST" else None
    form = HealthVoteForm(data, check=health_check, own=own)
    if saved(form, by=request.person):
        messages.success(request, _("Your answer is in. Nobody sees it alone."))
        return redirect(_of(health_check.team))
    context = {"form": form, "team": health_check.team, "cycle": health_check.team.cycle}
    context["has_voted"] = bool(own)
    status = 422 if form.is_bound else 200
    return render(request, "reviews/health_checks/vote.html", context, status=status)


@both
@requires(can_work_in)
def health_close(request: OrgRequest, team: Team) -> HttpResponse:
    """Count and show on its day, after a page that says what that means."""
    check = team.health_checks.filter(closed_at=None).first()
    if check is None:
        return redirect(_of(team))
    if request.method == "POST":
        return _step(request, team, lambda: actions.health_close(check=check))
    context = {
        "question": _("Close the health check?"),
        "consequence": _("What was chosen is counted and shown; single answers are deleted."),
        "verb": _("Close it and show it"),
        "back_url": _of(team),
    }
    return render(request, "confirm.html", context)


@require_POST
@requires(can_share_health)
def health_share(request: OrgRequest, health_check: HealthCheck) -> HttpResponse:
    share = request.POST.get("share") == "yes"
    return _step(
        request, health_check.team, lambda: actions.health_share(check=health_check, share=share)
    )


@require_POST
@requires(can_share_health)
def health_act(request: OrgRequest, health_check: HealthCheck) -> HttpResponse:
    form = HealthActionForm(request.POST, check=health_check)
    if saved(form):
        messages.success(request, _("It is kept."))
        return redirect(_of(health_check.team))
    return _page(request, health_check.team, form)


@both
@requires(can_finish_health_action)
def health_action_done(request: OrgRequest, health_action: HealthAction) -> HttpResponse:
    """A page of its own: the owner may have left the team by the day it is due."""
    back = way_back(request, href("pages:my_work"))
    if request.method == "POST":
        actions.health_action_done(action=health_action)
        messages.success(request, _("Good. Ask the team whether it helps."))
        return redirect(back)
    context = {"thing": health_action, "team": health_action.check_of.team, "back_url": back}
    return render(request, "reviews/outcomes/done_say.html", context)


@require_POST
@requires(can_drop_health_action)
def health_action_remove(request: OrgRequest, health_action: HealthAction) -> HttpResponse:
    team = health_action.check_of.team
    return _step(request, team, lambda: actions.health_action_remove(action=health_action))


def _page(request: OrgRequest, team: Team, form: HealthActionForm | None = None) -> HttpResponse:
    works = can_work_in(request.person, team)
    checks = HealthCheck.objects.filter(team=team)
    last = checks.filter(closed_at__isnull=False).prefetch_related("actions__owner").first()
    if not works and last is not None and last.shared_at is None:
        last = None
    context: dict[str, Any] = {"team": team, "cycle": team.cycle, "works": works, "last": last}
    if works:
        context |= _inside(request, team, last)
    if form is not None:
        context["form"] = form
    return render(
        request, "reviews/health_checks/detail.html", context, status=422 if form else 200
    )


def _inside(request: OrgRequest, team: Team, last: HealthCheck | None) -> dict[str, Any]:
    """What the team and its coach alone see."""
    running = team.health_checks.filter(closed_at=None).first()
    form = None
    if last is not None and not team.cycle.frozen and len(last.actions.all()) < MOST_ACTIONS:
        form = HealthActionForm(check=last)
    return {
        "running": running,
        "may_close": running is not None and actions.may_close(running),
        "fewest": FEWEST,
        "voted": running.votes.values("person").distinct().count() if running else 0,
        "may_vote": is_member(request.person, team),
        "has_voted": running is not None and _votes(request, running).exists(),
        "again_on": actions.again_on(team),
        "rows": shown(last) if last else [],
        "open": not team.cycle.frozen,
        "form": form,
    }


def _votes(request: OrgRequest, check: HealthCheck) -> QuerySet[HealthVote]:
    """One's own colours of a check."""
    return check.votes.filter(written_by(request.person), person=request.person)


def _step(request: OrgRequest, team: Team, step: Any) -> HttpResponse:
    try:
        step()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(_of(team))


def _of(team: Team) -> str:
    return href("reviews:health_detail", team=team.pk)
