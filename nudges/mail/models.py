import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.outbox import IN_FLIGHT, PENDING, SETTLED, OutboxRow, State
from core.tenancy import TenantForeignKey, TenantModel
from nudges.registry import nudges
from orgs.models import Person

STOPPED = {
    State.FAILED: "The worker stopped each time it had this mail.",
    State.UNKNOWN: "The worker stopped while it handed this mail over; it may have arrived.",
}


class Message(OutboxRow):
    """One mail to one person, from the moment it is due until it has arrived.

    It tells one or several occasions. `dedupe_key` names the mail, such as somebody's mail of one
    morning: however many sweeps want it, there is one row. A row that was being handed over when
    its worker died is unknown: parked, counted, and shown; with `better_twice` it goes out again.
    """

    person = TenantForeignKey(Person, models.CASCADE, related_name="messages")
    dedupe_key = models.CharField(max_length=200)
    better_twice = models.BooleanField(default=False)
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    subject = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta(OutboxRow.Meta):
        verbose_name = _("message")
        ordering = ["-id"]
        constraints = [
            *OutboxRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "dedupe_key"], name="nudges_message_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_FLIGHT) | Q(lease_until__isnull=False),
                name="nudges_message_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False),
                name="nudges_message_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=PENDING),
                name="nudges_message_due",
            ),
            models.Index(
                fields=["organisation", "due_at"],
                condition=Q(state__in=SETTLED),
                name="nudges_message_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.dedupe_key

    @classmethod
    def begins_again(cls) -> Q:
        return super().begins_again() | Q(state=State.HANDING_OVER, better_twice=True)

    @classmethod
    def stopped(cls, state: State, now: datetime) -> dict[str, Any]:
        return {"reason": STOPPED[state]}

    @classmethod
    def begun_anew(cls) -> dict[str, Any]:
        return {"reason": ""}

    @property
    def kinds(self) -> str:
        """What administrators read: a subject may say what is somebody's own, such as a to-do."""
        told = {occasion.kind for occasion in self.occasions.all()}
        return ", ".join(str(nudge.name) for nudge in nudges if nudge.kind in told)


class Occasion(TenantModel):
    """One thing that a mail tells somebody: what opened, what is due on this day, what is late.

    `dedupe_key` names it: however many sweeps see it, it is told once.
    """

    message = TenantForeignKey(Message, models.CASCADE, related_name="occasions")
    person = TenantForeignKey(Person, models.CASCADE, related_name="occasions")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    moment = models.CharField(max_length=4)
    dedupe_key = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("occasion")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "dedupe_key"], name="nudges_occasion_once"
            ),
            models.CheckConstraint(
                condition=Q(moment__in=["open", "day", "late"]), name="nudges_occasion_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.dedupe_key
