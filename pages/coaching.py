"""A coach's teams at one look: what wants a talk, what comes next, and how long it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from checkins.models import CheckIn, Impediment
from core.forms.saving import saved
from core.grouping import grouped
from core.http import href
from okrs.status import KeyResultStatus, TeamStatus, team_statuses
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import can_say_coaching_hours, can_see_coaching
from teams.agreements.routine import next_meeting
from teams.coach_notes.forms import CoachingHoursForm
from teams.coaches.workload import USUAL_FROM, USUAL_TO, Load, current, loads
from teams.models import Coaching, Commitment, Team, WorkingAgreement
from themes.access import theme_roles
from themes.models import ThemeRole


@dataclass(frozen=True)
class Coached:
    """One team as its coach looks at it. Nothing is summed over teams, and nobody is counted."""

    coaching: Coaching
    status: TeamStatus
    impediments: list[Impediment]
    hours: list[Commitment]
    check_in: CheckIn | None
    meeting: datetime | None
    form: CoachingHoursForm

    @property
    def team(self) -> Team:
        return self.coaching.team

    @property
    def oldest(self) -> date:
        return timezone.localdate(min(row.at for row in self.impediments))

    @property
    def fell(self) -> list[KeyResultStatus]:
        """Key results of which the team is less sure than the time before."""
        return [row for row in self.status.key_results if row.confidence_fell]

    @property
    def late(self) -> list[KeyResultStatus]:
        return [row for row in self.status.key_results if row.late]

    @property
    def quiet(self) -> bool:
        return not (self.impediments or self.fell or self.late or self.hours)


@require_GET
@requires(can_see_coaching)
def coaching(request: OrgRequest) -> HttpResponse:
    return _page(request)


@require_POST
@requires(can_say_coaching_hours)
def coaching_hours(request: OrgRequest, coaching: Coaching) -> HttpResponse:
    """The coach says how many hours a week a team takes."""
    form = CoachingHoursForm(request.POST, auto_id=f"id_{coaching.pk}_%s")
    if not saved(form, coaching=coaching, by=request.person):
        return _page(request, refused={coaching.pk: form})
    messages.success(request, _("Saved."))
    return redirect(href("pages:coaching"))


def _page(request: OrgRequest, refused: dict[int, CoachingHoursForm] | None = None) -> HttpResponse:
    own = list(current().filter(coach=request.person))
    context = {
        "coached": coached(own, refused or {}),
        "loads": seen_loads(request.person),
        "usual_from": USUAL_FROM,
        "usual_to": USUAL_TO,
    }
    return render(request, "pages/coaching/coaching.html", context, status=422 if refused else 200)


def coached(coachings: Sequence[Coaching], refused: dict[int, CoachingHoursForm]) -> list[Coached]:
    """Read all teams at once: as many statements for one team as for ten."""
    teams, now = [coaching.team for coaching in coachings], timezone.now()
    statuses = team_statuses(teams, timezone.localdate(now))
    impediments = grouped(Impediment.objects.filter(team__in=teams, ended_at=None), "team_id")
    hours = grouped(_unconfirmed(teams), "membership.team_id")
    check_ins, meetings = _next_check_ins(teams), _next_meetings(teams, now)
    return [
        Coached(
            coaching,
            statuses[coaching.team_id],
            impediments.get(coaching.team_id, []),
            hours.get(coaching.team_id, []),
            check_ins.get(coaching.team.cycle_id),
            meetings.get(coaching.team_id),
            refused.get(coaching.pk) or CoachingHoursForm.about(coaching),
        )
        for coaching in coachings
    ]


def seen_loads(person: Person) -> list[Load]:
    """The coaches of one's themes, for an integration team; everybody else sees their own time."""
    integrates = [t for t, kind in theme_roles(person) if kind == ThemeRole.Kind.INTEGRATION]
    found = loads(current())
    return [
        load
        for load in found
        if load.coach == person or any(t.cycle.theme_id in integrates for t in load.teams)
    ]


def _unconfirmed(teams: Sequence[Team]) -> QuerySet[Commitment]:
    """Members whose hours are not agreed: who, and where it stands; never a leader's reason."""
    rows = Commitment.objects.current().exclude(state=Commitment.State.AGREED)
    people = rows.select_related("membership__person").order_by(
        "membership__team", "membership__person__sort_key"
    )
    found: QuerySet[Commitment] = people.filter(membership__team__in=teams)
    return found


def _next_check_ins(teams: Sequence[Team]) -> dict[int, CheckIn]:
    rows = CheckIn.objects.filter(cycle__in={team.cycle_id for team in teams})
    to_come = rows.filter(state__in=[CheckIn.State.PLANNED, CheckIn.State.LIVE])
    return {row.cycle_id: row for row in to_come.order_by("-starts_at")}


def _next_meetings(teams: Sequence[Team], now: datetime) -> dict[int, datetime]:
    rows = WorkingAgreement.objects.filter(team__in=teams).select_related("organisation", "team")
    return {row.team_id: next_meeting(row, now) for row in rows}
