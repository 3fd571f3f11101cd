from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from orgs.private import PrivateRow
from teams.members.models import Team


class CoachNote(PrivateRow, TenantModel):
    """What a coach keeps in mind about a team: theirs alone, unless they share it with the team."""

    team = TenantForeignKey(Team, models.CASCADE, related_name="coach_notes")
    by = TenantForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField(_("note"), max_length=2000)
    shared = models.BooleanField(
        _("share with the team"),
        default=False,
        help_text=_("The members of the team read it. Otherwise nobody but you does."),
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("coach's note")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.team_id)


class WhatWorked(TenantModel):
    """What helped a team, told by one coach to the others.

    It names the team only where the coach says so.
    """

    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    situation = models.CharField(_("what it was about"), max_length=200)
    text = models.TextField(_("what helped"), max_length=2000)
    team = TenantForeignKey(
        Team,
        models.SET_NULL,
        verbose_name=_("team to name"),
        related_name="+",
        null=True,
        blank=True,
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("what worked")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.situation
