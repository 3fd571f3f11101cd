"""The room of a definition workshop: the page of this moment, its live parts, and who leads it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from core.forms.saving import saved
from core.http import href
from core.live.channels import ticket
from okrs.access import (
    can_lead,
    can_lead_step,
    can_open_workshop,
    can_see_workshop,
    can_take_workshop,
)
from okrs.models import Workshop, WorkshopStep
from okrs.workshop import actions
from okrs.workshop.agenda import ASKED
from okrs.workshop.following import SIDE, room_channel
from okrs.workshop.forms import ConfidenceForm, LineForm, TimeForm
from okrs.workshop.result_views import result_page
from okrs.workshop.state import WorkshopState, content, workshop_state
from orgs.http import OrgRequest, requires
from teams.models import Team

CLOCK = {
    "pause": actions.clock_pause,
    "resume": actions.clock_resume,
    "extend": actions.clock_extend,
}


@require_POST
@requires(can_open_workshop)
def workshop_open(request: OrgRequest, team: Team) -> HttpResponse:
    try:
        workshop = actions.workshop_open(team=team, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(href("okrs:set_edit", team=team.pk))
    return to_room(workshop)


@require_GET
@requires(can_see_workshop)
def workshop_detail(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """The plan, the step that runs, or what came out."""
    return page(request, workshop)


@require_GET
@requires(can_see_workshop)
def workshop_side(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """Clock and agenda as they are now."""
    return _part(request, workshop, "okrs/workshop/_side.html")


@require_GET
@requires(can_see_workshop)
def workshop_told(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """A page that is behind reads where the room is."""
    return _part(request, workshop, "okrs/workshop/_told.html")


@require_GET
@requires(can_see_workshop)
def workshop_live(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """Where the browser hears what changes in this room."""
    return ticket(request, room_channel(workshop))


@require_GET
@requires(can_see_workshop)
def workshop_board(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """What the step has brought so far; nothing new for a page that shows another step."""
    return board(request, workshop)


@require_POST
@requires(can_take_workshop)
def workshop_take(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """Facilitate from here on."""
    return _lead_all(request, workshop, actions.workshop_take)


@require_POST
@requires(can_lead)
def workshop_start(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    return _lead_all(request, workshop, actions.workshop_start)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_lead)
def workshop_end(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """Asked once more: the room does not open again."""
    if request.method == "POST":
        return _lead_all(request, workshop, actions.workshop_end)
    question = {
        "question": _("End the workshop?"),
        "consequence": _(
            "What came out stays to be read. Who wrote which idea is forgotten, and the room does "
            "not open again."
        ),
        "verb": _("End it"),
        "back_url": href("okrs:workshop_detail", workshop=workshop.pk),
    }
    return render(request, "confirm.html", question)


@require_POST
@requires(can_lead)
def workshop_clock(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    """Pause, go on, five minutes more."""
    action = CLOCK.get(request.POST.get("do", ""), actions.clock_pause)
    answer = _lead_all(request, workshop, action)
    return newer(SIDE) if request.htmx else answer


@require_POST
@requires(can_lead_step)
def step_next(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    return _lead(request, step, actions.step_next)


@require_POST
@requires(can_lead_step)
def step_go(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    """On or back to another step."""
    return _lead(request, step, actions.step_go)


@require_POST
@requires(can_lead_step)
def step_reveal(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    return _lead(request, step, actions.step_reveal)


@require_POST
@requires(can_lead_step)
def step_again(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    return _lead(request, step, actions.step_again)


@require_POST
@requires(can_lead_step)
def step_skip(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    return _lead(request, step, actions.step_skip, skip="take" not in request.POST)


@require_POST
@requires(can_lead_step)
def step_move(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    return _lead(request, step, actions.step_move, up="up" in request.POST)


@require_POST
@requires(can_lead_step)
def step_time(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    form = TimeForm(request.POST)
    if saved(form, step=step, by=request.person):
        return to_room(step.workshop)
    return page(request, step.workshop, time_form=form, timed=step.pk, status=422)


def page(
    request: OrgRequest, workshop: Workshop, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The whole page as it is for this person now; `more` holds a form that was refused."""
    state = workshop_state(workshop, request.person)
    if workshop.ended:
        return result_page(request, workshop)
    context = {**_frame(state), "shown": state.page_key, **more}
    if not workshop.running:
        return render(request, "okrs/workshop/plan.html", context, status=status)
    context |= _stage(state)
    context.setdefault("form", _form(state, context))
    return render(request, "okrs/workshop/room.html", context | more, status=status)


def board(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    state = workshop_state(workshop, request.person)
    if request.GET.get("shown", state.page_key) != state.page_key or state.current is None:
        return HttpResponse(status=204)
    context = {**_frame(state), **_stage(state), "shown": state.page_key}
    return render(request, "okrs/workshop/_board.html", context)


def do(request: OrgRequest, workshop: Workshop, action: Callable[[], Any]) -> HttpResponse:
    """Do it, say what was refused, and show the room as it is then."""
    try:
        action()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return to_room(workshop)


def newer(part: str) -> HttpResponse:
    """This part of the page asks anew."""
    return trigger_client_event(HttpResponse(status=204), "live:changed", {"part": part})


def to_room(workshop: Workshop) -> HttpResponse:
    return redirect(href("okrs:workshop_detail", workshop=workshop.pk))


def _part(request: OrgRequest, workshop: Workshop, template: str) -> HttpResponse:
    state = workshop_state(workshop, request.person)
    context = {**_frame(state), "shown": request.GET.get("shown", state.page_key)}
    return render(request, template, context)


def _lead_all(request: OrgRequest, workshop: Workshop, action: Callable[..., Any]) -> HttpResponse:
    return do(request, workshop, lambda: action(workshop=workshop, by=request.person))


def _lead(
    request: OrgRequest, step: WorkshopStep, action: Callable[..., Any], **options: bool
) -> HttpResponse:
    return do(request, step.workshop, lambda: action(step=step, by=request.person, **options))


def _frame(state: WorkshopState) -> dict[str, Any]:
    workshop = state.workshop
    return {"state": state, "workshop": workshop, "team": workshop.team, "step": state.current}


def _stage(state: WorkshopState) -> dict[str, Any]:
    if state.current is None:
        return {}
    return {"asked": ASKED[WorkshopStep.Kind(state.current.kind)], **content(state)}


def _form(state: WorkshopState, context: dict[str, Any]) -> Any:
    """What a member fills in at this step."""
    step = state.current
    if step is None or not state.takes_part:
        return None
    if step.kind == WorkshopStep.Kind.CONFIDENCE and step.hides:
        return ConfidenceForm(step, own={row.pk: own for row, own in context["asked_of"]})
    kinds = WorkshopStep.Kind
    if step.writing or step.kind in {kinds.OBJECTIVE, kinds.KEY_RESULTS}:
        return LineForm(step)
    return None
