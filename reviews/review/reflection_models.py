from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from orgs.private import PrivateRow
from teams.models import Team


class Reflection(PrivateRow, TenantModel):
    """What a person writes before the review; they alone choose who may read it."""

    class Audience(models.TextChoices):
        ME = "me", _("Only me")
        TEAM = "team", _("My team")
        PROGRAM = "program", _("Everybody in the program")
        QUOTE = "quote", _("Everybody, as a quote without my name")

    team = TenantForeignKey(Team, models.CASCADE, related_name="reflections")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField(_("what I take with me"), max_length=2000)
    audience = models.CharField(_("who may read it"), max_length=7, choices=Audience)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("reflection")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "person"], name="reviews_reflection_once"
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=["me", "team", "program", "quote"]),
                name="reviews_reflection_audience",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
