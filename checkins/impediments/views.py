"""Impediments of a team: the list, one of them with its steps, the ask, the end."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkins.access import (
    can_ask,
    can_edit_impediment,
    can_end_impediment,
    can_see_cleared,
    can_see_impediment,
    can_see_impediments,
    seen_impediments,
)
from checkins.impediments.actions import first_to_ask
from checkins.impediments.forms import AskForm, EndForm, ImpedimentForm
from checkins.impediments.statistics import impediment_stats
from checkins.models import Ask, AskRules, Impediment
from checkins.reports.saying_more import answer_more, grows
from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import can_work_in
from teams.models import Team
from themes.models import Cycle

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(can_see_impediments)
def impediment_list(request: OrgRequest, team: Team) -> HttpResponse:
    asks = Prefetch("asks", Ask.objects.select_related("leader"))
    rows = seen_impediments(request.person, team).select_related("by", "owner")
    found = list(rows.prefetch_related(asks))
    context = {
        "team": team,
        "open": [row for row in found if row.open],
        "ended": [row for row in found if not row.open],
        "works_here": can_work_in(request.person, team),
    }
    return render(request, "checkins/impediments/impediment_list.html", context)


@require_GET
@requires(can_see_cleared)
def cleared_detail(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """What became of the impediments of a cycle, in figures."""
    context = {"cycle": cycle, "cleared": impediment_stats(cycle)}
    return render(request, "checkins/impediments/cleared_detail.html", context)


@both
@requires(can_work_in)
def impediment_create(request: OrgRequest, team: Team) -> HttpResponse:
    form = ImpedimentForm(request.POST or None, team=team)
    impediment = saved(form, by=request.person) if form.is_bound else None
    if impediment is None:
        return _form(request, form, team)
    messages.success(request, _("It is raised. Ask a leader if you need one."))
    return redirect(href("checkins:impediment_detail", impediment=impediment.pk))


@both
@requires(can_edit_impediment)
def impediment_edit(request: OrgRequest, impediment: Impediment) -> HttpResponse:
    form = ImpedimentForm(
        request.POST or None,
        team=impediment.team,
        instance=impediment,
        auto_id=f"i{impediment.pk}_%s",
    )
    changed = saved(form, by=request.person) if form.is_bound else None
    if grows(request, impediment):
        return answer_more(request, impediment, form, changed)
    if changed is None:
        return _form(request, form, impediment.team, impediment)
    messages.success(request, _("The changes are kept."))
    return redirect(href("checkins:impediment_detail", impediment=impediment.pk))


@require_GET
@requires(can_see_impediment)
def impediment_detail(request: OrgRequest, impediment: Impediment) -> HttpResponse:
    return _page(request, impediment)


@require_POST
@requires(can_ask)
def ask_create(request: OrgRequest, impediment: Impediment) -> HttpResponse:
    form = AskForm(request.POST, impediment=impediment, by=request.person)
    ask = saved(form, by=request.person)
    if ask is None:
        return _page(request, impediment, ask_form=form, status=422)
    messages.success(request, _("%(leader)s is asked.") % {"leader": ask.leader})
    return redirect(href("checkins:impediment_detail", impediment=impediment.pk))


@require_POST
@requires(can_end_impediment)
def impediment_end(request: OrgRequest, impediment: Impediment) -> HttpResponse:
    form = EndForm(request.POST)
    if saved(form, impediment=impediment, by=request.person) is None:
        return _page(request, impediment, end_form=form, status=422)
    messages.success(request, _("It is closed. Thank you."))
    return redirect(href("checkins:impediment_detail", impediment=impediment.pk))


def _page(
    request: OrgRequest,
    impediment: Impediment,
    *,
    ask_form: AskForm | None = None,
    end_form: EndForm | None = None,
    status: int = 200,
) -> HttpResponse:
    person, asks = request.person, list(impediment.asks.select_related("leader__site", "asked_by"))
    open_ask = next((ask for ask in asks if ask.waiting), None)
    may_ask = impediment.open and open_ask is None and can_ask(person, impediment)
    context: dict[str, Any] = {
        "impediment": impediment,
        "team": impediment.team,
        "asks": asks,
        "waits": open_ask is not None,
        "days": AskRules.current().answer_after,
        "mine_to_answer": open_ask if open_ask and open_ask.leader_id == person.pk else None,
        "may_edit": impediment.open and can_edit_impediment(person, impediment),
    }
    if open_ask and open_ask.leader_id != impediment.team.cycle.theme.sponsor_id:
        context["due_at"] = open_ask.due_at(context["days"])
    if may_ask and not impediment.private:
        context["first"] = first_to_ask(impediment.team, person)
        context["ask_form"] = ask_form or AskForm(impediment=impediment, by=person)
    if impediment.open and can_end_impediment(person, impediment):
        context["end_form"] = end_form or EndForm()
    return render(request, "checkins/impediments/impediment_detail.html", context, status=status)


def _form(
    request: OrgRequest, form: ImpedimentForm, team: Team, impediment: Impediment | None = None
) -> HttpResponse:
    context = {"form": form, "team": team, "impediment": impediment}
    status = 422 if form.is_bound else 200
    return render(request, "checkins/impediments/impediment_edit.html", context, status=status)
