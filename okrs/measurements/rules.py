from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantModel


class MeasureRules(TenantModel):
    """How long an organisation lets a value wait before those are told who can help."""

    tell_after = models.PositiveSmallIntegerField(
        _("tell who speaks for the team, and its coach, so many working days after the day"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Whoever measures is asked before, on the day, and reminded once after it."),
    )

    class Meta:
        verbose_name = _("rules for measuring")
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="okrs_measurerules_once"),
            models.CheckConstraint(
                condition=models.Q(tell_after__gte=1, tell_after__lte=60),
                name="okrs_measurerules_sane",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tell_after)


def measure_rules() -> MeasureRules:
    """The organisation's own, or the defaults."""
    rules: MeasureRules | None = MeasureRules.objects.first()
    return rules or MeasureRules()
