"""What a team tries: initiatives as bets, and to-dos."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from okrs.access import can_tick, can_try
from okrs.actions.work import to_do_tick as tick
from okrs.forms.work import InitiativeForm, ToDoForm
from okrs.models import Initiative, ToDo
from orgs.http import OrgRequest, href, requires
from orgs.numbers import row_number
from teams.access import can_work_in
from teams.models import Team


@require_http_methods(["GET", "POST"])
@requires(can_work_in)
def initiative_add(request: OrgRequest, team: Team) -> HttpResponse:
    return _initiative(request, team, None)


@require_http_methods(["GET", "POST"])
@requires(can_try)
def initiative_edit(request: OrgRequest, initiative: Initiative) -> HttpResponse:
    return _initiative(request, initiative.team, initiative)


@require_http_methods(["GET", "POST"])
@requires(can_work_in)
def to_do_add(request: OrgRequest, team: Team) -> HttpResponse:
    form = ToDoForm(
        team, request.POST if request.method == "POST" else None,
        initiative=row_number(request.GET.get("initiative", "")), owner=request.person,
    )  # fmt: skip
    if form.is_bound and form.is_valid() and form.save(by=request.person):
        messages.success(request, _("The to-do is on the list."))
        return redirect(_board(team))
    context = {"form": form, "team": team}
    return render(request, "okrs/to_do_add.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(can_tick)
def to_do_tick(request: OrgRequest, to_do: ToDo) -> HttpResponse:
    """Done or not after all; the tick itself is the way back."""
    done = request.POST.get("done") == "1"
    try:
        row = tick(to_do=to_do, by=request.person, done=done)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        row = to_do
    else:
        words = _("To-do done: %(text)s") if done else _("Not done after all: %(text)s")
        messages.success(request, words % {"text": row.text})
    if request.htmx:
        place = "ask" if (request.htmx.target or "").startswith("ask-") else "list"
        context = {"to_do": row, "may_work": True, "place": place}
        return render(request, "okrs/_to_do_ticked.html", context)
    return redirect(_board(to_do.team))


def _initiative(request: OrgRequest, team: Team, initiative: Initiative | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = InitiativeForm(team, data, initiative=initiative)
    if form.is_bound and form.is_valid() and form.save(by=request.person):
        messages.success(request, _("Saved."))
        return redirect(_board(team))
    context = {"form": form, "team": team, "initiative": initiative}
    status = 422 if form.is_bound else 200
    return render(request, "okrs/initiative_edit.html", context, status=status)


def _board(team: Team) -> str:
    return f"{href('pages:team_detail', team=team.pk)}#trying"
