import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel


class Message(TenantModel):
    """One mail that a nudge sends to one person, from the moment it is due until it has arrived.

    `dedupe_key` names the occasion: however many sweeps see it, there is one row. A row that was
    being handed over when its worker died is unknown: parked, counted, and shown.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being prepared")
        HANDING_OVER = "handing_over", _("being handed over")
        SENT = "sent", _("sent")
        UNKNOWN = "unknown", _("perhaps sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("no longer needed")

    person = TenantForeignKey(Person, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    dedupe_key = models.CharField(max_length=200)
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
    stale_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    subject = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "dedupe_key"], name="nudges_message_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "waiting", "claimed", "handing_over", "sent",
                        "unknown", "failed", "dropped",
                    ]
                ),
                name="nudges_message_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["claimed", "handing_over"]) | Q(lease_until__isnull=False),
                name="nudges_message_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="nudges_message_sent"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["waiting", "claimed", "handing_over"]),
                name="nudges_message_due",
            )
        ]

    def __str__(self) -> str:
        return self.dedupe_key
