from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from core.formatting import spoken_date
from core.forms.saving import attempt, posted, saved
from core.http import SURE, fragment, href, is_sure
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from teams.access import can_place, can_steer_team
from teams.forming import actions as forming
from teams.forming.actions import NotesMissingError, StaleMoveError
from teams.forming.board import forming_rules, read_board
from teams.forming.forms import AreaForm, NoteForm, PlaceForm, RulesForm
from teams.models import Call, Offer, Team
from themes.access import can_steer, can_steer_cycle
from themes.cycles.phases import NotNowError, check, take
from themes.models import Cycle, Theme

BOARD = "teams/forming/board.html"


@require_GET
@requires(can_steer_cycle)
def forming_board(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Who is in which team? Only the integration team sees it until the teams are confirmed."""
    if cycle.phase not in forming.OPEN_TO_FORM:
        return _away(cycle)
    return render(request, BOARD, _board(cycle))


@require_GET
@requires(can_steer_cycle)
def forming_changes(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """What others have changed since somebody's board was drawn; each column says its version."""
    if cycle.phase not in forming.OPEN_TO_FORM:
        return HttpResponseClientRefresh()
    context = _board(cycle)
    seen = dict(_key_and_version(column) for column in request.GET.getlist("column"))
    changed = context["board"].changed(seen)
    if changed is None:
        return HttpResponseClientRefresh()
    if not changed:
        return HttpResponse(status=204)
    names = ", ".join(str(column) for column in changed)
    told = _("Changed in the meantime: %(columns)s.") % {"columns": names}
    return render(request, f"{BOARD}#moved", context | {"touched": changed, "told": told})


@require_POST
@requires(can_steer_cycle)
def forming_start(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Close the call, so that the teams can be confirmed; after a question that says to whom."""
    try:
        if not is_sure(request):
            check(cycle, "form")
            return render(request, "confirm.html", _ask_to_close(cycle))
        take(cycle, "form", by=request.person)
    except NotNowError as refused:
        messages.error(request, str(refused))
        return _away(cycle)
    return redirect(href("teams:forming_board", cycle=cycle.pk))


def _ask_to_close(cycle: Cycle) -> dict[str, Any]:
    call = Call.objects.get(cycle=cycle)
    offers = Offer.objects.filter(call=call, person__left_on=None)
    begun = offers.filter(state=Offer.State.DRAFT).count()
    details = []
    if begun:
        said = ngettext(
            "%(n)s person has begun an answer and cannot send it any more.",
            "%(n)s people have begun an answer and cannot send it any more.",
            begun,
        )
        details.append(said % {"n": begun})
    if today_here() <= call.deadline:
        day = {"day": spoken_date(call.deadline)}
        promised = _("It was promised to be open until %(day)s; who has begun is written to.")
        details.append(promised % day)
    return {
        "question": _("Close the call?"),
        "consequence": _("Nobody can put up their hand for this cycle any more."),
        "details": details,
        "verb": _("Close the call"),
        "back_url": href("teams:forming_board", cycle=cycle.pk),
        "kept": [SURE],
    }


@require_POST
@requires(can_steer_cycle)
def forming_team_make(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Make a focus area a candidate team; without one, all that have none."""
    form = AreaForm(request.POST, theme=cycle.theme)

    def make() -> list[Team]:
        area = form.cleaned_data["focus_area"]
        if area is None:
            return forming.teams_make(cycle=cycle, by=request.person)
        return [forming.team_make(cycle=cycle, focus_area=area, by=request.person)]

    if attempt(form, make) is None:
        return render(request, BOARD, _board(cycle) | {"refused": _first_error(form)}, status=422)
    return redirect(href("teams:forming_board", cycle=cycle.pk))


@require_POST
@requires(can_steer_team)
def forming_team_drop(request: OrgRequest, team: Team) -> HttpResponse:
    cycle = team.cycle
    try:
        forming.team_drop(team=team, by=request.person)
    except ValidationError as refused:
        context = _board(cycle) | {"refused": refused.messages[0]}
        return render(request, BOARD, context, status=422)
    messages.success(request, _("“%(team)s” is given up.") % {"team": team})
    return redirect(href("teams:forming_board", cycle=cycle.pk))


@require_POST
@requires(can_place)
def offer_place(request: OrgRequest, offer: Offer) -> HttpResponse:
    """Place a person with a team. htmx gets the two columns that this changes."""
    form = PlaceForm(request.POST, offer=offer)
    before = offer.placed_in_id
    try:
        placed = form.save(by=request.person) if form.is_valid() else None
    except StaleMoveError as stale:
        where = (form.cleaned_data["seen"], stale.offer.placed_in_id)
        return _moved(request, offer, *where, refused=stale.messages[0], status=409)
    except ValidationError as refused:
        return _moved(request, offer, before, refused=refused.messages[0], status=422)
    if placed is None:
        return _moved(request, offer, before, refused=_first_error(form), status=422)
    if not request.htmx:
        return redirect(href("teams:forming_board", cycle=offer.call.cycle_id))
    return _moved(request, offer, before, placed.placed_in_id, told=_told(placed))


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def forming_confirm(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Say that the teams are formed; a broken rule asks for a sentence why."""
    if cycle.phase not in forming.OPEN_TO_FORM:
        return _away(cycle)
    board = read_board(cycle)
    forms = {
        lane.team.pk: NoteForm(
            posted(request), prefix=f"team-{lane.team.pk}", wanted=bool(lane.warned)
        )
        for lane in board.lanes
    }
    refused = ""
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        refused = _confirm(request, cycle, forms)
        if not refused:
            return _away(cycle)
    context = _cycle(cycle) | {
        "board": board,
        "lanes": [(lane, forms[lane.team.pk]) for lane in board.lanes],
        "refused": refused,
    }
    wrong = bool(refused) or any(form.errors for form in forms.values())
    return render(request, "teams/forming/confirm.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@requires(can_steer)
def forming_rules_edit(request: OrgRequest, theme: Theme) -> HttpResponse:
    rules = forming_rules(theme)
    form = RulesForm(posted(request), initial=vars(rules))
    if saved(form, theme, by=request.person):
        messages.success(request, _("The rules are saved."))
        return redirect(href("teams:forming_rules", theme=theme.pk))
    context = {"theme": theme, "form": form}
    return render(request, "teams/forming/rules.html", context, status=422 if form.errors else 200)


def _confirm(request: OrgRequest, cycle: Cycle, forms: dict[int, NoteForm]) -> str:
    """Confirm, and answer with the sentence of whatever keeps it from being done."""
    notes = {pk: form.cleaned_data["note"] for pk, form in forms.items()}
    try:
        forming.teams_confirm(cycle=cycle, by=request.person, notes=notes)
    except NotesMissingError as missing:
        for pk, sentence in missing.teams.items():
            forms[pk].add_error("note", sentence)
        return missing.messages[0]
    except ValidationError as refused:
        return refused.messages[0]
    except NotNowError as refused:
        return str(refused)
    messages.success(request, _("The teams are confirmed. Now everybody agrees their hours."))
    return ""


def _moved(
    request: OrgRequest, offer: Offer, *teams: int | None, status: int = 200, **said: str
) -> HttpResponse:
    context = _board(offer.call.cycle)
    context |= {"touched": context["board"].touched(*teams), **said}
    return fragment(request, BOARD, "moved", context, status=status)


def _told(offer: Offer) -> str:
    """What a move did, for those who do not see it."""
    if offer.placed_in is None:
        return _("%(person)s is without a team now.") % {"person": offer.person}
    said = {"person": offer.person, "team": offer.placed_in}
    return _("%(person)s is with “%(team)s” now.") % said


def _key_and_version(column: str) -> tuple[str, str]:
    key, _colon, version = column.partition(":")
    return key, version


def _board(cycle: Cycle) -> dict[str, Any]:
    return _cycle(cycle) | {"board": read_board(cycle)}


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "cycle": cycle,
        "theme": cycle.theme,
        "call": Call.objects.filter(cycle=cycle).first(),
        "calling": cycle.phase == Cycle.Phase.CALLING,
    }


def _away(cycle: Cycle) -> HttpResponse:
    """The board is over, or was not open yet: the call's page says where things stand."""
    call = Call.objects.filter(cycle=cycle).first()
    if call is None:
        return redirect(href("teams:call_open", cycle=cycle.pk))
    return redirect(href("teams:call_detail", call=call.pk))


def _first_error(form: Any) -> str:
    return next(iter(form.errors.values()))[0]
