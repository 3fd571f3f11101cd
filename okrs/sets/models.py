from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from orgs.models import Person
from teams.models import Team


class OKRSet(TenantModel):
    """What a team aims at in a cycle: one set a team and cycle, defined by the team itself."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SHARED = "shared", _("Shared for comment")
        AGREED = "agreed", _("Agreed")

    team = TenantOneToOneField(Team, models.CASCADE, related_name="okr_set")
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    agreed_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("OKR set")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "shared", "agreed"]), name="okrs_okrset_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="okrs_okrset_agreed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.team_id)

    @property
    def audit_label(self) -> str:
        return str(self.team)

    def share(self) -> None:
        """Other teams of the theme read it and comment."""
        self._leave(self.State.DRAFT, _("This OKR set is shared already."))
        self.state = self.State.SHARED

    def take_back(self) -> None:
        self._leave(self.State.SHARED, _("Only a shared OKR set can become a draft again."))
        self.state = self.State.DRAFT

    def agree(self, *, by: Person) -> None:
        """The team's word; from here on every change has a reason and a version."""
        self._leave(self.State.SHARED, _("Share the OKR set first, so that others can comment."))
        self.state, self.agreed_by, self.agreed_at = self.State.AGREED, by, timezone.now()

    @property
    def agreed(self) -> bool:
        return self.state == self.State.AGREED

    @property
    def shared(self) -> bool:
        return self.state == self.State.SHARED

    def _leave(self, left: "OKRSet.State", sentence: Any) -> None:
        if self.state == self.State.AGREED:
            raise ValidationError(_("This OKR set is agreed already. Load the page again."))
        if self.state != left:
            raise ValidationError(sentence)


class Objective(TenantModel):
    """What the team wants to be true at the end of the cycle; words, not a number."""

    okr_set = TenantForeignKey(OKRSet, models.CASCADE, related_name="objectives")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("objective"), max_length=300)
    note = models.TextField(
        _("why a second objective"),
        max_length=600,
        blank=True,
        help_text=_("One objective keeps a team together. A second one needs a reason."),
    )

    class Meta:
        verbose_name = _("objective")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "okr_set", "position"], name="okrs_objective_position"
            ),
            models.CheckConstraint(
                condition=Q(position=1) | ~Q(note=""), name="okrs_objective_second_note"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SetComment(TenantModel):
    """What somebody of another team says about a shared OKR set."""

    okr_set = TenantForeignKey(OKRSet, models.CASCADE, related_name="comments")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"), max_length=1000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("comment on an OKR set")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]


class SetVersion(TenantModel):
    """An agreed wording of an OKR set. After "agreed" a change needs a reason and adds a version.

    `content` holds objectives and key results as they read then.
    """

    okr_set = TenantForeignKey(OKRSet, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    reason = models.TextField(_("reason for the change"), max_length=1000, blank=True)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of an OKR set")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "okr_set", "number"], name="okrs_setversion_number"
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="okrs_setversion_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class SetAnswer(TenantModel):
    """The team's answer to "If all key results are met, is the objective met?".

    It holds for the words and numbers it was given for, known by their `fingerprint`; other words
    ask for another answer.
    """

    okr_set = TenantForeignKey(OKRSet, models.CASCADE, related_name="answers")
    enough = models.BooleanField()
    fingerprint = models.CharField(max_length=64)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("whether the key results are enough")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.enough)
