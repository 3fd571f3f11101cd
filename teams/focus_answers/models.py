from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from themes.models import Theme


class FocusAnswer(TenantModel):
    """What a leader in a team has learned in a month that questions the theme's focus.

    Without a text they passed the month over; that is as good as an answer, and nobody sees it.
    """

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="focus_answers")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    month = models.DateField(_("month"))
    text = models.TextField(_("what we have learned"), max_length=1000, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer about the focus")
        ordering = ["-month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme", "person", "month"],
                name="teams_focusanswer_once_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="teams_focusanswer_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}, {self.month:%Y-%m}"
