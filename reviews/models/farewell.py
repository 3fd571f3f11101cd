from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from teams.models import Membership


class Farewell(TenantModel):
    """A word of thanks to somebody who leaves or pauses; read by them alone."""

    membership = TenantOneToOneField(Membership, models.CASCADE, related_name="farewell")
    text = models.TextField(_("a word of thanks"), max_length=1000)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("farewell")

    def __str__(self) -> str:
        return str(self.membership_id)
