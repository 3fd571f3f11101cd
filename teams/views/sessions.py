"""OKR 101 and strategic context: what is planned in a cycle, and who was there."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.http import OrgRequest, href, requires
from orgs.models import Person
from teams.access import can_mark_attendance, can_plan_session, can_see_session, coached_team_ids
from teams.forms.sessions import AttendanceForm, SessionForm
from teams.models import Session
from teams.prepared import missing_sessions_in
from themes.access import can_see_cycle, can_steer_cycle
from themes.models import Cycle


@require_GET
@requires(can_see_cycle)
def session_list(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """The sessions of a cycle; coach and integration team also see who missed one."""
    sessions = cycle.sessions.select_related("host").annotate(there=Count("attendances"))
    context = {
        "cycle": cycle,
        "sessions": sessions,
        "may_plan": can_steer_cycle(request.person, cycle) and not cycle.frozen,
        **_unprepared(request.person, cycle),
    }
    return render(request, "teams/session_list.html", context)


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
    """One session; host and integration team tick who was there."""
    return render(request, "teams/session_detail.html", _detail(request.person, session))


@require_POST
@requires(can_mark_attendance)
def attendance_mark(request: OrgRequest, session: Session) -> HttpResponse:
    form = AttendanceForm(request.POST, session=session)
    if not form.is_valid():
        context = {**_detail(request.person, session), "form": form}
        return render(request, "teams/session_detail.html", context, status=422)
    form.save(by=request.person)
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
    return render(request, "teams/session_form.html", {"form": form, "cycle": cycle}, status=status)


def _detail(person: Person, session: Session) -> dict[str, Any]:
    may_mark = can_mark_attendance(person, session)
    return {
        "session": session,
        "there": Person.objects.filter(pk__in=session.attendances.values("person")).count(),
        "may_plan": can_plan_session(person, session),
        "form": AttendanceForm(session=session) if may_mark else None,
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
