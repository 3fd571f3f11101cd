from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from orgs.models import Person
from orgs.private import PrivateRow
from teams.models import Membership


class Farewell(PrivateRow, TenantModel):
    """A word of thanks to somebody who leaves or pauses; read by them alone.

    It is bound to the account of its receiver.
    """

    membership = TenantOneToOneField(Membership, models.CASCADE, related_name="farewell")
    text = models.TextField(_("a word of thanks"), max_length=1000)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("farewell")

    def __str__(self) -> str:
        return str(self.membership_id)
