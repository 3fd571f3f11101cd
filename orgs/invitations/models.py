import hashlib
import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, tenant_manager
from orgs.people.models import Person


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither accepted nor taken back; some may have run out."""
        return self.filter(accepted_at=None, revoked_at=None)

    def valid(self, now: datetime) -> "InvitationQuerySet":
        return self.open().filter(expires_at__gt=now)


class Invitation(TenantModel):
    """The organisation asks somebody on its roster to come in; whoever owns the address may.

    The token is in the mail alone. The row keeps its digest, and a seed out of which only the
    server's secret makes the token once more, for each mail.
    """

    person = TenantForeignKey(Person, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, editable=False)
    invited_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True)
    mails = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = tenant_manager(InvitationQuerySet)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "token_hash"], name="orgs_invitation_token"
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                name="orgs_invitation_one_open",
                condition=Q(accepted_at=None, revoked_at=None),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="orgs_invitation_one_end"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def token(self) -> str:
        """What the mail's link carries: the organisation's number and the secret."""
        secret = salted_hmac("sunhand.invitation", str(self.seed), algorithm="sha256").hexdigest()
        return f"{self.organisation_id}-{secret}"

    def ran_out(self, now: datetime) -> bool:
        return self.expires_at <= now


def digest(token: str) -> str:
    """What the row keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
