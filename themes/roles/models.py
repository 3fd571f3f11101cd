from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from themes.theme.models import Theme


class RoleChange(TenantModel):
    """Who gave or took which role in a theme, and when: part of the theme's history.

    Sponsors and the integration team are told of each. A coach's team is named as it was called.
    """

    class Kind(models.TextChoices):
        SPONSOR = "sponsor", _("Sponsor")
        INTEGRATION = "integration", _("Integration team")
        FACILITATOR = "facilitator", _("Facilitator")
        COACH = "coach", _("Coach")

    GIVEN: ClassVar = {
        Kind.SPONSOR: _("%(by)s made %(person)s a sponsor of “%(theme)s”."),
        Kind.INTEGRATION: _("%(by)s added %(person)s to the integration team of “%(theme)s”."),
        Kind.FACILITATOR: _("%(by)s made %(person)s a facilitator of “%(theme)s”."),
        Kind.COACH: _("%(by)s made %(person)s the coach of %(team)s in “%(theme)s”."),
    }
    TAKEN: ClassVar = {
        Kind.SPONSOR: _("%(by)s took the sponsor role in “%(theme)s” back from %(person)s."),
        Kind.INTEGRATION: _("%(by)s removed %(person)s from the integration team of “%(theme)s”."),
        Kind.FACILITATOR: _(
            "%(by)s took the facilitator role in “%(theme)s” back from %(person)s."
        ),
        Kind.COACH: _("%(by)s ended the coaching of %(team)s in “%(theme)s” by %(person)s."),
    }

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="role_changes")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(_("role"), max_length=12, choices=Kind)
    given = models.BooleanField()
    team = models.CharField(max_length=120, blank=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a role")
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "at"], name="themes_rolechange_at")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["sponsor", "integration", "facilitator", "coach"]),
                name="themes_rolechange_kind",
            )
        ]

    def __str__(self) -> str:
        words = self.GIVEN if self.given else self.TAKEN
        return str(words[self.Kind(self.kind)]) % {
            "by": self.by,
            "person": self.person,
            "theme": self.theme,
            "team": self.team,
        }
