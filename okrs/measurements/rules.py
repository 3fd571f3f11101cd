from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.organisation_settings.models import OrganisationSetting


class MeasureRules(OrganisationSetting):
    """How long an organisation lets a value wait before those are told who can help."""

    changed = "measure_rules.edit"
    audited = ("tell_after",)

    tell_after = models.PositiveSmallIntegerField(
        _("tell who speaks for the team, and its coach, so many working days after the day"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Whoever measures is asked before, on the day, and reminded once after it."),
    )

    class Meta(OrganisationSetting.Meta):
        verbose_name = _("rules for measuring")
        constraints = [
            *OrganisationSetting.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(tell_after__gte=1, tell_after__lte=60),
                name="okrs_measurerules_sane",
            ),
        ]

    def __str__(self) -> str:
        return str(self.tell_after)
