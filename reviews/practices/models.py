from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkins.models import Learning
from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.models import Team


class Practice(TenantModel):
    """What the company keeps: a learning that became part of daily work, with an owner there."""

    team = TenantForeignKey(Team, models.PROTECT, related_name="practices")
    learning = TenantForeignKey(
        Learning, models.SET_NULL, related_name="practices", null=True, blank=True
    )
    title = models.CharField(_("practice"), max_length=200)
    owner = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("looked after by"), related_name="practices"
    )
    written_in = models.CharField(_("where it is written"), max_length=200)
    since = models.DateField(_("since"))
    look_again_on = models.DateField(_("look again on"))
    created_by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("practice")
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(look_again_on__gt=models.F("since")),
                name="reviews_practice_dates",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def last_check(self) -> "PracticeCheck | None":
        return max(self.checks.all(), key=lambda check: check.pk, default=None)

    @property
    def last_benefit(self) -> "PracticeCheck | None":
        """Of all who looked again, the last who gave a number."""
        given = [check for check in self.checks.all() if check.benefit is not None]
        return max(given, key=lambda check: check.pk, default=None)

    @property
    def in_use(self) -> bool | None:
        """As it was seen last; `None` as long as nobody has looked again."""
        last = self.last_check
        return None if last is None else last.use != PracticeCheck.Use.NO

    def waits(self, today: date) -> bool:
        """Somebody should look again; what is out of use nobody looks at any more."""
        return self.look_again_on <= today and self.in_use is not False


class PracticeCheck(TenantModel):
    """Somebody looked at a practice again: whether it lives, who uses it, and what it brings.

    A number says where it comes from and of which day it is; an estimate is marked as one.
    """

    class Use(models.TextChoices):
        YES = "yes", _("in use")
        PARTLY = "partly", _("in use in part")
        NO = "no", _("not in use any more")

    practice = TenantForeignKey(Practice, models.CASCADE, related_name="checks")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    use = models.CharField(_("is it in use?"), max_length=6, choices=Use)
    used_by = models.CharField(_("who uses it"), max_length=200, blank=True)
    effect = models.TextField(_("what it brings"), max_length=600, blank=True)
    benefit = models.DecimalField(
        _("in a number"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    source = models.CharField(_("where the number comes from"), max_length=200, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    estimate = models.BooleanField(_("it is an estimate"), default=False)

    class Meta:
        verbose_name = _("look at a practice")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(use__in=["yes", "partly", "no"]), name="reviews_practicecheck_use"
            ),
            models.CheckConstraint(
                condition=Q(benefit=None) | (~Q(unit="") & ~Q(source="") & ~Q(measured_on=None)),
                name="reviews_practicecheck_source",
            ),
        ]

    def __str__(self) -> str:
        return str(self.practice_id)
