"""Before a check-in: one page on which a team updates its figures and says what it brings."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from checkins.access import can_capture, can_update
from checkins.live_check_in.changes import NOTES
from checkins.live_check_in.team_report import notes_of, notes_of_team, report_of
from checkins.meetings.views import answer_column
from checkins.models import Slot
from checkins.people import members
from checkins.preparation.actions import presenter_choose
from checkins.preparation.actions import slot_prepare as prepare
from checkins.reports.columns import FIRST, Column, column, columns, sentences_of
from checkins.reports.forms import BringForm, NoteForm
from core.forms.saving import saved
from core.http import href
from core.numbers import row_number
from okrs.measurements.forms import MeasureForm
from okrs.measurements.quick_form import quick_form, show, take
from okrs.models import KeyResult
from okrs.status import KeyResultStatus
from orgs.http import OrgRequest, requires
from teams.access import can_work_in


@require_GET
@requires(can_capture)
def slot_detail(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _page(request, slot)


@require_POST
@requires(can_update)
def slot_update(request: OrgRequest, slot: Slot, key_result: int) -> HttpResponse:
    """One key result in one form: its value, and what was learned and is needed with it."""
    rows = KeyResult.objects.filter(objective__okr_set__team=slot.team)
    row = get_object_or_404(rows, pk=key_result)
    more = BringForm(request.POST, key_result=row)
    form = quick_form(request, row, data=request.POST, url=request.path, more=more)
    if not (slot.check_in.to_come or slot.check_in.live):
        more.add_error(None, _("This check-in is over; its minutes stay as they are."))
    if not more.is_valid():
        form.add_error(None, more.non_field_errors())
        return show(request, form)
    answer = take(request, form)
    if answer.status_code < HTTPStatus.BAD_REQUEST:
        more.save(slot=slot, by=request.person)
        _tell_columns(request, answer, slot)
    return answer


def _tell_columns(request: OrgRequest, answer: HttpResponse, slot: Slot) -> None:
    """What was said beside a value stands in the columns below at once."""
    if request.htmx:
        for one in slot_columns(slot):
            context = {"column": one, "oob": True}
            answer.write(render_to_string("checkins/reports/_column_rows.html", context, request))


@require_POST
@requires(can_capture)
def slot_note(request: OrgRequest, slot: Slot) -> HttpResponse:
    """Write one line for the team, before its check-in or while it speaks."""
    form = NoteForm(request.POST)
    row = saved(form, team=slot.team, by=request.person, slot=slot)
    if request.htmx and request.htmx.target in NoteForm.KINDS:
        return answer_column(request, [_written_in(slot, form, refused=row is None)])
    if request.htmx:
        return _taken(request, form, bool(row))
    if row is None and slot.check_in.to_come:
        return _page(request, slot, bound=form, status=422)
    if row is None:
        messages.error(request, sentences_of(form))
    if slot.check_in.live:
        return redirect(href("checkins:check_in_detail", check_in=slot.check_in_id))
    return redirect(href("checkins:slot_detail", slot=slot.pk) + f"#{form.data.get('kind', '')}")


@require_POST
@requires(can_capture)
def slot_prepare(request: OrgRequest, slot: Slot) -> HttpResponse:
    """Say who presents and that the team is ready, or that it is not yet."""
    ready = "not_yet" not in request.POST
    chosen = (
        members(slot.team).filter(pk=row_number(request.POST.get("presenter", "")) or 0).first()
    )
    try:
        if chosen is not None:
            presenter_choose(slot=slot, presenter=chosen, by=request.person)
        prepare(slot=slot, by=request.person, ready=ready)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Your team is ready.") if ready else _("Take your time."))
    return redirect(href("checkins:slot_detail", slot=slot.pk))


def _taken(request: OrgRequest, form: NoteForm, taken: bool) -> HttpResponse:
    """For a line outside of the columns: its form is emptied, or keeps the words and says why."""
    if taken:
        return trigger_client_event(HttpResponse(status=204), "live:changed", {"part": NOTES})
    messages.error(request, sentences_of(form))
    answer = render(request, "_toasts.html", {"oob": True}, status=422)
    answer["HX-Reswap"] = "none"
    return answer


def slot_columns(slot: Slot) -> list[Column]:
    """What the room reads of a team, with a line to add to each column."""
    notes, url = notes_of_team(slot), href("checkins:slot_note", slot=slot.pk)
    return columns(notes.achievements, notes.learnings, notes.impediments, url=url)


def _written_in(slot: Slot, form: NoteForm, *, refused: bool) -> Column:
    """The column of the note, as it reads now."""
    kind, url = form.cleaned_data.get("kind", FIRST), href("checkins:slot_note", slot=slot.pk)
    return column(kind, notes_of(slot, kind), url, form if refused else None)


def _page(
    request: OrgRequest, slot: Slot, *, bound: NoteForm | None = None, status: int = 200
) -> HttpResponse:
    report, url = report_of(slot), href("checkins:slot_note", slot=slot.pk)
    back = href("checkins:slot_detail", slot=slot.pk)
    measures = can_work_in(request.person, slot.team) and report.status.agreed
    context = {
        "slot": slot,
        "check_in": slot.check_in,
        "team": slot.team,
        "report": report,
        "writes": slot.check_in.to_come or slot.check_in.live,
        "rows": [
            (row, _update_form(slot, row, back)) if measures else (row, None)
            for row in report.status.key_results
        ],
        "columns": columns(
            report.achievements, report.learnings, report.impediments, url=url, bound=bound
        ),
        "members": members(slot.team),
        "measured_today": _measured(report, timezone.localdate()),
    }
    return render(request, "checkins/preparation/slot_detail.html", context, status=status)


def _update_form(slot: Slot, status: KeyResultStatus, back: str) -> MeasureForm:
    key_result = status.key_result
    return MeasureForm.about(
        status,
        target=f"prepare-{key_result.pk}",
        back=back,
        url=href("checkins:slot_update", slot=slot.pk, key_result=key_result.pk),
        more=BringForm(key_result=key_result),
    )


def _measured(report: Any, today: Any) -> set[int]:
    """Key results with a value since the last check-in: nothing to do for them."""
    since = report.since
    return {
        row.key_result.pk
        for row in report.status.key_results
        if row.latest and (since is None or row.latest.measured_on > since)
    }
