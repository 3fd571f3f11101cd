"""What became of the impediments of a cycle, in figures: over all teams, and about nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.db.models import Prefetch

from checkins.models import Ask, Impediment
from orgs.closed_days import countries_of, working_days
from teams.models import Team
from themes.models import Cycle

State = Impediment.State


@dataclass(frozen=True)
class Kind:
    """Impediments that wanted one thing: how many were raised, and how many resolved."""

    label: str
    opened: int
    resolved: int


@dataclass(frozen=True)
class ImpedimentStats:
    """The figures. `median_days` are working days until resolved; `share` is of those asked."""

    opened: int
    resolved: int
    unsolved: int
    median_days: Decimal | None
    asked: int
    escalated: int
    kinds: Sequence[Kind]

    @property
    def waiting(self) -> int:
        return self.opened - self.resolved - self.unsolved

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.escalated) / self.asked if self.asked else None


def impediment_stats(cycle: Cycle, *, team: Team | None = None) -> ImpedimentStats:
    """Of all teams or of one. Private impediments count in the totals and nowhere else."""
    of = {"team": team} if team else {"team__cycle": cycle}
    rows = list(
        Impediment.objects.filter(**of)
        .select_related("owner__site", "by__site")
        .prefetch_related(Prefetch("asks", Ask.objects.only("impediment_id", "answer")))
    )
    answers = [{ask.answer for ask in row.asks.all()} for row in rows]
    days = [_days(row) for row in rows if row.state == State.RESOLVED]
    return ImpedimentStats(
        opened=len(rows),
        resolved=len(days),
        unsolved=sum(row.state == State.UNSOLVED for row in rows),
        median_days=Decimal(str(median(days))) if days else None,
        asked=sum(bool(given) for given in answers),
        escalated=sum(Ask.Answer.ESCALATED in given for given in answers),
        kinds=_kinds([row for row in rows if not row.private]),
    )


def _days(row: Impediment) -> int:
    """By the calendar of who helped, or else of who raised it."""
    if row.ended_at is None:
        raise ValueError("Only what has ended took a number of days.")
    return working_days(row.at, row.ended_at, countries_of(row.owner or row.by))


def _kinds(rows: Iterable[Impediment]) -> list[Kind]:
    """In the order the categories have, what wanted nothing named last."""
    found = list(rows)
    names = [*Impediment.Category, ""]
    by_name = [(name, [row for row in found if row.category == name]) for name in names]
    return [
        Kind(
            str(Impediment.Category(name).label) if name else "",
            len(same),
            sum(row.state == State.RESOLVED for row in same),
        )
        for name, same in by_name
        if same
    ]
