from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, tenant_manager
from orgs.people.models import Person


class AddressChangeQuerySet(models.QuerySet["AddressChange"]):
    def waiting(self) -> "AddressChangeQuerySet":
        return self.filter(state=AddressChange.State.WAITING)

    def due(self, now: datetime) -> "AddressChangeQuerySet":
        return self.waiting().filter(takes_effect_at__lte=now)


class AddressChange(TenantModel):
    """The roster is to have another e-mail for somebody who signs in with the old one.

    Whoever owns the new address could become this person. So the old address is told and can stop
    it, and it takes effect after some days, or when a second administrator says yes.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        DONE = "done", _("took effect")
        STOPPED = "stopped", _("stopped from the old address")
        WITHDRAWN = "withdrawn", _("taken back")

    person = TenantForeignKey(Person, models.CASCADE, related_name="address_changes")
    old_email = models.EmailField(_("old e-mail"))
    new_email = models.EmailField(_("new e-mail"))
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True)
    asked_at = models.DateTimeField()
    takes_effect_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = tenant_manager(AddressChangeQuerySet)

    class Meta:
        verbose_name = _("change of an e-mail")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                name="orgs_addresschange_one_waiting",
                condition=Q(state="waiting"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "done", "stopped", "withdrawn"]),
                name="orgs_addresschange_state",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", settled_at=None)
                | (~Q(state="waiting") & Q(settled_at__isnull=False)),
                name="orgs_addresschange_settled",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
