import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from nudges.registry import nudges
from orgs.models import Person


class Message(TenantModel):
    """One mail to one person, from the moment it is due until it has arrived.

    It tells one or several occasions. `dedupe_key` names the mail, such as somebody's mail of one
    morning: however many sweeps want it, there is one row. A row that was being handed over when
    its worker died is unknown: parked, counted, and shown; with `better_twice` it goes out again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being prepared")
        HANDING_OVER = "handing_over", _("being handed over")
        SENT = "sent", _("sent")
        UNKNOWN = "unknown", _("perhaps sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("no longer needed")

    SETTLED = (State.SENT, State.UNKNOWN, State.FAILED, State.DROPPED)

    person = TenantForeignKey(Person, models.CASCADE, related_name="messages")
    dedupe_key = models.CharField(max_length=200)
    better_twice = models.BooleanField(default=False)
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    due_at = models.DateTimeField()
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
                        "waiting",
                        "claimed",
                        "handing_over",
                        "sent",
                        "unknown",
                        "failed",
                        "dropped",
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
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["waiting", "claimed", "handing_over"]),
                name="nudges_message_due",
            ),
            models.Index(
                fields=["organisation", "due_at"],
                condition=Q(state__in=["sent", "unknown", "failed", "dropped"]),
                name="nudges_message_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.dedupe_key

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
