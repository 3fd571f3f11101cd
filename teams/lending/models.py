from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from themes.models import Cycle


class Thanks(TenantModel):
    """A sponsor's thank-you to a home leader for the people they lend to a theme in a cycle."""

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="thanks")
    leader = TenantForeignKey(Person, models.CASCADE, related_name="thanks")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("thank-you")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cycle", "leader"], name="teams_thanks_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by} → {self.leader}"
