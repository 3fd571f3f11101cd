from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.members.models import Team


class WorkingAgreement(TenantModel):
    """How a team wants to work: routines, channels, decisions. All members confirm it."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    class Turn(models.TextChoices):
        FREE = "free", _("Whoever wants to")
        IN_TURN = "in_turn", _("In turn, from week to week")
        SAME = "same", _("One of us")

    team = TenantForeignKey(Team, models.CASCADE, related_name="agreements")
    version = models.PositiveSmallIntegerField(default=1)
    purpose = models.TextField(_("why we are a team"), max_length=600, blank=True)
    roles = models.CharField(_("who does what"), max_length=300, blank=True)
    weekday = models.PositiveSmallIntegerField(_("we meet on"), choices=Weekday)
    starts_at = models.TimeField(_("at"))
    minutes = models.PositiveSmallIntegerField(
        _("for how many minutes"),
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(480)],
    )
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    turn = models.CharField(_("who moderates"), max_length=7, choices=Turn, default=Turn.FREE)
    moderator = TenantForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("who it is"),
        related_name="+",
        null=True,
        blank=True,
    )
    moderation = models.CharField(_("what the moderator does"), max_length=200, blank=True)
    channel = models.CharField(_("in between we write in"), max_length=200, blank=True)
    response_time = models.CharField(_("we answer within"), max_length=100, blank=True)
    decisions = models.CharField(_("we decide"), max_length=300, blank=True)
    short_of_time = models.CharField(
        _("if somebody cannot keep their hours"), max_length=300, blank=True
    )
    celebrate = models.CharField(_("we celebrate"), max_length=300, blank=True)
    changed_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("working agreement")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "team"], name="teams_agreement_once"),
            models.CheckConstraint(
                condition=Q(weekday__lte=4, minutes__gte=5, minutes__lte=480),
                name="teams_agreement_slot",
            ),
            models.CheckConstraint(
                condition=Q(turn="same", moderator__isnull=False)
                | Q(turn__in=["free", "in_turn"], moderator=None),
                name="teams_agreement_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id}, {self.version}"


class AgreementConfirmation(TenantModel):
    """A member's yes to one version of the working agreement."""

    agreement = TenantForeignKey(WorkingAgreement, models.CASCADE, related_name="confirmations")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("yes to the working agreement")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "agreement", "person", "version"],
                name="teams_agreementconfirmation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.version}"


class AgreementReview(TenantModel):
    """The team looked at its working agreement again and found it still right."""

    agreement = TenantForeignKey(WorkingAgreement, models.CASCADE, related_name="reviews")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("look at the working agreement")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.at:%Y-%m-%d}"
