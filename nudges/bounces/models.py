from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantModel, TenantOneToOneField, tenant_manager
from orgs.models import Person


class ReturnedAddressQuerySet(models.QuerySet["ReturnedAddress"]):
    def counting(self) -> "ReturnedAddressQuerySet":
        """Those that still are their person's address."""
        return self.filter(email=F("person__email"))


class ReturnedAddress(TenantModel):
    """Somebody's address from which mails come back, or where one was reported as spam.

    As long as it is their address no nudge goes there; with another one the mark counts no more.
    """

    class Kind(models.TextChoices):
        BOUNCED = "bounced", _("Mails come back")
        COMPLAINED = "complained", _("A mail was reported as spam")

    person = TenantOneToOneField(Person, models.CASCADE, related_name="returned_address")
    email = models.EmailField()
    kind = models.CharField(max_length=10, choices=Kind)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    objects: ClassVar[Any] = tenant_manager(ReturnedAddressQuerySet)

    class Meta:
        verbose_name = _("address from which mails come back")
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["bounced", "complained"]), name="nudges_returned_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    @property
    def counts(self) -> bool:
        return self.email == self.person.email
