from datetime import time
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from orgs.models import Person
from orgs.organisation_settings.models import OrganisationSetting


class Pace(models.TextChoices):
    """How soon somebody wants to hear of a kind of thing by mail."""

    AT_ONCE = "at_once", _("At once")
    MORNING = "morning", _("In the morning mail")
    MONDAY = "monday", _("On Mondays")
    MY_WORK = "my_work", _("Only on My work")


class Preference(TenantModel):
    """Somebody's own pace for one kind of nudge, where it is not the usual one."""

    person = TenantForeignKey(Person, models.CASCADE, related_name="preferences")
    kind = models.CharField(max_length=60)
    pace = models.CharField(max_length=8, choices=Pace)

    class Meta:
        verbose_name = _("preference")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "kind"], name="nudges_preference_once"
            ),
            models.CheckConstraint(
                condition=Q(pace__in=["at_once", "morning", "monday", "my_work"]),
                name="nudges_preference_pace",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_pace_display()}"


class Rhythm(TenantModel):
    """When somebody's morning mail comes, and until which day no mail does."""

    person = TenantOneToOneField(Person, models.CASCADE, related_name="rhythm")
    morning = models.TimeField(
        _("hour of the morning mail"),
        default=time(8),
        help_text=_("By your own clock. With it comes everything that is not urgent."),
    )
    paused_until = models.DateField(
        _("no mails before"),
        null=True,
        blank=True,
        help_text=_("A pause from all of it, urgent things too. They stand on My work meanwhile."),
    )

    class Meta:
        verbose_name = _("rhythm")

    def __str__(self) -> str:
        return f"{self.morning:%H:%M}"


class QuietHours(OrganisationSetting):
    """From when until when nobody in an organisation gets a mail, by their own clock."""

    changed = "quiet_hours.edit"

    quiet_from = models.TimeField(_("quiet from"), default=time(20))
    quiet_until = models.TimeField(_("quiet until"), default=time(7))

    class Meta(OrganisationSetting.Meta):
        verbose_name = _("quiet hours")
        constraints = [
            *OrganisationSetting.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.quiet_from:%H:%M}–{self.quiet_until:%H:%M}"

    def facts(self) -> dict[str, Any]:
        return {"quiet": str(self)}
