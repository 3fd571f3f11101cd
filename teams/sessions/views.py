"""OKR 101 and strategic context: what is planned in a cycle, and who was there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import (
    can_mark_attendance,
    can_plan_session,
    can_see_session,
    can_take_seat,
    coached_team_ids,
    session_for,
)
from teams.calendar import calendar_file, session_event
from teams.models import Session
from teams.sessions import actions
from teams.sessions.forms import AttendanceForm, SessionForm
from teams.sessions.nudges import to_read
from teams.sessions.preparation import missing_sessions_in
from themes.access import can_see_cycle, can_steer_cycle
from themes.models import Cycle


@require_GET
@requires(can_see_cycle)
def session_list(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """The sessions of a cycle; coach and integration team also see who missed one."""
    sessions = (
        Session.objects.filter(cycle=cycle).select_related("host", "cycle__theme").with_taken()
    )
    sessions = sessions.annotate(there=Count("attendances", distinct=True))
    context = {
        "cycle": cycle,
        "sessions": [session_for(request.person, session) for session in sessions],
        "may_plan": can_steer_cycle(request.person, cycle) and not cycle.frozen,
        **_unprepared(request.person, cycle),
    }
    return render(request, "teams/sessions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_steer_cycle)
def session_create(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    form = SessionForm(request.POST or None, cycle=cycle, initial={"kind": request.GET.get("kind")})
    return _edit(request, form, cycle)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_plan_session)
def session_edit(request: OrgRequest, session: Session) -> HttpResponse:
    form = SessionForm(request.POST or None, cycle=session.cycle, instance=session)
    return _edit(request, form, session.cycle)


@require_GET
@requires(can_see_session)
def session_detail(request: OrgRequest, session: Session) -> HttpResponse:
    """One session: members take a seat; host and integration team tick who was there."""
    return render(request, "teams/sessions/detail.html", _detail(request.person, session))


@require_GET
@requires(can_see_session)
def session_calendar(request: OrgRequest, session: Session) -> HttpResponse:
    return HttpResponse(
        calendar_file([session_event(session_for(request.person, session))]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="session.ics"'},
    )


@require_POST
@requires(can_take_seat)
def seat_take(request: OrgRequest, session: Session) -> HttpResponse:
    try:
        actions.seat_take(session=session, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Your seat is kept."))
    return redirect(href("teams:session_detail", session=session.pk))


@require_POST
@requires(can_see_session)
def seat_give_back(request: OrgRequest, session: Session) -> HttpResponse:
    actions.seat_give_back(session=session, by=request.person)
    messages.success(request, _("Somebody else can have your seat now."))
    return redirect(href("teams:session_detail", session=session.pk))


@require_POST
@requires(can_mark_attendance)
def attendance_mark(request: OrgRequest, session: Session) -> HttpResponse:
    form = AttendanceForm(request.POST, session=session)
    if not saved(form, by=request.person):
        context = {**_detail(request.person, session), "form": form}
        return render(request, "teams/sessions/detail.html", context, status=422)
    messages.success(request, _("Saved who was there."))
    return redirect(href("teams:session_detail", session=session.pk))


def _edit(request: OrgRequest, form: SessionForm, cycle: Cycle) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            row = form.save(by=request.person)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The session is planned."))
            return redirect(href("teams:session_detail", session=row.pk))
    status = 422 if form.is_bound else 200
    return render(
        request, "teams/sessions/form.html", {"form": form, "cycle": cycle}, status=status
    )


def _detail(person: Person, session: Session) -> dict[str, Any]:
    seats = list(
        session.seats.select_related("person__division", "person__level").order_by(
            "person__sort_key"
        )
    )
    seated = any(seat.person_id == person.pk for seat in seats)
    open_to = not seated and not session.begun and not session.cycle.frozen
    may_mark = can_mark_attendance(person, session)
    return {
        "session": session_for(person, session),
        "taken": len(seats),
        "seated": seated and not session.begun,
        "open_to": open_to and can_take_seat(person, session),
        "full": len(seats) >= session.capacity,
        "there": session.attendances.count(),
        "read": to_read(session),
        "may_plan": can_plan_session(person, session),
        "coming": [seat.person for seat in seats] if may_mark and not session.begun else [],
        "form": AttendanceForm(session=session) if may_mark and session.begun else None,
    }


def _unprepared(person: Person, cycle: Cycle) -> dict[str, Any]:
    """Who missed a session, for those who help them; not in the page of anybody else."""
    teams = list(cycle.teams.all())
    if not can_steer_cycle(person, cycle):
        teams = [team for team in teams if team.pk in coached_team_ids(person)]
    if not teams:
        return {}
    for team in teams:
        team.cycle = cycle
    missed = missing_sessions_in(teams)
    return {"unprepared": [(team, missed[team.pk]) for team in teams if team.pk in missed]}
