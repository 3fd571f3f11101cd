from typing import ClassVar
from uuid import uuid4

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checkins.meetings.models import TeamMeeting
from checkins.series.models import Slot
from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.models import Team


class Report(TenantModel):
    """What a team reports, in a weekly meeting, a check-in or in between.

    The browser makes the key, so that what is sent twice is there once.
    """

    team = TenantForeignKey(Team, models.CASCADE, related_name="%(class)ss")
    meeting = TenantForeignKey(
        TeamMeeting, models.SET_NULL, related_name="%(class)ss", null=True, blank=True
    )
    slot = TenantForeignKey(Slot, models.SET_NULL, related_name="%(class)ss", null=True, blank=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    key = models.UUIDField(default=uuid4, db_default=RandomUUID(), editable=False)

    kind: ClassVar[str]
    kind_words: ClassVar[str | Promise]

    class Meta:
        abstract = True


class Achievement(Report):
    """Something that went well, big or small."""

    kind = "achievement"
    kind_words = _("Achievement")

    text = models.CharField(_("achievement"), max_length=300)

    class Meta:
        verbose_name = _("achievement")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "key"], name="checkins_achievement_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ProgressLine(Report):
    """What moved since the last meeting, in a line beside the values; it stays in the team."""

    kind = "progress"
    kind_words = _("Progress")

    text = models.CharField(_("progress"), max_length=300)

    class Meta:
        verbose_name = _("line of progress")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "key"], name="checkins_progressline_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Learning(Report):
    """What the team has learned: believed, seen, and done differently now."""

    kind = "learning"
    kind_words = _("Learning")

    text = models.CharField(_("learning"), max_length=300)
    believed = models.TextField(_("what we believed"), max_length=600, blank=True)
    saw = models.TextField(_("what we saw"), max_length=600, blank=True)
    now = models.TextField(_("what we do now"), max_length=600, blank=True)
    evidence = models.URLField(_("evidence"), max_length=300, blank=True)
    tags = models.CharField(_("tags"), max_length=120, blank=True)
    share = models.BooleanField(_("share in the check-in"), default=True)
    keep = models.BooleanField(
        _("practice to keep"),
        default=False,
        help_text=_("The review proposes it as a practice."),
    )

    class Meta:
        verbose_name = _("learning")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "key"], name="checkins_learning_sent_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
