from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.people.models import Person

# What opens somebody else's words to a person; whoever it concerns is told (nudges.rights).
RIGHTS = ["role.give", "role.take", "person.edit", "level.edit"]


class AuditEvent(TenantModel):
    """Who did what to which thing and when; written by the action itself, never changed."""

    actor = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=80)
    label = models.CharField(max_length=200, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("audit event")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["organisation", "about"], name="orgs_auditevent_about"),
            models.Index(
                fields=["organisation", "at"],
                name="orgs_auditevent_rights",
                condition=models.Q(verb__in=RIGHTS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"
