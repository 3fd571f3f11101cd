from django.db import models
from django.utils.translation import gettext_lazy as _

from checkins.models import Learning
from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel
from teams.models import Team


class Practice(TenantModel):
    """What the company keeps: a learning that became part of daily work, with an owner there."""

    team = TenantForeignKey(Team, models.PROTECT, related_name="practices")
    learning = TenantForeignKey(
        Learning, models.SET_NULL, related_name="practices", null=True, blank=True
    )
    title = models.CharField(_("practice"), max_length=200)
    owner = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("looked after by"), related_name="practices"
    )
    written_in = models.CharField(_("where it is written"), max_length=200)
    since = models.DateField(_("since"))
    look_again_on = models.DateField(_("look again on"))
    created_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("practice")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(look_again_on__gt=models.F("since")),
                name="reviews_practice_dates",
            )
        ]

    def __str__(self) -> str:
        return self.title
