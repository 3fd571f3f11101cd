"""A check-in at this moment: the clock, the order with the times to expect, who is on stage."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.clock import clock
from checkins.live_check_in.team_report import TeamReport, report_of
from checkins.live_check_in.timebox import slot_length, too_short
from checkins.models import CheckIn, Slot

SECOND = timedelta(seconds=1)
LOADED = ("team__cycle__theme", "presenter", "check_in__cycle__theme", "check_in__facilitator")


@dataclass(frozen=True)
class LiveCheckIn:
    """What clock and running order need; `slots` are in order, presenters and teams loaded."""

    check_in: CheckIn
    slots: list[Slot]
    at: datetime

    @cached_property
    def on_stage(self) -> Slot | None:
        return next((slot for slot in self.slots if slot.on_stage), None)

    @property
    def to_come(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.waiting]

    @property
    def last_spoken(self) -> Slot | None:
        """The team that left the stage last; it can be called once more."""
        done = [slot for slot in self.slots if slot.done]
        return max(done, key=lambda slot: (slot.ended_at, slot.position), default=None)

    @property
    def ready(self) -> int:
        return sum(1 for slot in self.slots if slot.prepared_at)

    @property
    def place(self) -> int:
        """Which one the team on stage is, counted from 1."""
        called = [slot for slot in self.slots if slot.done or slot.on_stage]
        return len(called)

    @cached_property
    def report(self) -> TeamReport | None:
        return report_of(self.on_stage) if self.on_stage else None

    @property
    def left(self) -> timedelta:
        return SECOND * (self.on_stage.left(self.at) if self.on_stage else 0)

    @property
    def seconds(self) -> int:
        return max(self.on_stage.length if self.on_stage else 0, 1)

    @property
    def drawing(self) -> SafeString:
        team = self.on_stage.team.name if self.on_stage else ""
        label = _("Time for %(team)s") % {"team": team}
        return clock(self.left, planned=SECOND * self.seconds, label=label)

    @property
    def short(self) -> bool:
        """Under five minutes a team are left for those to come: the end can be moved."""
        return bool(self.to_come) and too_short(self._share(self._free_at()))

    @cached_property
    def order(self) -> list[tuple[Slot, datetime | None]]:
        """Every slot, and for those to come about when it is their turn."""
        at, rows = self._free_at(), []
        length = self._share(at)
        for slot in self.slots:
            rows.append((slot, at if slot.waiting else None))
            at += length if slot.waiting else timedelta(0)
        return rows

    @property
    def wrap_up_at(self) -> datetime:
        at = self._free_at()
        return at + self._share(at) * len(self.to_come)

    def _free_at(self) -> datetime:
        """When the stage is free for the next team."""
        return max(self.at, self.at + self.left) if self.check_in.live else self.check_in.starts_at

    def _share(self, at: datetime) -> timedelta:
        planned = timedelta(minutes=self.check_in.slot_minutes)
        if not self.to_come or self.check_in.ends_at is None:
            return planned
        return slot_length(
            planned=planned,
            remaining_teams=len(self.to_come),
            now=at,
            ends_at=self.check_in.ends_at,
        )


def live_check_in(check_in: CheckIn) -> LiveCheckIn:
    """Read in one query, with a check-in of the same moment; one without teams is as it was."""
    slots = Slot.objects.filter(check_in=check_in).order_by("position", "id")
    rows = list(slots.select_related(*LOADED))
    return LiveCheckIn(rows[0].check_in if rows else check_in, rows, timezone.now())
