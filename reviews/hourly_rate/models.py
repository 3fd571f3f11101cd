from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person


class HourlyRate(TenantModel):
    """What an hour costs inside the house: one figure for all of it, never for a person.

    Without a row hours are shown as hours alone.
    """

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

    class Meta:
        verbose_name = _("internal rate")
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="reviews_hourlyrate_once"),
            models.CheckConstraint(
                condition=Q(amount__gt=0, currency__regex="^[A-Z]{3}$"),
                name="reviews_hourlyrate_sane",
            ),
        ]

    def __str__(self) -> str:
        return self.currency

    def cost(self, hours: Decimal) -> Decimal:
        """In whole units: hours are agreed, not counted to the minute."""
        return (hours * self.amount).quantize(Decimal(1), ROUND_HALF_UP)


def hourly_rate() -> HourlyRate | None:
    found: HourlyRate | None = HourlyRate.objects.first()
    return found
