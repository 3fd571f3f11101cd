import uuid

from django.db import models
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.members.models import Team
from themes.models import Theme


class CalendarFeed(TenantModel):
    """A secret address where a person's calendar program reads dates, again and again.

    Their own dates, or those of a team, or of a theme's program. The row keeps a seed out of which
    only the server's secret makes the address; another seed makes the old address void.
    """

    person = TenantForeignKey(Person, models.CASCADE, related_name="calendar_feeds")
    team = TenantForeignKey(Team, models.CASCADE, related_name="+", null=True, blank=True)
    theme = TenantForeignKey(Theme, models.CASCADE, related_name="+", null=True, blank=True)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("calendar feed")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "team", "theme"],
                nulls_distinct=False,
                name="teams_calendarfeed_once",
            ),
            models.CheckConstraint(
                condition=Q(team=None) | Q(theme=None), name="teams_calendarfeed_one_of"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def token(self) -> str:
        """What the address carries: where to look it up, and the secret."""
        secret = salted_hmac("sunhand.calendar", str(self.seed), algorithm="sha256").hexdigest()
        return f"{self.organisation_id}-{self.pk}-{secret}"

    def opens_with(self, token: str) -> bool:
        return constant_time_compare(self.token, token)
