from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from orgs.organisation_settings.models import OrganisationSetting


def _between(least: int, most: int) -> list[Any]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class HoursRules(OrganisationSetting):
    """When an organisation warns about hours, reminds of them, and tells the sponsor."""

    changed = "hours_rules.edit"
    audited = ("limit_percent", "remind_after", "tell_after", "to_dos_per_hour")

    limit_percent = models.PositiveSmallIntegerField(
        _("warn above this share of the hours by contract, in percent"),
        default=20,
        validators=_between(1, 100),
    )
    remind_after = models.PositiveSmallIntegerField(
        _("remind the home leader after so many working days"),
        default=5,
        validators=_between(1, 60),
    )
    tell_after = models.PositiveSmallIntegerField(
        _("tell the sponsor so many working days after the reminder"),
        default=5,
        validators=_between(1, 60),
    )
    to_dos_per_hour = models.PositiveSmallIntegerField(
        _("warn above so many open to-dos for each hour a week"),
        default=2,
        validators=_between(1, 20),
    )

    class Meta(OrganisationSetting.Meta):
        verbose_name = _("rules for hours")
        constraints = [
            *OrganisationSetting.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    limit_percent__gte=1,
                    limit_percent__lte=100,
                    remind_after__gte=1,
                    remind_after__lte=60,
                    tell_after__gte=1,
                    tell_after__lte=60,
                    to_dos_per_hour__gte=1,
                    to_dos_per_hour__lte=20,
                ),
                name="teams_hoursrules_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.limit_percent} %"

    @property
    def share(self) -> Decimal:
        return Decimal(self.limit_percent) / 100


class NotesSwitch(TenantModel):
    """Actual hours are noted, or not any more: since when and by whose decision (R6).

    The last row counts; without one nothing is collected.
    """

    on = models.BooleanField(_("on"))
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("switch of actual hours")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.on}"


def notes_switch() -> NotesSwitch | None:
    found: NotesSwitch | None = NotesSwitch.objects.select_related("by").last()
    return found


def notes_on() -> bool:
    switch = notes_switch()
    return switch is not None and switch.on
