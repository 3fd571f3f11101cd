"""What coaches write: notes about a team, and what worked for the other coaches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.forms.saving import posted, saved
from core.http import href
from core.keyset import newest_first
from orgs.http import OrgRequest, requires
from teams.access import (
    can_edit_coach_note,
    can_note_team,
    can_see_coaching,
    can_take_back,
    can_work_in,
    coached_team_ids,
    seen_coach_notes,
)
from teams.coach_notes import actions as coach_notes
from teams.coach_notes.forms import CoachNoteForm, WhatWorkedForm
from teams.models import CoachNote, Team, WhatWorked

both = require_http_methods(["GET", "HEAD", "POST"])

PAGE = 20


@both
@requires(can_work_in)
def coach_note_list(request: OrgRequest, team: Team) -> HttpResponse:
    """What a coach wrote about a team: the coach's own, and what is shared with the team."""
    writes = can_note_team(request.person, team)
    form = CoachNoteForm(posted(request)) if writes else None
    if form and saved(form, team, by=request.person):
        messages.success(request, _("Kept."))
        return redirect(href("teams:coach_note_list", team=team.pk))
    rows = seen_coach_notes(request.person, team)
    notes = newest_first(rows, request.GET.get("before", ""), PAGE)
    context = {"team": team, "notes": notes, "form": form, "writes": writes}
    status = 422 if form and form.errors else 200
    return render(request, "teams/coach_notes/list.html", context, status=status)


@both
@requires(can_edit_coach_note)
def coach_note_edit(request: OrgRequest, coach_note: CoachNote) -> HttpResponse:
    form = CoachNoteForm(posted(request), instance=coach_note)
    note = saved(form, coach_note.team, by=request.person)
    if note is not None:
        messages.success(request, _("Kept."))
        return redirect(href("teams:coach_note_list", team=coach_note.team_id))
    context = {"note": coach_note, "team": coach_note.team, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "teams/coach_notes/edit.html", context, status=status)


@require_POST
@requires(can_edit_coach_note)
def coach_note_remove(request: OrgRequest, coach_note: CoachNote) -> HttpResponse:
    team = coach_note.team_id
    coach_notes.coach_note_remove(note=coach_note, by=request.person)
    messages.success(request, _("The note is gone."))
    return redirect(href("teams:coach_note_list", team=team))


@both
@requires(can_see_coaching)
def what_worked_list(request: OrgRequest) -> HttpResponse:
    """What helped, told by coaches to coaches (L5)."""
    writes = bool(coached_team_ids(request.person))
    form = WhatWorkedForm(posted(request), by=request.person) if writes else None
    if form and saved(form):
        messages.success(request, _("Thank you. The other coaches can read it now."))
        return redirect(href("teams:what_worked_list"))
    rows = WhatWorked.objects.select_related("by", "team")
    context = {
        "found": newest_first(rows, request.GET.get("before", ""), PAGE),
        "form": form,
    }
    status = 422 if form and form.errors else 200
    return render(request, "teams/coach_notes/what_worked_list.html", context, status=status)


@require_POST
@requires(can_take_back)
def what_worked_remove(request: OrgRequest, what_worked: WhatWorked) -> HttpResponse:
    coach_notes.what_worked_remove(row=what_worked, by=request.person)
    messages.success(request, _("It is taken back."))
    return redirect(href("teams:what_worked_list"))
