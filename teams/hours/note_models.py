from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.private import PrivateRow
from teams.hours.models import QUARTERS
from teams.members.models import Membership


class HoursNote(PrivateRow, TenantModel):
    """The hours a member really gave in two weeks, for themselves; others see a team's total.

    When it was written is not kept.
    """

    membership = TenantForeignKey(Membership, models.CASCADE, related_name="hours_notes")
    number = models.PositiveSmallIntegerField()  # of the two weeks, from 1
    hours = models.DecimalField(_("hours in these two weeks"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("note of actual hours")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "membership", "number"], name="teams_hoursnote_once"
            ),
            models.CheckConstraint(
                condition=Q(QUARTERS, number__gte=1, hours__gte=0, hours__lte=120),
                name="teams_hoursnote_hours",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
