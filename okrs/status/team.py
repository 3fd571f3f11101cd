from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from okrs.models import Objective, OKRSet
from okrs.status import shared
from okrs.status.key_result import KeyResultStatus
from okrs.status.progress import Pace, objective_progress, pace, weakest
from teams.models import Team


@dataclass(frozen=True)
class ObjectiveStatus:
    """One objective: the mean of what its key results contribute, and the weakest confidence."""

    objective: Objective
    key_results: list[KeyResultStatus]

    @property
    def progress(self) -> Decimal | None:
        return objective_progress(s.raw for s in self.key_results)

    @property
    def confidence(self) -> str:
        return weakest(s.confidence for s in self.key_results) or ""


@dataclass(frozen=True)
class TeamStatus:
    """One team on a day. There is no figure over several teams, here or anywhere."""

    team: Team
    okr_set: OKRSet | None
    objectives: list[ObjectiveStatus]
    today: date

    @cached_property
    def key_results(self) -> list[KeyResultStatus]:
        return [s for objective in self.objectives for s in objective.key_results]

    @cached_property
    def progress(self) -> Decimal | None:
        return objective_progress(s.raw for s in self.key_results)

    @property
    def change(self) -> Decimal | None:
        """What the key results that were known then and now contribute more, on the average.

        A key result with its first value is no change, or it would pull the others up or down.
        """
        known = [s for s in self.key_results if s.change is not None]
        now = objective_progress(s.raw for s in known)
        return shared.difference(now, objective_progress(s.raw_before for s in known))

    @cached_property
    def elapsed(self) -> Decimal | None:
        return shared.elapsed(self.team.cycle, self.today)

    @cached_property
    def pace(self) -> Pace | None:
        cycle = self.team.cycle
        return pace(
            self.progress, starts_on=cycle.starts_on, ends_on=cycle.ends_on, today=self.today
        )

    @property
    def confidence(self) -> str:
        return weakest(s.confidence for s in self.key_results) or ""

    @property
    def confidence_before(self) -> str:
        return weakest(s.confidence_before for s in self.key_results) or ""

    @property
    def disagreement(self) -> str:
        return shared.disagreement(self.pace, self.confidence)

    @property
    def disagrees(self) -> bool:
        return bool(self.disagreement)

    @property
    def agreed(self) -> bool:
        return self.okr_set is not None and self.okr_set.state == OKRSet.State.AGREED

    @property
    def measured_on(self) -> date | None:
        return max((s.latest.measured_on for s in self.key_results if s.latest), default=None)
