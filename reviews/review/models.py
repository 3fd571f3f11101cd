from datetime import datetime, timedelta
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from okrs.models import KeyResult
from orgs.models import Person
from themes.models import Cycle


class Review(TenantModel):
    """The end of a cycle, all teams together: learnings first, scores second, never a person's."""

    cycle = TenantOneToOneField(Cycle, models.CASCADE, related_name="review")
    starts_at = models.DateTimeField(_("starts"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    answers_until = models.DateField(_("who goes on: answers until"))
    score_hours = models.PositiveSmallIntegerField(
        _("members score for themselves until so many hours before"),
        default=24,
        validators=[MaxValueValidator(14 * 24)],
    )
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("review")

    def __str__(self) -> str:
        return f"{self.cycle_id}"

    @property
    def scored_until(self) -> datetime:
        """Until when members score for themselves; until it begins, where that is over at once."""
        until = self.starts_at - timedelta(hours=self.score_hours)
        return until if until > self.opened_at else self.starts_at


class Score(TenantModel):
    """How far a key result came, 0.0–1.0: proposed from the data, and the team's own word."""

    key_result = TenantOneToOneField(KeyResult, models.CASCADE, related_name="score")
    proposed = models.DecimalField(_("proposed"), max_digits=3, decimal_places=2, null=True)
    given = models.DecimalField(
        _("score"),
        max_digits=3,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
    )
    reason = models.CharField(_("why another score"), max_length=300, blank=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("score")
        constraints = [
            models.CheckConstraint(
                condition=Q(given__gte=0, given__lte=1)
                & (Q(proposed=None) | Q(proposed__gte=0, proposed__lte=1)),
                name="reviews_score_range",
            ),
            models.CheckConstraint(
                condition=Q(proposed=None) | Q(given=F("proposed")) | ~Q(reason=""),
                name="reviews_score_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.given)
