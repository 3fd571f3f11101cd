"""The check-in room: what facilitator and participants see, and the controls of the clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkins.access import can_capture, can_run, can_run_slot, can_see_check_in
from checkins.live_check_in import actions
from checkins.live_check_in.changes import STAGE, channel
from checkins.live_check_in.facilitator_views import facilitating
from checkins.live_check_in.forms import HandOverForm
from checkins.live_check_in.part_views import FOLLOWED, cached_part, context_of
from checkins.live_check_in.state import live_check_in
from checkins.minutes.content import decided
from checkins.models import CheckIn, Slot
from checkins.preparation.views import slot_columns
from checkins.reports.columns import sentences_of
from checkins.reports.forms import NoteForm
from checkins.votes.views import vote_context
from core.formatting import spoken_time
from core.forms.saving import saved
from core.http import SURE, href, is_sure, words
from core.live.channels import ticket
from orgs.http import OrgRequest, requires

MORE_MINUTES = 10
EARLY = timedelta(minutes=15)


@require_GET
@requires(can_see_check_in)
def check_in_detail(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """The page of a check-in as it is now: to come, running, or its minutes."""
    if check_in.took_place:
        return redirect(href("checkins:minutes_detail", check_in=check_in.pk))
    if not check_in.live:
        context = context_of(request, check_in)
        if context["may_run"]:
            context |= facilitating(context["now"])
        return render(request, "checkins/series/check_in_detail.html", context)
    if can_run(request.person, check_in):
        return _room(request, check_in)
    return _followed(request, check_in)


@require_GET
@requires(can_see_check_in)
def room_follow(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """What somebody in the room sees on a phone; those who moderate can look at it too."""
    if not check_in.live:
        return redirect(href("checkins:check_in_detail", check_in=check_in.pk))
    return _followed(request, check_in)


@require_GET
@requires(can_see_check_in)
def room_ticket(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Follow the room by a stream, from before the start until it is closed; then that is over."""
    if not (check_in.to_come or check_in.live):
        return HttpResponse(status=410)
    return ticket(request, channel(check_in))


@require_POST
@requires(can_run)
def check_in_start(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """At its time at once; earlier after a question, because others come when it was said."""
    if check_in.to_come and timezone.now() < check_in.starts_at - EARLY and not is_sure(request):
        return render(request, "confirm.html", _ask_early(check_in))
    return _step(
        request, check_in, lambda: actions.check_in_start(check_in=check_in, by=request.person)
    )


@require_POST
@requires(can_run)
def end_move(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    return _step(
        request,
        check_in,
        lambda: actions.end_move(check_in=check_in, minutes=MORE_MINUTES, by=request.person),
    )


@require_POST
@requires(can_run)
def check_in_hand_over(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    form = HandOverForm(request.POST, check_in=check_in)
    changed = saved(form, by=request.person)
    if changed is None:
        messages.error(request, sentences_of(form))
    else:
        text = _("%(person)s moderates the check-in now.") % {"person": changed.facilitator}
        messages.success(request, text)
    return redirect(href("checkins:check_in_detail", check_in=check_in.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_run)
def check_in_end(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """One question, then the minutes."""
    if request.method == "POST":
        decisions = words(request, "decisions")
        return _step(
            request,
            check_in,
            lambda: actions.check_in_end(check_in=check_in, by=request.person, decisions=decisions),
        )
    context = {"check_in": check_in, "now": live_check_in(check_in), "decided": decided(check_in)}
    return render(request, "checkins/live_check_in/end.html", context)


@require_POST
@requires(can_run_slot)
def slot_next(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _step(request, slot.check_in, lambda: actions.slot_next(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_back(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _step(request, slot.check_in, lambda: actions.slot_back(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_pause(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _tick(request, slot, lambda: actions.slot_pause(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_resume(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _tick(request, slot, lambda: actions.slot_resume(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_extend(request: OrgRequest, slot: Slot, minutes: int) -> HttpResponse:
    return _tick(
        request, slot, lambda: actions.slot_extend(slot=slot, minutes=minutes, by=request.person)
    )


@require_POST
@requires(can_run_slot)
def slot_absent(request: OrgRequest, slot: Slot) -> HttpResponse:
    """Not here; or here after all. On stage the next team takes over, so the page is new."""
    absent = "here" not in request.POST
    step = lambda: actions.slot_absent(slot=slot, by=request.person, absent=absent)  # noqa: E731
    return _step(request, slot.check_in, step) if slot.on_stage else _tick(request, slot, step)


@require_POST
@requires(can_run_slot)
def slot_move(request: OrgRequest, slot: Slot) -> HttpResponse:
    up = "up" in request.POST
    return _tick(request, slot, lambda: actions.slot_move(slot=slot, up=up, by=request.person))


def _room(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    context = context_of(request, check_in)
    context |= facilitating(context["now"])
    context["hand_over"] = HandOverForm(check_in=check_in)
    slot = context["now"].on_stage
    if slot is not None:
        stage = cached_part(check_in, STAGE, "checkins/live_check_in/_stage.html", shown=slot.pk)
        context |= {"shown": slot.pk, "stage": stage, "columns": slot_columns(slot)}
    context |= vote_context(request, check_in, slot)
    return render(request, "checkins/live_check_in/room.html", context)


def _followed(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    context = context_of(request, check_in)
    slot = context["now"].on_stage
    if slot is not None and can_capture(request.person, slot):
        form = NoteForm(initial={"kind": "achievement"})
        context |= {"shown": slot.pk, "note_form": form}
    context |= vote_context(request, check_in, slot)
    context |= {part: cached_part(check_in, part, template) for part, template in FOLLOWED.items()}
    return render(
        request, "checkins/live_check_in/room_follow.html", {**context, "runs": context["may_run"]}
    )


def _tick(request: OrgRequest, slot: Slot, step: Callable[[], Any]) -> HttpResponse:
    """A step that leaves the team on stage: by htmx only clock and order are new."""
    if not request.htmx:
        return _step(request, slot.check_in, step)
    sentence = _tried(step)
    context = {**context_of(request, slot.check_in), "refused": sentence}
    return render(request, "checkins/live_check_in/_side.html", context)


def _ask_early(check_in: CheckIn) -> dict[str, Any]:
    planned = {"when": spoken_time(check_in.starts_at)}
    return {
        "question": _("Start the check-in now?"),
        "consequence": _("It is planned for %(when)s. The clock runs from the first team on.")
        % planned,
        "details": [
            _("Everybody who has the page open is brought into the room. Nobody else is told."),
            _("A check-in that runs cannot be moved any more, only ended."),
        ],
        "verb": _("Start the check-in"),
        "back_url": href("checkins:check_in_detail", check_in=check_in.pk),
        "kept": [SURE],
    }


def _step(request: OrgRequest, check_in: CheckIn, step: Callable[[], Any]) -> HttpResponse:
    sentence = _tried(step)
    if sentence:
        messages.error(request, sentence)
    back = href("checkins:check_in_detail", check_in=check_in.pk)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    return redirect(back)


def _tried(step: Callable[[], Any]) -> str:
    try:
        step()
    except ValidationError as refused:
        return " ".join(refused.messages)
    return ""
