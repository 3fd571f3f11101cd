from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.organisation_settings.models import OrganisationSetting


class AskRules(OrganisationSetting):
    """How long an organisation lets a leader think about an ask before the sponsor is asked."""

    changed = "ask_rules.edit"
    audited = ("answer_after",)

    answer_after = models.PositiveSmallIntegerField(
        _("ask the sponsor after so many working days without an answer"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Weekends and the holidays of the leader’s country do not count."),
    )

    class Meta(OrganisationSetting.Meta):
        verbose_name = _("rules for asks")
        constraints = [
            *OrganisationSetting.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(answer_after__gte=1, answer_after__lte=60),
                name="checkins_askrules_sane",
            ),
        ]

    def __str__(self) -> str:
        return str(self.answer_after)
