from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from themes.models import Cycle


class ClosingEvent(TenantModel):
    """One of the two events at the end of a cycle: the review of what came out, for 45 to 90
    minutes, and the retrospective of how people worked, for 30 to 60.

    It keeps its row when it is moved, so that a calendar entry made of it is moved too.
    """

    class Kind(models.TextChoices):
        REVIEW = "review", _("Review")
        RETROSPECTIVE = "retrospective", _("Retrospective")

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="closing_events")
    kind = models.CharField(max_length=13, choices=Kind)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("event at the end of a cycle")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cycle", "kind"], name="reviews_closingevent_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="review", minutes__gte=45, minutes__lte=90)
                | Q(kind="retrospective", minutes__gte=30, minutes__lte=60),
                name="reviews_closingevent_minutes",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)
