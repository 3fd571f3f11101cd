"""The check-in room: what facilitator and participants see, and the controls of the clock."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkins.access import can_capture, can_run, can_run_slot, can_see_check_in
from checkins.actions import room
from checkins.actions.live import channel
from checkins.forms.notes import NoteForm
from checkins.models import CheckIn, Slot
from checkins.running import Running, running
from checkins.views.preparation import slot_columns
from orgs.http import OrgRequest, href, requires, words
from orgs.live import ticket
from teams.access import team_ids

MORE_MINUTES = 10


@require_GET
@requires(can_see_check_in)
def check_in_detail(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """The page of a check-in as it is now: to come, running, or its minutes."""
    if check_in.held:
        return redirect(href("checkins:minutes_detail", check_in=check_in.pk))
    if check_in.live:
        return _room(request, check_in, control=can_run(request.person, check_in))
    context = _context(request, check_in, running(check_in))
    return render(request, "checkins/check_in_detail.html", context)


@require_GET
@requires(can_see_check_in)
def room_follow(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """What somebody in the room sees on a phone; those who moderate can look at it too."""
    if not check_in.live:
        return redirect(href("checkins:check_in_detail", check_in=check_in.pk))
    return _room(request, check_in, control=False)


@require_GET
@requires(can_see_check_in)
def room_live(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """What has changed: clock, order, notes and values as they are now. No field is part of it."""
    if not check_in.live:
        back = href("checkins:check_in_detail", check_in=check_in.pk)
        return HttpResponse(status=204, headers={"HX-Redirect": back})
    context = {**_context(request, check_in, running(check_in)), "oob": True}
    if request.htmx.target != "clock":
        return render(request, "checkins/_room_follow.html", context)
    on_stage = context["now"].on_stage
    context["left_stage"] = request.GET.get("shown") != str(on_stage.pk if on_stage else "")
    if on_stage is not None and not context["left_stage"]:
        context["columns"] = slot_columns(on_stage)
    return render(request, "checkins/_room_live.html", context)


@require_GET
@requires(can_see_check_in)
def room_ticket(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Follow the room by a stream, for as long as it is open."""
    if not check_in.live:
        raise Http404
    return ticket(request, channel(check_in))


@require_POST
@requires(can_run)
def check_in_start(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    return _step(
        request, check_in, lambda: room.check_in_start(check_in=check_in, by=request.person)
    )


@require_POST
@requires(can_run)
def end_move(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    return _step(
        request, check_in,
        lambda: room.end_move(check_in=check_in, minutes=MORE_MINUTES, by=request.person),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_run)
def check_in_end(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """One question, then the minutes."""
    if request.method == "POST":
        decisions = words(request, "decisions")
        return _step(
            request, check_in,
            lambda: room.check_in_end(check_in=check_in, by=request.person, decisions=decisions),
        )  # fmt: skip
    context = {"check_in": check_in, "now": running(check_in)}
    return render(request, "checkins/check_in_end.html", context)


@require_POST
@requires(can_run_slot)
def slot_next(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _step(request, slot.check_in, lambda: room.slot_next(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_pause(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _tick(request, slot, lambda: room.slot_pause(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_resume(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _tick(request, slot, lambda: room.slot_resume(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def slot_extend(request: OrgRequest, slot: Slot, minutes: int) -> HttpResponse:
    return _tick(
        request, slot, lambda: room.slot_extend(slot=slot, minutes=minutes, by=request.person)
    )


@require_POST
@requires(can_run_slot)
def slot_absent(request: OrgRequest, slot: Slot) -> HttpResponse:
    """Not here; or here after all. On stage the next team takes over, so the page is new."""
    absent = "here" not in request.POST
    step = lambda: room.slot_absent(slot=slot, by=request.person, absent=absent)  # noqa: E731
    return _step(request, slot.check_in, step) if slot.on_stage else _tick(request, slot, step)


@require_POST
@requires(can_run_slot)
def slot_move(request: OrgRequest, slot: Slot) -> HttpResponse:
    up = "up" in request.POST
    return _tick(request, slot, lambda: room.slot_move(slot=slot, up=up, by=request.person))


def _room(request: OrgRequest, check_in: CheckIn, *, control: bool) -> HttpResponse:
    context = _context(request, check_in, running(check_in))
    if not control:
        return render(request, "checkins/room_follow.html", context)
    if context["now"].on_stage is not None:
        context["columns"] = slot_columns(context["now"].on_stage)
    return render(request, "checkins/room.html", context)


def _context(request: OrgRequest, check_in: CheckIn, now: Running) -> dict[str, Any]:
    on_stage = now.on_stage
    may_write = on_stage is not None and can_capture(request.person, on_stage)
    return {
        "check_in": check_in,
        "now": now,
        "may_run": can_run(request.person, check_in),
        "mine": _own(request, now),
        "note_form": NoteForm(initial={"kind": "achievement"}) if may_write else None,
    }


def _own(request: OrgRequest, now: Running) -> list[Slot]:
    """The slots of this person's own teams."""
    return [slot for slot in now.slots if slot.team_id in team_ids(request.person)]


def _tick(request: OrgRequest, slot: Slot, step: Callable[[], Any]) -> HttpResponse:
    """A step that leaves the team on stage: by htmx only clock and order are new."""
    if not request.htmx:
        return _step(request, slot.check_in, step)
    sentence = _tried(step)
    check_in = CheckIn.objects.get(pk=slot.check_in_id)
    context = _context(request, check_in, running(check_in))
    return render(request, "checkins/_room_side.html", {**context, "refused": sentence})


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
