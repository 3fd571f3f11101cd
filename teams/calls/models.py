from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import CompositeForeignKey, TenantForeignKey, TenantModel
from orgs.models import Person
from orgs.private import PrivateRow
from themes.models import Cycle, FocusArea

HOURS = [MinValueValidator(Decimal("0.25")), MaxValueValidator(Decimal(40))]


class Call(TenantModel):
    """The call for volunteers of a cycle. Joining is voluntary, and the call says so."""

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="calls")
    text = models.TextField(
        _("what members do"),
        max_length=2000,
        help_text=_("Weekly meeting, check-in every two weeks, workshops."),
    )
    hours_from = models.DecimalField(
        _("hours a week, from"), max_digits=4, decimal_places=2, validators=HOURS
    )
    hours_to = models.DecimalField(
        _("hours a week, to"), max_digits=4, decimal_places=2, validators=HOURS
    )
    skills = models.TextField(_("skills looked for"), max_length=600, blank=True)
    deadline = models.DateField(_("open until"))
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("call for volunteers")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "cycle"], name="teams_call_once"),
            models.CheckConstraint(
                condition=Q(hours_from__gte=Decimal("0.25"), hours_to__lte=40)
                & Q(hours_from__lte=models.F("hours_to")),
                name="teams_call_hours",
                violation_error_message=_("“From” is at most “to”, between 0.25 and 40 hours."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Call for %(cycle)s")) % {"cycle": self.cycle}

    def is_open(self, today: date) -> bool:
        """Whether somebody can still put up their hand; the last day counts."""
        return self.cycle.phase == Cycle.Phase.CALLING and today <= self.deadline


class Offer(PrivateRow, TenantModel):
    """One person's offer to join a cycle, or the invitation somebody else hopes they accept.

    An offer becomes a membership only through its `Acceptance`, the person's own yes.
    """

    class Way(models.TextChoices):
        VOLUNTEERED = "volunteered", _("volunteered")
        INVITED = "invited", _("invited")
        NOMINATED = "nominated", _("nominated")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        OPEN = "open", _("waits for the person's yes")
        ACCEPTED = "accepted", _("put up their hand")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("stepped back")

    call = TenantForeignKey(Call, models.CASCADE, related_name="offers")
    person = TenantForeignKey(Person, models.PROTECT, related_name="offers")
    way = models.CharField(_("way of joining"), max_length=12, choices=Way)
    named_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    first_choice = TenantForeignKey(
        FocusArea,
        models.PROTECT,
        verbose_name=_("first choice"),
        related_name="+",
        null=True,
        blank=True,
    )
    second_choice = TenantForeignKey(
        FocusArea,
        models.PROTECT,
        verbose_name=_("second choice"),
        related_name="+",
        null=True,
        blank=True,
    )
    motivation = models.TextField(_("why I want to be part of it"), max_length=1000, blank=True)
    contribution = models.TextField(_("what I can contribute"), max_length=600, blank=True)
    learning = models.TextField(_("what I want to learn"), max_length=600, blank=True)
    hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=2, validators=HOURS, null=True, blank=True
    )
    placed_in = TenantForeignKey(
        "teams.Team", models.SET_NULL, related_name="placed", null=True, blank=True
    )
    placed_by = TenantForeignKey(Person, models.SET_NULL, related_name="+", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("offer")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "call", "person"], name="teams_offer_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "id", "person"], name="teams_offer_person_key"
            ),
            models.CheckConstraint(
                condition=Q(way__in=["volunteered", "invited", "nominated"]), name="teams_offer_way"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "open", "accepted", "declined", "withdrawn"]),
                name="teams_offer_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(named_by__isnull=False),
                name="teams_offer_named",
            ),
            models.CheckConstraint(
                condition=Q(second_choice=None) | ~Q(second_choice=models.F("first_choice")),
                name="teams_offer_two_choices",
                violation_error_message=_("Choose two different areas, or only one."),
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=Decimal("0.25"), hours__lte=40),
                name="teams_offer_hours",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(hours__isnull=False, first_choice__isnull=False),
                name="teams_offer_accepted_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "declined"])
                | Q(motivation="", contribution="", learning="", placed_in=None),
                name="teams_offer_withdrawn_empty",
            ),
            models.CheckConstraint(
                condition=Q(placed_in=None) | Q(state="accepted"),
                name="teams_offer_placed_accepted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def forget_words(self) -> None:
        """Show nothing of what was written; the row in the database keeps it."""
        self.first_choice = self.second_choice = self.hours = None
        self.motivation = self.contribution = self.learning = ""

    @property
    def beside_range(self) -> bool:
        """Whether the hours lie beside what the call looks for; that is a word, no refusal."""
        return self.hours is not None and not (
            self.call.hours_from <= self.hours <= self.call.hours_to
        )

    @property
    def promised(self) -> Decimal:
        """The hours a week of somebody who said yes; the database holds that there are some."""
        return self.hours or Decimal(0)


class Acceptance(TenantModel):
    """A person's own yes to their offer. No membership exists without one.

    Three ways lead to it, and all are the person's: their own offer, their yes to an invitation,
    and their yes in the continuation of the cycle before.
    """

    class Via(models.TextChoices):
        OFFER = "offer", _("put up their hand")
        INVITATION = "invitation", _("accepted an invitation")
        CONTINUATION = "continuation", _("goes on from the cycle before")

    offer = TenantForeignKey(Offer, models.CASCADE, related_name="acceptances")
    person = TenantForeignKey(Person, models.PROTECT, related_name="+")
    via = models.CharField(max_length=12, choices=Via, default=Via.OFFER)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("yes to an offer")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "offer"], name="teams_acceptance_once"),
            models.UniqueConstraint(
                fields=["organisation", "id", "person"], name="teams_acceptance_person_key"
            ),
            models.CheckConstraint(
                condition=Q(via__in=["offer", "invitation", "continuation"]),
                name="teams_acceptance_via",
            ),
            CompositeForeignKey(
                name="teams_acceptance_own_offer",
                to="teams.Offer",
                columns={
                    "organisation_id": "organisation_id",
                    "offer_id": "id",
                    "person_id": "person_id",
                },
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.at:%Y-%m-%d}"


class SkillBrought(TenantModel):
    """A skill that a focus area looks for and that somebody brings, as their offer says.

    The integration team ticks it, for itself: it shows what a team still misses.
    """

    offer = TenantForeignKey(Offer, models.CASCADE, related_name="skills_brought")
    skill = models.CharField(_("skill looked for"), max_length=600)
    noted_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("skill brought")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "offer", "skill"], name="teams_skillbrought_once"
            )
        ]

    def __str__(self) -> str:
        return self.skill
