from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from okrs.key_results.models import VALUE
from okrs.models import Initiative, KeyResult
from okrs.status.progress import HIGH_FROM, MIDDLE_FROM
from orgs.models import Person
from orgs.organisation_settings.models import OrganisationSetting

EDGE: dict[str, Any] = {
    "max_digits": 3,
    "decimal_places": 2,
    "validators": [MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1))],
}


class Outcome(TenantModel):
    """What becomes of a key result or an initiative: continue, change or stop; and from where.

    The next cycle proposes it; the team that goes on decides anew.
    """

    class Answer(models.TextChoices):
        CONTINUE = "continue", _("Continue")
        CHANGE = "change", _("Change")
        STOP = "stop", _("Stop")

    key_result = TenantOneToOneField(
        KeyResult, models.CASCADE, related_name="outcome", null=True, blank=True
    )
    initiative = TenantOneToOneField(
        Initiative, models.CASCADE, related_name="outcome", null=True, blank=True
    )
    answer = models.CharField(_("how it goes on"), max_length=8, choices=Answer)
    note = models.CharField(_("what changes, or why"), max_length=300, blank=True)
    baseline = models.DecimalField(_("baseline next time"), null=True, blank=True, **VALUE)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("outcome")
        constraints = [
            models.CheckConstraint(
                condition=Q(key_result=None, initiative__isnull=False)
                | Q(key_result__isnull=False, initiative=None),
                name="reviews_outcome_of_one",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["continue", "change", "stop"]),
                name="reviews_outcome_answer",
            ),
            models.CheckConstraint(
                condition=~Q(answer="change") | ~Q(note=""), name="reviews_outcome_change_says_what"
            ),
            models.CheckConstraint(
                condition=Q(baseline=None) | Q(key_result__isnull=False) & ~Q(answer="stop"),
                name="reviews_outcome_baseline",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())


class ScoreBands(OrganisationSetting):
    """From which score on an organisation reads a key result as half-way, and as good."""

    changed = "score_bands.edit"
    audited = ("middle_from", "high_from")

    middle_from = models.DecimalField(_("half-way from"), default=MIDDLE_FROM, **EDGE)
    high_from = models.DecimalField(_("good from"), default=HIGH_FROM, **EDGE)

    class Meta(OrganisationSetting.Meta):
        verbose_name = _("bands of scores")
        constraints = [
            *OrganisationSetting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(middle_from__gt=0, high_from__gt=F("middle_from"), high_from__lte=1),
                name="reviews_scorebands_order",
                violation_error_message=_("“Good” begins above “half-way”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.middle_from}, {self.high_from}"
