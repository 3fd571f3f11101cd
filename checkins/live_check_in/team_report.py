"""A team on stage: how it stands, what changed since the last check-in, and what it reports."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from checkins.models import Achievement, Ask, CheckIn, Impediment, Learning, Slot
from checkins.votes.counts import rounds_of
from core.grouping import grouped
from okrs.models import ConfidenceRound
from okrs.sets.versions import Changed, changed_between
from okrs.status import TeamStatus, team_statuses
from orgs.closed_days import zone

MODELS = {"achievement": Achievement, "learning": Learning, "impediment": Impediment}


@dataclass(frozen=True, kw_only=True)
class TeamNotes:
    """The notes of one team. Private impediments are never part of them.

    The first `asked` of the impediments are those a leader was asked about, answers first.
    """

    slot: Slot
    achievements: list[Achievement] = field(default_factory=list)
    learnings: list[Learning] = field(default_factory=list)
    impediments: list[Impediment] = field(default_factory=list)
    asked: int = 0

    @property
    def notes(self) -> list[Achievement | Learning | Impediment]:
        """Everything from the room: last asks and their answers, then the newest."""
        new: list[Any] = [*self.achievements, *self.learnings, *self.impediments[self.asked :]]
        new.sort(key=lambda row: row.at, reverse=True)
        return [*self.impediments[: self.asked], *new]


@dataclass(frozen=True, kw_only=True)
class TeamReport(TeamNotes):
    """What the room shows of one team: its notes, and how it stands."""

    status: TeamStatus
    since: date | None
    set_changes: list[Changed] = field(default_factory=list)
    counted: dict[int, ConfidenceRound] = field(default_factory=dict)


def previous_of(check_in: CheckIn) -> CheckIn | None:
    """The check-in of this cycle that ended last before this one began, whatever was planned."""
    return earlier_check_ins(check_in).first()


def earlier_check_ins(check_in: CheckIn) -> QuerySet[CheckIn]:
    """The check-ins of this cycle that took place before this one, the latest first."""
    past = CheckIn.objects.filter(cycle=check_in.cycle_id, state=CheckIn.State.HELD)
    earlier = past.filter(ended_at__lte=check_in.started_at or timezone.now())
    return earlier.exclude(pk=check_in.pk).order_by("-ended_at")


def report_of(slot: Slot) -> TeamReport:
    return reports_of(slot.check_in, [slot])[0]


def reports_of(check_in: CheckIn, slots: Iterable[Slot]) -> list[TeamReport]:
    """One report for each slot, in a constant number of queries."""
    rows = list(slots)
    since = _since(check_in)
    day = _day(since) if since else None
    statuses = team_statuses(
        [s.team for s in rows], _day(_until(check_in)), since=day or _first(check_in)
    )
    voted = rounds_of(check_in, [s.team_id for s in rows])
    counted = {row.key_result_id: row for row in voted if row.closed_at}
    changed = changed_between([s.team_id for s in rows], after=since, until=_until(check_in))
    notes = _notes_by_team(check_in, rows, since)
    return [
        TeamReport(
            slot=slot,
            status=statuses[slot.team_id],
            since=day,
            **notes[slot.team_id],
            set_changes=changed.get(slot.team_id, []),
            counted=counted,
        )
        for slot in rows
    ]


def notes_of_team(slot: Slot) -> TeamNotes:
    """The notes alone, for a page that only shows a new note."""
    notes = _notes_by_team(slot.check_in, [slot], _since(slot.check_in))
    return TeamNotes(slot=slot, **notes[slot.team_id])


def notes_of(slot: Slot, kind: str) -> list[Any]:
    """One column of them."""
    since = _since(slot.check_in)
    rows = list(_rows(MODELS[kind], slot.check_in, [slot], since))
    return _asked_first(rows, since)[0] if kind == "impediment" else rows


def _notes_by_team(
    check_in: CheckIn, slots: list[Slot], since: datetime | None
) -> dict[int, dict[str, Any]]:
    rows = {
        kind: grouped(_rows(model, check_in, slots, since), "team_id")
        for kind, model in MODELS.items()
    }
    teams = [slot.team_id for slot in slots]
    asks = {team: _asked_first(rows["impediment"][team], since) for team in teams}
    return {
        team: {
            "achievements": rows["achievement"][team],
            "learnings": rows["learning"][team],
            "impediments": asks[team][0],
            "asked": asks[team][1],
        }
        for team in teams
    }


def _since(check_in: CheckIn) -> datetime | None:
    before = previous_of(check_in)
    return before.ended_at if before else None


def _rows(model: Any, check_in: CheckIn, slots: list[Slot], since: datetime | None) -> Any:
    """What the teams wrote since the last check-in, and what they wrote for this one."""
    fresh = Q(at__lte=_until(check_in)) & (Q(at__gt=since) if since else Q())
    if model is Learning:
        fresh &= Q(share=True)
    if model is Impediment:
        still_open = Q(ended_at=None) | (Q(ended_at__gt=since) if since else Q())
        fresh = (fresh | still_open) & Q(private=False)
        ours = Q(slot__in=slots, private=False)
    else:
        ours = Q(slot__in=slots)
    over = [
        CheckIn.State.HELD,
        CheckIn.State.CANCELLED,
    ]  # notes written for these belong to this one now
    elsewhere = Q(slot=None) | Q(slot__check_in__state__in=over)
    teams = Q(team__in=[slot.team_id for slot in slots])
    rows = model.objects.filter(teams & ((fresh & elsewhere) | ours)).select_related("by")
    if model is Impediment:
        asks = Ask.objects.select_related("leader")
        return rows.filter(at__lte=_until(check_in)).prefetch_related(Prefetch("asks", asks))
    return rows


def _asked_first(rows: list[Impediment], since: datetime | None) -> tuple[list[Impediment], int]:
    """What was answered since last time, then what a leader was asked; and how many these are."""
    turns: tuple[list[Impediment], ...] = ([], [], [])
    for row in rows:
        asks = list(row.asks.all())
        moments = [ask.answered_at for ask in asks] + [row.ended_at]
        new = any(at and (since is None or at > since) for at in moments)
        turns[0 if new else 1 if asks else 2].append(row)
    answered, waiting, others = turns
    return [*answered, *waiting, *others], len(answered) + len(waiting)


def _until(check_in: CheckIn) -> datetime:
    return check_in.ended_at or timezone.now()


def _first(check_in: CheckIn) -> date:
    """Before the first check-in a change is counted from the first day of the cycle."""
    return check_in.cycle.starts_on


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, zone()).date()
