from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from teams.models.call import HOURS
from teams.models.team import Membership


class Commitment(TenantModel):
    """The hours a week a member commits for a cycle, and where the home leader's answer stands."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        COMMITTED = "committed", _("committed")
        ASKED = "asked", _("leader asked")
        AGREED = "agreed", _("agreed")
        CHANGED = "changed", _("agreed with other hours")
        DECLINED = "declined", _("not now")

    membership = TenantOneToOneField(Membership, models.CASCADE, related_name="commitment")
    hours = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=2, validators=HOURS,
        help_text=_("In quarter hours."),
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    leader = TenantForeignKey(
        Person, models.PROTECT, related_name="asked_commitments", null=True, blank=True
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    agreed_hours = models.DecimalField(
        max_digits=4, decimal_places=2, validators=HOURS, null=True, blank=True
    )

    class Meta:
        verbose_name = _("commitment")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=Decimal("0.25"), hours__lte=40),
                name="teams_commitment_hours",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["proposed", "committed", "asked", "agreed", "changed", "declined"]
                ),
                name="teams_commitment_state",
            ),
            models.CheckConstraint(
                condition=~Q(state="asked") | Q(leader__isnull=False, asked_at__isnull=False),
                name="teams_commitment_asked",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "changed"]) | Q(agreed_hours__isnull=False),
                name="teams_commitment_agreed_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h"


class LeaderAnswer(TenantModel):
    """A home leader's answer to one request: agree, agree with other hours, or not now.

    The reason stays between leader, member and integration team; teammates never see it.
    """

    class Answer(models.TextChoices):
        AGREE = "agree", _("agree")
        OTHER = "other", _("agree with other hours")
        NOT_NOW = "not_now", _("not now")

    class Via(models.TextChoices):
        SCREEN = "screen", _("on screen")
        MAIL = "mail", _("by mail")

    commitment = TenantForeignKey(Commitment, models.CASCADE, related_name="answers")
    leader = TenantForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer)
    hours_asked = models.DecimalField(max_digits=4, decimal_places=2)
    hours = models.DecimalField(
        _("hours I agree to"), max_digits=4, decimal_places=2, validators=HOURS,
        null=True, blank=True,
    )  # fmt: skip
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    ask_again_on = models.DateField(_("ask again on"), null=True, blank=True)
    covered = models.TextField(
        _("what is dropped or covered in the home team"), max_length=600, blank=True
    )
    via = models.CharField(max_length=6, choices=Via)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("answer of a home leader")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="not_now") | ~Q(reason=""), name="teams_leaderanswer_reason"
            ),
            models.CheckConstraint(
                condition=Q(answer="not_now") | Q(hours__gte=Decimal("0.25"), hours__lte=40),
                name="teams_leaderanswer_hours",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())
