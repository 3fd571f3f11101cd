from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkins.series.models import CheckIn
from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from orgs.models import Person

OPEN_FOR = timedelta(hours=24)


class Minutes(TenantModel):
    """What a check-in brought, made in one step when it ends: values, changes, learnings, asks.

    For 24 hours they can be corrected, or the check-in opened again; each change is kept.
    """

    check_in = TenantOneToOneField(CheckIn, models.CASCADE, related_name="minutes")
    content = models.JSONField()
    markdown = models.TextField()
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("minutes")

    def __str__(self) -> str:
        return str(self.check_in_id)

    @property
    def open_until(self) -> datetime | None:
        """Until when they can be corrected; `None` while the check-in runs again."""
        ended_at = self.check_in.ended_at
        return ended_at + OPEN_FOR if self.check_in.took_place and ended_at else None

    def open(self, now: datetime) -> bool:
        return self.open_until is not None and now < self.open_until


class MinutesChange(TenantModel):
    """What was changed in minutes after they were made: as it was, as it is, by whom and when."""

    class What(models.TextChoices):
        KEY_RESULTS = "key_results", _("Key results")
        ACHIEVEMENTS = "achievements", _("Achievements")
        LEARNINGS = "learnings", _("Learnings")
        ASKS = "asks", _("Impediments and asks")
        DECISIONS = "decisions", _("Decisions")
        REOPENED = "reopened", _("Check-in opened again")
        REMADE = "remade", _("Minutes made anew")

    minutes = TenantForeignKey(Minutes, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=12, choices=What)
    team_name = models.CharField(max_length=120, blank=True)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of minutes")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    what__in=[
                        "key_results",
                        "achievements",
                        "learnings",
                        "asks",
                        "decisions",
                        "reopened",
                        "remade",
                    ]
                ),
                name="checkins_minuteschange_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.what}"
