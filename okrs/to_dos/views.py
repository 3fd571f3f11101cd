"""The to-dos of a team: added in one line, ticked, changed, several at once, beside the hours."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.conflict import held, status_of
from core.forms.saving import saved
from core.http import href
from core.numbers import row_number
from okrs.access import can_see_work, can_tick
from okrs.initiatives.overview import initiatives_overview, loads, quick
from okrs.models import ToDo
from okrs.to_dos.actions import to_do_remove as remove
from okrs.to_dos.actions import to_do_tick as tick
from okrs.to_dos.forms import ResearchEditForm, ToDoEditForm, ToDoForm, ToDosForm
from orgs.http import OrgRequest, requires
from teams.access import can_work_in
from teams.models import Team

both = require_http_methods(["GET", "POST"])


@require_GET
@requires(can_see_work)
def to_do_list(request: OrgRequest, team: Team) -> HttpResponse:
    """Who has what, beside the hours they give, and several changed at once."""
    return _list(request, team, ToDosForm(team), request.GET)


@require_POST
@requires(can_work_in)
def to_dos_change(request: OrgRequest, team: Team) -> HttpResponse:
    """The chosen ones at once; the same form takes it back."""
    form = ToDosForm(team, request.POST)
    if n := saved(form, by=request.person):
        words = ngettext("%(n)s to-do changed.", "%(n)s to-dos changed.", n)
        messages.success(request, words % {"n": n})
        return redirect(f"{href('okrs:to_do_list', team=team.pk)}?{_shown(request.POST)}")
    return _list(request, team, form, request.POST)


@both
@requires(can_work_in)
def to_do_add(request: OrgRequest, team: Team) -> HttpResponse:
    """By htmx the section comes back with an empty line that has the focus."""
    if request.method == "GET":
        chosen = row_number(request.GET.get("initiative", ""))
        form = ToDoForm(team, initial={"initiative": chosen, "owner": request.person})
        return render(request, "okrs/to_dos/add.html", {"form": form, "team": team})
    form = quick(team, request.POST) if request.htmx else ToDoForm(team, request.POST)
    row = saved(form, by=request.person)
    if row is not None:
        messages.success(request, _("The to-do is on the list."))
    if request.htmx:
        return _section(request, team, form, row)
    if row is not None:
        return redirect(board(team))
    return render(request, "okrs/to_dos/add.html", {"form": form, "team": team}, status=422)


@both
@requires(can_tick)
def to_do_edit(request: OrgRequest, to_do: ToDo) -> HttpResponse:
    """Other words, another owner, date or initiative; what was heard in a conversation."""
    row = held(request, to_do)
    kind = ResearchEditForm if row.kind == ToDo.Kind.RESEARCH else ToDoEditForm
    form = kind.of(row, request.POST if request.method == "POST" else None)
    if saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(_home(row))
    context = {"form": form, "to_do": row, "team": row.team, "back": _home(row)}
    return render(request, "okrs/to_dos/edit.html", context, status=status_of(form))


@both
@requires(can_tick)
def to_do_remove(request: OrgRequest, to_do: ToDo) -> HttpResponse:
    """Asked once more: what is taken off the list is gone."""
    if request.method == "POST":
        try:
            remove(to_do=to_do, by=request.person)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("Taken off the list: %(text)s") % {"text": to_do})
        return redirect(_home(to_do))
    context = {
        "question": _("Take this to-do off the list?"),
        "consequence": _("%(text)s. It is gone for good, with what was noted.") % {"text": to_do},
        "verb": _("Take it off"),
        "back_url": href("okrs:to_do_edit", to_do=to_do.pk),
    }
    return render(request, "confirm.html", context)


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
        messages.success(request, words % {"text": row})
    if request.htmx:
        place = "ask" if (request.htmx.target or "").startswith("ask-") else "list"
        context = {"to_do": row, "may_work": True, "place": place}
        return render(request, "okrs/to_dos/_to_do_ticked.html", context)
    return redirect(board(to_do.team))


def board(team: Team) -> str:
    return f"{href('pages:team_detail', team=team.pk)}#trying"


def _home(to_do: ToDo) -> str:
    """Where it is listed."""
    research = to_do.kind == ToDo.Kind.RESEARCH
    return href("okrs:research_list" if research else "okrs:to_do_list", team=to_do.team_id)


def _section(request: OrgRequest, team: Team, form: ToDoForm, row: ToDo | None) -> HttpResponse:
    """The team's section again: with what is wrong, or ready for the next to-do."""
    if row is not None:
        form = quick(team, owner=row.owner, due_on=row.due_on, initiative=row.initiative)
    found = initiatives_overview(team, by=request.person, may_work=True, form=form)
    context = {"team": team, "may_work": True, "saved": row, "focused": True, **found}
    status = 422 if form.is_bound else 200
    return render(request, "okrs/initiatives/_overview_again.html", context, status=status)


def _list(request: OrgRequest, team: Team, form: ToDosForm, query: QueryDict) -> HttpResponse:
    prefetch_related_objects([team], "cycle__theme")
    state = _shown(query).partition("=")[2]
    everything = list(team.to_dos.select_related("owner", "initiative"))
    chosen: Any = form["to_dos"].value() or []
    context = {
        "team": team,
        "form": form,
        "shown": state,
        "to_dos": [
            to_do for to_do in everything if (to_do.done_at is not None) == (state == "done")
        ],
        "chosen": {pk for pk in map(row_number, map(str, chosen)) if pk},
        "loads": loads(team, everything),
        "may_work": can_work_in(request.person, team) and not team.cycle.frozen,
    }
    return render(request, "okrs/to_dos/list.html", context, status=status_of(form))


def _shown(query: QueryDict) -> str:
    """Open ones, unless the done ones are asked for."""
    return "shown=done" if query.get("shown") == "done" else "shown=open"
