"""The weekly meeting: the list of weeks, the page of one meeting, its quick lines and its end."""

from collections.abc import Iterable
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
from checkins.actions.meetings import meeting_open
from checkins.columns import Column, columns
from checkins.forms.notes import MeetingForm, NoteForm
from checkins.models import Ask, Impediment, TeamMeeting
from checkins.routine import weeks_of
from okrs.models import ToDo
from okrs.standing import team_standing
from orgs.forms.saving import saved
from orgs.http import OrgRequest, href, requires
from orgs.models import Person
from teams.access import can_work_in
from teams.models import Team, WorkingAgreement
from teams.time_given import not_agreed


@require_GET
@requires(can_see_meetings)
def meeting_list(request: OrgRequest, team: Team) -> HttpResponse:
    context = {
        "team": team,
        "weeks": weeks_of(team, timezone.now()),
        "agreement": WorkingAgreement.objects.filter(team=team).first(),
        "works_here": can_work_in(request.person, team),
    }
    return render(request, "checkins/meeting_list.html", context)


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
    return _page(request, meeting)


@require_POST
@requires(can_work_at_meeting)
def meeting_note(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    """Add one line; by htmx the column comes back with an empty line that has the focus."""
    form = NoteForm(request.POST)
    row = saved(form, team=meeting.team, by=request.person, meeting=meeting)
    if request.htmx:
        return answer_column(
            request, _columns(request.person, meeting, form if row is None else None)
        )
    if row is None:
        return _page(request, meeting, bound=form, status=422)
    return redirect(href("checkins:meeting_detail", meeting=meeting.pk) + f"#{form.data['kind']}")


@require_POST
@requires(can_work_at_meeting)
def meeting_end(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    """Keep the notes, and close the meeting if that was pressed."""
    form = MeetingForm(request.POST, meeting=meeting)
    close = "close" in request.POST
    if saved(form, by=request.person, close=close) is None:
        return _page(request, meeting, form=form, status=422)
    if not close:
        messages.success(request, _("The notes are kept."))
        return redirect(href("checkins:meeting_detail", meeting=meeting.pk))
    messages.success(request, _("The meeting is over. Its notes are kept."))
    return redirect(href("checkins:meeting_list", team=meeting.team_id))


def answer_column(request: OrgRequest, found: list[Column]) -> HttpResponse:
    """The one column that was written in, with what is wrong or with an empty line."""
    kind = request.POST.get("kind", "")
    column = next((c for c in found if c.kind == kind), found[0])
    context = {"column": column, "focus": True}
    status = 422 if column.error else 200
    return render(request, "checkins/_column.html", context, status=status)


def _page(
    request: OrgRequest,
    meeting: TeamMeeting,
    *,
    bound: NoteForm | None = None,
    form: MeetingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    team, works_here = meeting.team, can_work_in(request.person, meeting.team)
    earlier = TeamMeeting.objects.filter(team=team, starts_at__lt=meeting.starts_at).last()
    context = {
        "meeting": meeting,
        "team": team,
        "earlier": earlier,
        "works_here": works_here,
        "writes": works_here and meeting.held_at is None,
        "standing": team_standing(team, timezone.localdate(meeting.held_at)),
        "to_dos": [] if meeting.held_at else _to_dos(team, earlier),
        "columns": _columns(request.person, meeting, bound),
        "not_agreed": [] if earlier or meeting.held_at else not_agreed(team),
        "form": form or MeetingForm(meeting=meeting),
    }
    if works_here:
        context["attended"] = [a.person for a in meeting.attendances.select_related("person")]
    return render(request, "checkins/meeting_detail.html", context, status=status)


def _to_dos(team: Team, earlier: TeamMeeting | None) -> list[ToDo]:
    """What was given out: everything open, and what was done since the last meeting."""
    since = Q(done_at__gt=earlier.starts_at) if earlier else Q(done_at__isnull=False)
    rows = ToDo.objects.filter(Q(team=team) & (Q(done_at=None) | since))
    return list(rows.select_related("owner", "initiative").order_by("done_at", "due_on", "id"))


def _columns(person: Person, meeting: TeamMeeting, bound: Any = None) -> list[Column]:
    """The notes of this meeting, and every impediment that was open when it was held."""
    open_then = Q(ended_at=None) | Q(ended_at__gt=meeting.starts_at)
    before = Q(at__lte=meeting.held_at) if meeting.held_at else Q()
    asks = Prefetch("asks", Ask.objects.select_related("leader"))
    impediments = seen_impediments(person, meeting.team).filter(
        Q(meeting=meeting) | (open_then & before)
    )
    return columns(
        list(meeting.achievements.select_related("by")),
        list(meeting.learnings.select_related("by")),
        _newest(impediments.select_related("by").prefetch_related(asks)),
        url=_add_url(person, meeting),
        bound=bound,
    )


def _newest(rows: Iterable[Impediment]) -> list[Impediment]:
    return sorted(rows, key=lambda row: (row.state in Impediment.ENDED, -row.pk))


def _add_url(person: Person, meeting: TeamMeeting) -> str:
    if meeting.held_at is not None or not can_work_in(person, meeting.team):
        return ""
    return href("checkins:meeting_note", meeting=meeting.pk)
