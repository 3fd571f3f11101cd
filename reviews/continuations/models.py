from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from teams.calls.models import HOURS
from teams.models import Membership
from themes.models import FocusArea


class Continuation(TenantModel):
    """Whether, why and how a member goes on; by name, for the integration team and the coach."""

    class Answer(models.TextChoices):
        AS_NOW = "as_now", _("Yes, as now")
        OTHER_HOURS = "other_hours", _("Yes, with other hours")
        OTHER_TEAM = "other_team", _("Yes, in another team")
        PAUSE = "pause", _("I pause for a cycle")
        LEAVE = "leave", _("I leave")

    membership = TenantOneToOneField(Membership, models.CASCADE, related_name="continuation")
    answer = models.CharField(_("your answer"), max_length=11, choices=Answer)
    why = models.TextField(_("why"), max_length=1000, blank=True)
    how = models.TextField(_("how"), max_length=1000, blank=True)
    hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=2, validators=HOURS, null=True, blank=True
    )
    focus_area = TenantForeignKey(
        FocusArea,
        models.PROTECT,
        verbose_name=_("which area"),
        related_name="+",
        null=True,
        blank=True,
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("continuation")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["as_now", "other_hours", "other_team", "pause", "leave"]),
                name="reviews_continuation_answer",
            ),
            models.CheckConstraint(
                condition=~Q(answer="other_hours") | Q(hours__isnull=False),
                name="reviews_continuation_hours",
            ),
            models.CheckConstraint(
                condition=~Q(answer="other_team") | Q(focus_area__isnull=False),
                name="reviews_continuation_area",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())

    @property
    def goes_on(self) -> bool:
        return self.answer in {self.Answer.AS_NOW, self.Answer.OTHER_HOURS, self.Answer.OTHER_TEAM}
