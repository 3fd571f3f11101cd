from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.outbox import IN_FLIGHT, PENDING, SETTLED, OutboxRow, State
from core.sealing import keys
from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from themes.theme.models import Theme

SEALED_FOR = "sunhand.chat"


class ChatChannel(TenantModel):
    """Where a theme tells its news: the address of an incoming webhook of a chat.

    Whoever has the address can write there, so it is a secret: sealed here, and shown masked.
    """

    class Kind(models.TextChoices):
        SLACK = "slack", "Slack"
        TEAMS = "teams", "Microsoft Teams"

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="chat_channels")
    kind = models.CharField(_("chat"), max_length=5, choices=Kind)
    sealed = models.TextField(editable=False)
    masked = models.CharField(max_length=300, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    connected_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    connected_at = models.DateTimeField()

    class Meta:
        verbose_name = _("chat")
        ordering = ["theme", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme", "kind"], name="themes_chatchannel_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["slack", "teams"]), name="themes_chatchannel_kind"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def audit_label(self) -> str:
        return f"{self.theme}: {self}"

    def seal(self, address: str) -> None:
        self.sealed = keys(SEALED_FOR).encrypt(address.encode()).decode()

    def unseal(self) -> str:
        """Raises `cryptography.fernet.InvalidToken` where the server's secret has changed."""
        return keys(SEALED_FOR).decrypt(self.sealed.encode()).decode()


class ChatPost(OutboxRow):
    """One message to a chat, from the moment it is due until it is there or has failed.

    `dedupe_key` names the occasion, so that it is told once however often it is looked for. One
    that was being handed over when its worker died is unknown: parked, and shown.
    """

    class Problem(models.TextChoices):
        AWAY = "away", _("The chat does not answer.")
        BUSY = "busy", _("The chat asks us to come back later.")
        BROKEN = "broken", _("The chat has a fault of its own.")
        REFUSED = "refused", _("The chat refuses it. Make a new address there and connect it here.")
        MOVED = "moved", _("The address leads on to another one. Connect that one.")
        PRIVATE = (
            "private",
            _("The address leads into a private network. Whoever operates this site can allow it."),
        )
        LOST = "lost", _("The connection broke on the way. It may have arrived.")
        STOPPED = "stopped", _("We were interrupted on the way. It may have arrived.")
        SEALED = "sealed", _("The server's secret has changed. Connect the chat again.")
        OVER = "over", _("It was no longer news when it was due.")

    channel = TenantForeignKey(ChatChannel, models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    dedupe_key = models.CharField(max_length=150)
    settled_at = models.DateTimeField(null=True)
    title = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=8, choices=Problem, blank=True)
    detail = models.CharField(max_length=200, blank=True)

    class Meta(OutboxRow.Meta):
        verbose_name = _("message to a chat")
        ordering = ["-id"]
        constraints = [
            *OutboxRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "channel", "dedupe_key"], name="themes_chatpost_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=IN_FLIGHT, lease_until__isnull=False)
                | ~Q(state__in=IN_FLIGHT) & Q(lease_until=None),
                name="themes_chatpost_lease",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_at__isnull=False)
                | Q(state__in=PENDING, settled_at=None),
                name="themes_chatpost_settled",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "due_at"],
                condition=Q(state__in=PENDING),
                name="themes_chatpost_due",
            )
        ]

    def __str__(self) -> str:
        return self.dedupe_key

    @property
    def pending(self) -> bool:
        return self.settled_at is None

    @classmethod
    def stopped(cls, state: State, now: datetime) -> dict[str, Any]:
        return {"settled_at": now, "problem": cls.Problem.STOPPED}

    @classmethod
    def begun_anew(cls) -> dict[str, Any]:
        return {"settled_at": None, "problem": "", "detail": ""}

    def settle(self, state: str, problem: str, detail: str, now: datetime) -> None:
        """Where it ended."""
        self.state, self.problem, self.detail = state, problem, detail[:200]
        self.lease_until, self.settled_at = None, now
        self.save()

    def wait(self, problem: str, detail: str, until: datetime) -> None:
        """It has not been sent for sure, and is tried again."""
        self.state, self.problem, self.detail = State.WAITING, problem, detail[:200]
        self.lease_until, self.due_at = None, until
        self.save()
