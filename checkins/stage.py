"""A team on stage: how it stands, what changed since the last check-in, and what it reports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from checkins.models import Achievement, Ask, CheckIn, Impediment, Learning, Slot
from checkins.votes import rounds_of
from okrs.models import ConfidenceRound
from okrs.standing import TeamStanding, team_standings
from okrs.versions import Changed, changed_between
from orgs.closed_days import zone


@dataclass(frozen=True)
class Scene:
    """What the room shows of one team. Private impediments are never part of it."""

    slot: Slot
    standing: TeamStanding
    since: date | None
    achievements: list[Achievement] = field(default_factory=list)
    learnings: list[Learning] = field(default_factory=list)
    impediments: list[Impediment] = field(default_factory=list)
    set_changes: list[Changed] = field(default_factory=list)
    counted: dict[int, ConfidenceRound] = field(default_factory=dict)

    @property
    def notes(self) -> list[Achievement | Learning | Impediment]:
        """Everything from the room, newest first."""
        rows: list[Any] = [*self.achievements, *self.learnings, *self.impediments]
        return sorted(rows, key=lambda row: row.at, reverse=True)


def previous_of(check_in: CheckIn) -> CheckIn | None:
    """The check-in of this cycle that was held before."""
    held = CheckIn.objects.filter(cycle=check_in.cycle_id, state=CheckIn.State.HELD)
    earlier = held.exclude(pk=check_in.pk).filter(starts_at__lt=check_in.starts_at)
    found: CheckIn | None = earlier.order_by("-starts_at").first()
    return found


def scene(slot: Slot) -> Scene:
    return scenes(slot.check_in, [slot])[0]


def scenes(check_in: CheckIn, slots: Iterable[Slot]) -> list[Scene]:
    """The teams of these slots, in a constant number of queries."""
    rows = list(slots)
    before = previous_of(check_in)
    since = before.ended_at if before else None
    day = _day(since) if since else None
    standings = team_standings(
        [s.team for s in rows], _day(_until(check_in)), since=day or _first(check_in)
    )
    voted = rounds_of(check_in, [s.team_id for s in rows])
    counted = {row.key_result_id: row for row in voted if row.closed_at}
    changed = changed_between([s.team_id for s in rows], after=since, until=_until(check_in))
    said = {
        model: _by_team(_said(model, check_in, rows, since))
        for model in (Achievement, Learning, Impediment)
    }
    return [
        Scene(
            slot=slot,
            standing=standings[slot.team_id],
            since=day,
            achievements=said[Achievement][slot.team_id],
            learnings=said[Learning][slot.team_id],
            impediments=_answers_first(said[Impediment][slot.team_id], since),
            set_changes=changed.get(slot.team_id, []),
            counted=counted,
        )
        for slot in rows
    ]


def _said(model: Any, check_in: CheckIn, slots: list[Slot], since: datetime | None) -> Any:
    """What the teams reported since the last check-in, and what belongs to this one anyway."""
    fresh = Q(at__lte=_until(check_in)) & (Q(at__gt=since) if since else Q())
    if model is Learning:
        fresh &= Q(share=True)
    if model is Impediment:
        still_open = Q(ended_at=None) | (Q(ended_at__gt=since) if since else Q())
        fresh = (fresh | still_open) & Q(private=False)
        ours = Q(slot__in=slots, private=False)
    else:
        ours = Q(slot__in=slots)
    elsewhere = Q(slot=None) | Q(slot__check_in=check_in)
    teams = Q(team__in=[slot.team_id for slot in slots])
    rows = model.objects.filter(teams & ((fresh & elsewhere) | ours)).select_related("by")
    if model is Impediment:
        asks = Ask.objects.select_related("leader")
        return rows.filter(at__lte=_until(check_in)).prefetch_related(Prefetch("asks", asks))
    return rows


def _answers_first(impediments: list[Impediment], since: datetime | None) -> list[Impediment]:
    """Asks of last time with their answers come first, then what is new."""

    def answered(row: Impediment) -> bool:
        moments = [ask.answered_at for ask in row.asks.all()] + [row.ended_at]
        return any(at and (since is None or at > since) for at in moments)

    return sorted(impediments, key=lambda row: not answered(row))


def _by_team(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.team_id].append(row)
    return found


def _until(check_in: CheckIn) -> datetime:
    return check_in.ended_at or timezone.now()


def _first(check_in: CheckIn) -> date:
    """Before the first check-in a change is counted from the first day of the cycle."""
    return check_in.cycle.starts_on


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, zone()).date()
