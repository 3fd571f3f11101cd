"""Rows that are handed over to somebody outside, each once: mails, posts to chats.

A row moves waiting → claimed → handing over → sent. A lease that ran out tells that a worker
died: what was claimed waits again; what was being handed over is unknown, because it may have
arrived, and stays parked until somebody sends it again.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantModel, tenant_manager

LEASE = timedelta(minutes=5)  # longer than a task may run, shorter than the broker's redelivery
MOST_ATTEMPTS = 8


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    CLAIMED = "claimed", _("being prepared")
    HANDING_OVER = "handing_over", _("being handed over")
    SENT = "sent", _("sent")
    UNKNOWN = "unknown", _("perhaps sent")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("no longer needed")


IN_FLIGHT = (State.CLAIMED, State.HANDING_OVER)
PENDING = (State.WAITING, *IN_FLIGHT)
SETTLED = (State.SENT, State.UNKNOWN, State.FAILED, State.DROPPED)
MAY_GO_AGAIN = (State.FAILED, State.UNKNOWN)

Row = TypeVar("Row", bound="OutboxRow")


def lease_from(now: datetime) -> datetime:
    return now + LEASE


class OutboxQuerySet(models.QuerySet[Row]):
    def due(self, now: datetime) -> "OutboxQuerySet[Row]":
        return self.filter(state=State.WAITING, due_at__lte=now)

    def claim(self, now: datetime) -> datetime:
        """Of rows that are locked, others skip them; says until when they are ours."""
        until = lease_from(now)
        self.update(state=State.CLAIMED, lease_until=until, attempts=F("attempts") + 1)
        return until

    def give_back(self, lease_until: datetime) -> int:
        """What nobody has begun to hand over waits again; that was no attempt."""
        ours = self.filter(state=State.CLAIMED, lease_until=lease_until)
        return ours.update(state=State.WAITING, lease_until=None, attempts=F("attempts") - 1)

    def release(self, now: datetime) -> None:
        """Give back what a dead worker held, or park it when it may have been sent.

        A lease longer than there are any was given by a clock that was wrong.
        """
        wrong_clock = Q(lease_until__gt=now + 2 * LEASE)
        ran_out = self.filter(Q(lease_until__lt=now) | wrong_clock)
        again = ran_out.filter(self.model.begins_again())
        again.filter(attempts__gte=MOST_ATTEMPTS).stop(State.FAILED, now)
        again.update(state=State.WAITING, lease_until=None)
        ran_out.filter(state=State.HANDING_OVER).stop(State.UNKNOWN, now)

    def stop(self, state: State, now: datetime) -> int:
        return self.update(state=state, lease_until=None, **self.model.stopped(state, now))


class OutboxRow(TenantModel):
    """What is to be handed over. Its `dedupe_key` names it, however often it is written."""

    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    objects: ClassVar[Any] = tenant_manager(OutboxQuerySet)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="%(app_label)s_%(class)s_state"
            )
        ]

    @property
    def may_go_again(self) -> bool:
        return self.state in MAY_GO_AGAIN

    def send_again(self) -> bool:
        """Somebody's decision for what failed or is unknown; False for any other state."""
        ours = type(self).objects.filter(pk=self.pk, state__in=MAY_GO_AGAIN)
        anew = {"state": State.WAITING, "due_at": timezone.now(), "attempts": 0}
        return bool(ours.update(**anew, **self.begun_anew()))

    @classmethod
    def begins_again(cls) -> Q:
        """Which rows of a dead worker wait again."""
        return Q(state=State.CLAIMED)

    @classmethod
    def stopped(cls, state: State, now: datetime) -> dict[str, Any]:
        """What else is written down of a row that a dead worker leaves in this state."""
        raise NotImplementedError

    @classmethod
    def begun_anew(cls) -> dict[str, Any]:
        """What is forgotten of a row that is sent again."""
        raise NotImplementedError
