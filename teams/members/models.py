from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import CompositeForeignKey, TenantForeignKey, TenantModel, tenant_manager
from orgs.models import Person
from teams.calls.models import HOURS, Acceptance, Offer
from themes.models import Cycle, FocusArea, PhaseChange, Theme


class FormingRules(TenantModel):
    """What a theme asks of the mix of its teams. A broken rule warns; it never forbids."""

    theme = TenantForeignKey(Theme, models.CASCADE, related_name="forming_rules")
    size_from = models.PositiveSmallIntegerField(_("people, from"), default=4)
    size_to = models.PositiveSmallIntegerField(_("people, to"), default=9)
    divisions = models.PositiveSmallIntegerField(_("divisions, at least"), default=3)
    levels = models.PositiveSmallIntegerField(_("levels, at least"), default=2)
    leaders = models.PositiveSmallIntegerField(_("leaders, at least"), default=1)
    volunteers_percent = models.PositiveSmallIntegerField(
        _("volunteers, at least, in percent"), default=80
    )

    class Meta:
        verbose_name = _("rules for forming teams")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme"], name="teams_formingrules_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    size_from__gte=1, size_from__lte=F("size_to"), volunteers_percent__lte=100
                ),
                name="teams_formingrules_sane",
            ),
        ]

    def __str__(self) -> str:
        return str(self.theme_id)


class Team(TenantModel):
    """The team of a focus area in one cycle; in the next cycle another row continues it."""

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="teams")
    focus_area = TenantForeignKey(FocusArea, models.PROTECT, related_name="teams")
    previous = TenantForeignKey(
        "self", models.SET_NULL, related_name="continued_by", null=True, blank=True
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        verbose_name = _("team")
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cycle", "number"], name="teams_team_number"
            ),
            models.UniqueConstraint(
                fields=["organisation", "cycle", "focus_area"], name="teams_team_focus_area"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamConfirmation(TenantModel):
    """The integration team's word that a team is formed; from then on its members are members."""

    team = TenantForeignKey(Team, models.CASCADE, related_name="confirmations")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    warnings = models.JSONField(default=list)
    note = models.TextField(_("why we form it all the same"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("confirmation of a team")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team"], name="teams_teamconfirmation_once"
            ),
            models.CheckConstraint(
                condition=Q(warnings=[]) | ~Q(note=""), name="teams_teamconfirmation_note"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.at:%Y-%m-%d}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        """Who is in a team; whoever left the organisation is in none."""
        return self.filter(left_on=None, person__left_on=None)

    def to_the_end(self) -> "MembershipQuerySet":
        """Who is in a team, or was until its cycle was closed."""
        return self.filter(Q(left_on=None, person__left_on=None) | Q(closing__isnull=False))

    def with_people(self) -> "MembershipQuerySet":
        return self.select_related("person__division", "person__level", "commitment")


class Membership(TenantModel):
    """A person in a team for a cycle: from when to when, and how they joined."""

    team = TenantForeignKey(Team, models.CASCADE, related_name="memberships")
    person = TenantForeignKey(Person, models.PROTECT, related_name="memberships")
    acceptance = TenantForeignKey(Acceptance, models.PROTECT, related_name="memberships")
    way = models.CharField(_("way of joining"), max_length=12, choices=Offer.Way)
    speaks = models.BooleanField(_("speaks for the team"), default=False)
    joined_on = models.DateField(_("since"))
    left_on = models.DateField(_("until"), null=True, blank=True)
    # The closing of the cycle that ended it; none when the person left by themselves.
    closing = TenantForeignKey(
        PhaseChange, models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )

    objects: ClassVar[Any] = tenant_manager(MembershipQuerySet)

    class Meta:
        verbose_name = _("membership")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "person"],
                condition=Q(left_on=None),
                name="teams_membership_once",
            ),
            models.UniqueConstraint(
                fields=["organisation", "acceptance"],
                condition=Q(left_on=None),
                name="teams_membership_one_team",
            ),
            models.UniqueConstraint(
                fields=["organisation", "team"],
                condition=Q(left_on=None, speaks=True),
                name="teams_membership_one_speaks",
            ),
            models.UniqueConstraint(
                fields=["organisation", "id", "person"], name="teams_membership_person_key"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="teams_membership_dates",
            ),
            models.CheckConstraint(
                condition=Q(closing=None) | Q(left_on__isnull=False),
                name="teams_membership_closing_ends",
            ),
            models.CheckConstraint(
                condition=Q(way__in=["volunteered", "invited", "nominated"]),
                name="teams_membership_way",
            ),
            CompositeForeignKey(
                name="teams_membership_own_yes",
                to="teams.Acceptance",
                columns={
                    "organisation_id": "organisation_id",
                    "acceptance_id": "id",
                    "person_id": "person_id",
                },
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.team}"

    @property
    def ended_on(self) -> date | None:
        """Their last day in the team: they left it, or the organisation."""
        return self.left_on or self.person.left_on


class Coaching(TenantModel):
    """An OKR agent who helps a group become a team; not a member and not a boss of members.

    The hours a week are what the coach says it takes; nobody says it for them.
    """

    team = TenantForeignKey(Team, models.CASCADE, related_name="coachings")
    coach = TenantForeignKey(Person, models.PROTECT, related_name="coachings")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=2, validators=HOURS, null=True, blank=True
    )

    class Meta:
        verbose_name = _("coaching")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team"], condition=Q(until=None), name="teams_coaching_one"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="teams_coaching_dates"
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(hours__gte=Decimal("0.25"), hours__lte=40),
                name="teams_coaching_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach} · {self.team}"
