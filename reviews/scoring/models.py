from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from okrs.models import KeyResult
from orgs.models import Person
from orgs.private import PrivateRow

# As wide as the middle band of scores (0.4–0.7): two who lie that far apart read the same key
# result in different bands, so its words mean different things to them.
AMBIGUOUS_FROM = Decimal("0.3")
SCORE: dict[str, Any] = {"max_digits": 3, "decimal_places": 2}


class ScoreRound(TenantModel):
    """What the members of a team each think of a key result before they talk about it.

    Single scores are hidden until the reveal and deleted by it. How many there were stays, and
    where they lie if there were enough to hide whose they are (`core.hidden_counts`).
    """

    key_result = TenantOneToOneField(KeyResult, models.CASCADE, related_name="score_round")
    revealed_at = models.DateTimeField(null=True, blank=True)
    count = models.PositiveSmallIntegerField(null=True, blank=True)
    lowest = models.DecimalField(null=True, blank=True, **SCORE)
    median = models.DecimalField(null=True, blank=True, **SCORE)
    highest = models.DecimalField(null=True, blank=True, **SCORE)

    class Meta:
        verbose_name = _("round of scores")
        constraints = [
            models.CheckConstraint(
                condition=Q(revealed_at=None, count=None)
                | Q(revealed_at__isnull=False, count__isnull=False),
                name="reviews_scoreround_counted",
            ),
            models.CheckConstraint(
                condition=Q(lowest=None, median=None, highest=None)
                | Q(
                    count__gte=4,
                    lowest__gte=0,
                    highest__lte=1,
                    median__gte=F("lowest"),
                    highest__gte=F("median"),
                ),
                name="reviews_scoreround_spread",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key_result_id)

    @property
    def ambiguous(self) -> bool:
        """The scores lie so far apart that the key result was read in different ways."""
        if self.lowest is None or self.highest is None:
            return False
        return self.highest - self.lowest >= AMBIGUOUS_FROM


class PrivateScore(PrivateRow, TenantModel):
    """One member's score, hidden; gone as soon as the round is revealed."""

    round = TenantForeignKey(ScoreRound, models.CASCADE, related_name="scores")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    score = models.DecimalField(**SCORE)

    class Meta:
        verbose_name = _("private score")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round", "person"], name="reviews_privatescore_once"
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="reviews_privatescore_range"
            ),
        ]

    def __str__(self) -> str:
        return str(self.round_id)
