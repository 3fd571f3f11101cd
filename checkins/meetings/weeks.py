"""The weeks of a team: when it planned to meet by its working agreement, and when it met."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from checkins.models import Achievement, Impediment, Learning, ProgressLine, TeamMeeting
from core.days import at_time
from orgs.closed_days import zone
from teams.models import Team, WorkingAgreement
from themes.models import Cycle

LINES = (ProgressLine, Learning, Impediment, Achievement)


@dataclass(frozen=True)
class Week:
    """A meeting of a week of the cycle, or the slot that was planned for it.

    States: `held`, `open` (opened, not closed), `writing` (a round runs), `missed` (planned or in
    writing, over, and nobody said anything) and `next` (to come).
    """

    number: int
    at: datetime
    state: str
    meeting: TeamMeeting | None = None


def weeks_of(team: Team, now: datetime) -> list[Week]:
    """The meetings so far, the planned ones that were missed, and the next; newest first."""
    met = defaultdict(list)
    meetings = TeamMeeting.objects.filter(team=team).select_related("round")
    for meeting in meetings.annotate(said=_said()):
        met[_week(team.cycle, meeting.starts_at)].append(meeting)
    slots = _planned(team, now)
    rows = [_missed_or_next(n, at, now) for n, at in slots.items() if n not in met]
    rows += [_met(n, meeting, now) for n, meetings in met.items() for meeting in meetings]
    return sorted(rows, key=lambda week: week.at, reverse=True)


def slot_of_this_week(team: Team, now: datetime) -> datetime:
    """The planned time of this week's meeting, unless that one is over: then now."""
    agreement = WorkingAgreement.objects.filter(team=team).first()
    planned = planned_slot(team.cycle, agreement, _week(team.cycle, now))
    past = TeamMeeting.objects.filter(team=team, starts_at=planned, held_at__isnull=False)
    if planned is None or past.exists():
        return now.replace(second=0, microsecond=0)
    return planned


def planned_slot(cycle: Cycle, agreement: WorkingAgreement | None, week: int) -> datetime | None:
    """When the team meets in a week of the cycle, by its agreement on its organisation's clock."""
    if agreement is None or week < 1:
        return None
    monday = cycle.week_starts_on(week)
    day = monday + timedelta(days=(agreement.weekday - monday.weekday()) % 7)
    return at_time(day, agreement.starts_at, zone())


def _planned(team: Team, now: datetime) -> dict[int, datetime]:
    """Week → slot, from the agreement's first yes up to the first slot that is still to come."""
    agreement = (
        WorkingAgreement.objects.filter(team=team).annotate(since=Min("confirmations__at")).first()
    )
    if agreement is None:
        return {}
    since = agreement.since or agreement.changed_at
    slots: dict[int, datetime] = {}
    for week in range(1, team.cycle.weeks + 1):
        at = planned_slot(team.cycle, agreement, week)
        if at is None or at < since:
            continue
        slots[week] = at
        if at > now:
            break
    return slots


def _missed_or_next(week: int, at: datetime, now: datetime) -> Week:
    """A meeting may still be opened on its day; after that the week is missed."""
    over = timezone.localtime(at, zone()).date() < timezone.localtime(now, zone()).date()
    return Week(week, at, "missed" if over else "next")


def _said() -> Q:
    """Whether anything was written in a meeting."""
    written = Q()
    for lines in LINES:
        written |= Q(Exists(lines.objects.filter(meeting=OuterRef("pk"))))
    return written


def _met(week: int, meeting: TeamMeeting, now: datetime) -> Week:
    return Week(week, meeting.starts_at, _state(meeting, now), meeting)


def _state(meeting: TeamMeeting, now: datetime) -> str:
    if meeting.held_at is not None:
        return "held"
    if meeting.over_at(now) is not None:
        return "held" if meeting.said else "missed"  # type: ignore[attr-defined]
    return "writing" if meeting.written else "open"


def _week(cycle: Cycle, moment: datetime) -> int:
    return cycle.week(timezone.localtime(moment, zone()).date())
