from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey
from orgs.models import Person
from orgs.organisation_settings.models import OrganisationSetting


class HourlyRate(OrganisationSetting):
    """What an hour costs inside the house: one figure for all of it, never for a person.

    Without a row hours are shown as hours alone.
    """

    changed, cleared = "rate.set", "rate.clear"  # not how much: auditors read it

    amount = models.DecimalField(
        _("an hour costs"),
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        validators=[RegexValidator("^[A-Z]{3}$", _("Write three capital letters, such as EUR."))],
    )
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta(OrganisationSetting.Meta):
        verbose_name = _("internal rate")
        constraints = [
            *OrganisationSetting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(amount__gt=0, currency__regex="^[A-Z]{3}$"),
                name="reviews_hourlyrate_sane",
            ),
        ]

    def __str__(self) -> str:
        return self.currency

    @property
    def is_empty(self) -> bool:
        return self.amount is None

    def signed(self, by: Person) -> None:
        self.by = by

    def cost(self, hours: Decimal) -> Decimal:
        """In whole units: hours are agreed, not counted to the minute."""
        return (hours * self.amount).quantize(Decimal(1), ROUND_HALF_UP)
