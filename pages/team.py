"""A team's page: what it aims at, where it stands, what it tries, who is in and how they work."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from checkins.access import can_see_impediments, can_see_meetings
from checkins.models import CheckIn
from okrs.initiatives.overview import initiatives_overview
from okrs.status import KeyResultStatus, TeamStatus, team_status
from okrs.workshop.state import way_in
from orgs.http import OrgRequest, requires
from orgs.models import Person
from pages.my_work.first_day import first_steps
from reviews.access import can_keep_practices, can_see_health, finds_pulse
from teams.access import (
    agreement_for,
    can_note_team,
    can_see_hours,
    can_see_prepared,
    can_see_team,
    can_work_in,
    is_member,
    seen_coach_notes,
)
from teams.agreements.routine import next_moderator
from teams.hours.cost import Cost, cost_so_far
from teams.hours.rough_sums import cost_for, hours_for
from teams.models import Commitment, Membership, Offer, Team, WorkingAgreement
from teams.sessions.preparation import missing_sessions, preparation
from themes.models import Cycle


@require_GET
@requires(can_see_team)
def team_detail(request: OrgRequest, team: Team) -> HttpResponse:
    prefetch_related_objects([team], "cycle__theme", "focus_area")
    today = timezone.localdate()
    status = team_status(team, today, since=_last_check_in(team.cycle))
    members = _members(team)
    works_here = can_work_in(request.person, team)
    may_work = works_here and not team.cycle.frozen
    together = _together(team, members, request.person)
    context = {
        "team": team,
        "cycle": team.cycle,
        "status": status,
        "week": team.cycle.week(today),
        "hours": hours_for(request.person, [team]).by_team[team.pk],
        "cost": _cost(team, request.person, today),
        "works_here": works_here,
        "may_work": may_work,
        "may_measure": may_work and status.agreed,
        "sees_meetings": can_see_meetings(request.person, team),
        "sees_impediments": can_see_impediments(request.person, team),
        "sees_retrospective": can_keep_practices(request.person, team),
        "reads_pulse": finds_pulse(request.person, team.cycle),
        "sees_health": can_see_health(request.person, team),
        "telling": _telling(status),
        **_people(members, request.person),
        **_coach_notes(team, request.person),
        **_start(members, request.person, status, together["agreement"]),
        **initiatives_overview(team, by=request.person, may_work=may_work),
        **together,
        **_prepared(team, request.person),
        **way_in(request.person, team, agreed=status.agreed),
    }
    return render(request, "pages/team/detail.html", context)


def _cost(team: Team, reader: Person, today: date) -> Cost | None:
    return cost_for(reader, [team], cost_so_far([team], today)).by_team[team.pk]


def _last_check_in(cycle: Cycle) -> date | None:
    """The day of the last check-in that was held: changes are counted from there."""
    held = cycle.check_ins.filter(state=CheckIn.State.HELD).last()
    return timezone.localdate(held.starts_at) if held else None


def _members(team: Team) -> list[Membership]:
    """Who speaks for the team first, then by name."""
    rows = Membership.objects.current().with_people().select_related("acceptance", "team__cycle")
    rows = rows.filter(team=team)
    return list(rows.order_by("-speaks", "person__sort_key"))


def _telling(status: TeamStatus) -> KeyResultStatus | None:
    """The key result whose chart says most: the one furthest behind that has a forecast."""
    drawn = [s for s in status.key_results if len(s.points) > 1]
    if not drawn:
        return None
    return min(drawn, key=lambda s: (s.forecast is None, s.pace.points if s.pace else 0))


@dataclass(frozen=True)
class Seat:
    """Somebody in the team, and their hours for those whom they concern."""

    person: Person
    commitment: Commitment | None


def _people(members: list[Membership], viewer: Person) -> dict[str, Any]:
    return {
        "members": [
            Seat(m.person, m.commitment if can_see_hours(viewer, m) else None) for m in members
        ],
        "representative": next((m.person for m in members if m.speaks), None),
        "all_volunteered": all(m.way == Offer.Way.VOLUNTEERED for m in members),
    }


def _coach_notes(team: Team, person: Person) -> dict[str, bool]:
    """The way to a coach's notes, for the coach and for the team that has some."""
    if can_note_team(person, team):
        return {"coaches": True}
    return {"coach_shares": seen_coach_notes(person, team).exists()}


def _start(
    members: list[Membership],
    person: Person,
    status: TeamStatus,
    agreement: WorkingAgreement | None,
) -> dict[str, Any]:
    """Why the team exists, and what a newcomer has before them."""
    focus = status.team.cycle.theme.focuses.first()
    own = next((m for m in members if m.person_id == person.pk), None)
    steps = first_steps(own, status, focus=focus, agreement=agreement, now=timezone.now())
    return {"focus": focus, "own": own, "first_steps": steps}


def _prepared(team: Team, person: Person) -> dict[str, Any]:
    """A member sees their own sessions; coach and integration team see who missed one (F1)."""
    found: dict[str, Any] = {}
    if team.cycle.frozen:
        return found
    if is_member(person, team):
        own = preparation(person, team.cycle, timezone.now())
        found["preparation"] = [] if all(part.been for part in own) else own
    if can_see_prepared(person, team):
        found["missing"] = missing_sessions(team)
    return found


def _together(team: Team, members: list[Membership], viewer: Person) -> dict[str, Any]:
    found = team.agreements.select_related("organisation", "team__cycle__theme").first()
    agreement = agreement_for(viewer, found) if found else None
    people = [member.person for member in members]
    coaching = team.coachings.filter(until=None).select_related("coach").first()
    return {
        "agreement": agreement,
        "moderator": next_moderator(agreement, people, timezone.now()) if agreement else None,
        "confirmed": (
            agreement.confirmations.filter(version=agreement.version, person__in=people).count()
            if agreement
            else 0
        ),
        "coach": coaching.coach if coaching else None,
    }
