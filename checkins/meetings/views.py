"""The weekly meeting: the list of weeks, the page of one meeting, its quick lines and its end."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checkins.access import (
    can_see_meeting,
    can_see_meetings,
    can_work_at_meeting,
    seen_impediments,
)
from checkins.meetings.actions import meeting_open
from checkins.meetings.weeks import weeks_of
from checkins.models import Ask, Impediment, TeamMeeting
from checkins.people import members
from checkins.reports.columns import Column, column
from checkins.reports.forms import MeetingForm, MeetingNoteForm, NoteForm, RoundForm
from core.forms.saving import saved
from core.http import href
from okrs.models import ToDo
from okrs.status import team_status
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import agreement_for, can_work_in
from teams.hours.totals import not_agreed
from teams.models import Team, WorkingAgreement


@require_GET
@requires(can_see_meetings)
def meeting_list(request: OrgRequest, team: Team) -> HttpResponse:
    agreement = WorkingAgreement.objects.filter(team=team).select_related("team").first()
    context = {
        "team": team,
        "weeks": weeks_of(team, timezone.now()),
        "agreement": agreement_for(request.person, agreement) if agreement else None,
        "works_here": can_work_in(request.person, team),
    }
    return render(request, "checkins/meetings/list.html", context)


@require_POST
@requires(can_work_in)
def meeting_create(request: OrgRequest, team: Team) -> HttpResponse:
    try:
        meeting = meeting_open(team=team, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(href("checkins:meeting_list", team=team.pk))
    return redirect(href("checkins:meeting_detail", meeting=meeting.pk))


@require_GET
@requires(can_see_meeting)
def meeting_detail(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    return meeting_page(request, meeting)


@require_POST
@requires(can_work_at_meeting)
def meeting_note(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    """Add one line; by htmx the column comes back with an empty line that has the focus."""
    form = MeetingNoteForm(request.POST)
    row = saved(form, team=meeting.team, by=request.person, meeting=meeting)
    if request.htmx:
        return answer_column(
            request, _columns(request.person, meeting, form if row is None else None)
        )
    if row is None:
        return meeting_page(request, meeting, bound=form, status=422)
    return redirect(href("checkins:meeting_detail", meeting=meeting.pk) + f"#{form.data['kind']}")


@require_POST
@requires(can_work_at_meeting)
def meeting_end(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    """Keep the notes, and close the meeting if that was pressed."""
    form = MeetingForm(request.POST, meeting=meeting)
    close = "close" in request.POST
    if saved(form, by=request.person, close=close) is None:
        return meeting_page(request, meeting, form=form, status=422)
    if not close:
        messages.success(request, _("The notes are kept."))
        return redirect(href("checkins:meeting_detail", meeting=meeting.pk))
    messages.success(request, _("The meeting is over. Its notes are kept."))
    return redirect(href("checkins:meeting_list", team=meeting.team_id))


def answer_column(request: OrgRequest, columns: list[Column]) -> HttpResponse:
    """The one column that was written in, with what is wrong or with an empty line."""
    kind = request.POST.get("kind", "")
    column = next((c for c in columns if c.error or c.kind == kind), columns[0])
    context = {"column": column, "focus": True}
    status = 422 if column.error else 200
    return render(request, "checkins/reports/_column.html", context, status=status)


def meeting_page(
    request: OrgRequest,
    meeting: TeamMeeting,
    *,
    bound: NoteForm | None = None,
    form: MeetingForm | None = None,
    round_form: RoundForm | None = None,
    status: int = 200,
) -> HttpResponse:
    team, works_here = meeting.team, can_work_in(request.person, meeting.team)
    over_at = meeting.over_at(timezone.now())
    earlier = TeamMeeting.objects.filter(team=team, starts_at__lt=meeting.starts_at).last()
    context = {
        "meeting": meeting,
        "team": team,
        "earlier": earlier,
        "over_at": over_at,
        "works_here": works_here,
        "writes": works_here and over_at is None,
        "status": team_status(team, timezone.localdate(over_at)),
        "to_dos": _to_dos(team, earlier) if works_here and not over_at else [],
        "columns": _columns(request.person, meeting, bound),
        "not_agreed": [] if earlier or over_at else not_agreed(team),
        "form": form or MeetingForm(meeting=meeting),
        "round_form": round_form or RoundForm(meeting=meeting),
    }
    if works_here:
        context["attended"] = [a.person for a in meeting.attendances.select_related("person")]
        context.update(_answered(request.person, meeting) if over_at is None else {})
    return render(request, "checkins/meetings/detail.html", context, status=status)


def _to_dos(team: Team, earlier: TeamMeeting | None) -> list[ToDo]:
    """What was given out: everything open, and what was done since the last meeting."""
    since = Q(done_at__gt=earlier.starts_at) if earlier else Q(done_at__isnull=False)
    rows = ToDo.objects.filter(Q(team=team) & (Q(done_at=None) | since))
    return list(rows.select_related("owner", "initiative").order_by("done_at", "due_on", "id"))


def _answered(person: Person, meeting: TeamMeeting) -> dict[str, Any]:
    """Who has answered the round that runs, and who is still to come: for the team alone."""
    if meeting.written is None:
        return {}
    answered = set(meeting.written.answers.values_list("person", flat=True))
    people = list(members(meeting.team))
    return {
        "answered": [member for member in people if member.pk in answered],
        "silent": [member for member in people if member.pk not in answered],
        "may_answer": person in people and person.pk not in answered,
    }


def _columns(person: Person, meeting: TeamMeeting, bound: Any = None) -> list[Column]:
    """The lines of this meeting, and every impediment that was open when it was held."""
    over_at = meeting.over_at(timezone.now())
    writes = over_at is None and can_work_in(person, meeting.team)
    url = href("checkins:meeting_note", meeting=meeting.pk) if writes else ""
    rows: dict[str, Any] = {
        "progress": meeting.progresslines.select_related("by"),
        "learning": meeting.learnings.select_related("by"),
        "impediment": _impediments(person, meeting, over_at),
        "achievement": meeting.achievements.select_related("by"),
    }
    return [column(kind, list(rows[kind]), url, bound, grows=writes) for kind in rows]


def _impediments(
    person: Person, meeting: TeamMeeting, over_at: datetime | None
) -> list[Impediment]:
    """Those raised here and those open meanwhile: the open ones first, then the newest."""
    open_then = Q(ended_at=None) | Q(ended_at__gt=meeting.starts_at)
    before = Q(at__lte=over_at) if over_at else Q()
    asks = Prefetch("asks", Ask.objects.select_related("leader"))
    rows = seen_impediments(person, meeting.team).filter(Q(meeting=meeting) | (open_then & before))
    return sorted(
        rows.select_related("by").prefetch_related(asks),
        key=lambda row: (row.state in Impediment.ENDED, -row.pk),
    )
