"""The parts of a check-in's page that come anew while people look on, each by itself.

Their versions are read before what they show, so that a part is never older than it says.
"""

from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from checkins.access import can_run, can_see_check_in
from checkins.live_check_in.changes import CLOCK, NOTES, STAGE, channel
from checkins.live_check_in.state import LOADED, live_check_in
from checkins.live_check_in.team_report import notes_of_team, report_of
from checkins.models import CheckIn, Slot
from checkins.reports.columns import columns
from core.live.channels import present, versions
from core.numbers import row_number
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import team_ids

KEPT_SECONDS = 30


@require_GET
@requires(can_see_check_in)
def room_plan(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Before the start: who is ready; from then on the way into the room."""
    return render(request, "checkins/live_check_in/_plan.html", context_of(request, check_in))


@require_GET
@requires(can_see_check_in)
def room_clock(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Clock, controls and running order beside the stage."""
    return render(request, "checkins/live_check_in/_side.html", context_of(request, check_in))


@require_GET
@requires(can_see_check_in)
def room_stage(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """How the team on stage stands; nothing for a page that shows another team."""
    return _answer(request, check_in, STAGE, "checkins/live_check_in/_stage.html")


@require_GET
@requires(can_see_check_in)
def room_notes(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """The notes below their fields; nothing for a page that shows another team."""
    return _answer(request, check_in, NOTES, "checkins/live_check_in/_notes.html")


@require_GET
@requires(can_see_check_in)
def follow_clock(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Who is on stage and how long, for somebody in the room."""
    return render(
        request, "checkins/live_check_in/_follow_head.html", context_of(request, check_in)
    )


@require_GET
@requires(can_see_check_in)
def follow_stage(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    return HttpResponse(cached_part(check_in, STAGE, FOLLOWED[STAGE]))


@require_GET
@requires(can_see_check_in)
def follow_notes(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    return HttpResponse(cached_part(check_in, NOTES, FOLLOWED[NOTES]))


@require_GET
@requires(can_see_check_in)
def room_here(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Who looks on now, told to those who do."""
    accounts = present(channel(check_in))
    people = Person.objects.active().filter(account__in=accounts)
    context = {"check_in": check_in, "people": people.order_by("sort_key", "id")}
    return render(request, "checkins/live_check_in/_here.html", context)


FOLLOWED = {
    STAGE: "checkins/live_check_in/_follow_stage.html",
    NOTES: "checkins/live_check_in/_follow_notes.html",
}


def context_of(request: OrgRequest, check_in: CheckIn) -> dict[str, Any]:
    """What the parts of the page read for this person at this moment."""
    part_versions = versions(channel(check_in))
    now = live_check_in(check_in)
    return {
        "check_in": now.check_in,
        "now": now,
        "version": part_versions[CLOCK],
        "may_run": can_run(request.person, now.check_in),
        "mine": [slot for slot in now.slots if slot.team_id in team_ids(request.person)],
        "shown": shown_on(request),
        "runs": "runs" in request.GET,
    }


def cached_part(check_in: CheckIn, part: str, template: str, *, shown: int | None = None) -> str:
    """A part that reads the same for everybody, cached by version, language and time zone.

    Nothing for a page that shows another team than the one on stage.
    """
    version = versions(channel(check_in))[part]
    rows = Slot.objects.filter(check_in=check_in, state=Slot.State.ON)
    on_stage = rows.values_list("pk", flat=True).first()
    if shown is not None and shown != on_stage:
        return ""
    identity = (check_in.pk, on_stage, version, translation.get_language())
    key = ":".join(map(str, ("room", template, *identity, timezone.get_current_timezone_name())))
    text = cache.get(key) if version else None
    if text is None:
        text = render_to_string(template, _fragment(check_in, part, on_stage, version))
        if version:
            cache.set(key, text, KEPT_SECONDS)
    return text


def shown_on(request: OrgRequest) -> int | None:
    """The team on stage when the page was made; all that is typed there is for it."""
    return row_number(request.GET.get("shown", request.POST.get("shown", "")))


def _answer(request: OrgRequest, check_in: CheckIn, part: str, template: str) -> HttpResponse:
    text = cached_part(check_in, part, template, shown=shown_on(request) or 0)
    return HttpResponse(text, status=200 if text else 204)


def _fragment(check_in: CheckIn, part: str, on_stage: int | None, version: int) -> dict[str, Any]:
    """For notes the notes alone are read."""
    slots = Slot.objects.select_related(*LOADED)
    slot = slots.get(pk=on_stage) if on_stage else None
    read_report = notes_of_team if part == NOTES else report_of
    report = read_report(slot) if slot else None
    return {
        "check_in": check_in,
        "version": version,
        "report": report,
        "columns": columns(report.achievements, report.learnings, report.impediments)
        if report
        else [],
    }
