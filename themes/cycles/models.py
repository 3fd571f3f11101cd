from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from themes.cycles import elapsed as hand
from themes.theme.models import Theme


class DateRange(Func):
    """The days of a cycle, first and last one included."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Cycle(TenantModel):
    """About three months of a theme, with phases. The theme stays, the members change."""

    class Phase(models.TextChoices):
        PLANNED = "planned", _("Planned")
        CALLING = "calling", _("Calling for volunteers")
        FORMING = "forming", _("Forming teams")
        PREPARING = "preparing", _("Agreeing hours and OKR sets")
        RUNNING = "running", _("Running")
        REVIEWING = "reviewing", _("In review")
        CLOSED = "closed", _("Closed")

    theme = TenantForeignKey(Theme, models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.PLANNED)

    class Meta:
        verbose_name = _("cycle")
        ordering = ["theme", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "theme", "number"], name="themes_cycle_number"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")),
                name="themes_cycle_dates",
                violation_error_message=_("A cycle ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(
                    phase__in=[
                        "planned",
                        "calling",
                        "forming",
                        "preparing",
                        "running",
                        "reviewing",
                        "closed",
                    ]
                ),
                name="themes_cycle_phase",
            ),
            ExclusionConstraint(
                name="themes_cycle_no_overlap",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("theme", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Another cycle of this theme runs on these days."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Cycle %(number)s")) % {"number": self.number}

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1

    @property
    def weeks(self) -> int:
        return -(-self.days // 7)

    def week(self, today: date) -> int:
        """The week of the cycle a day lies in, from 1; 0 before the first day."""
        if today < self.starts_on:
            return 0
        return min((today - self.starts_on).days // 7 + 1, self.weeks)

    def elapsed(self, today: date) -> float:
        """The share of the cycle's days that have passed, in percent, 0 to 100."""
        share = hand.elapsed(starts_on=self.starts_on, ends_on=self.ends_on, today=today)
        return float(share or 0) * 100

    def week_starts_on(self, week: int) -> date:
        return self.starts_on + timedelta(weeks=week - 1)

    @property
    def movable(self) -> bool:
        """The dates may still change: no team has prepared for them yet."""
        return self.phase in {self.Phase.PLANNED, self.Phase.CALLING, self.Phase.FORMING}

    @property
    def frozen(self) -> bool:
        """A closed cycle keeps its values as they are."""
        return self.phase == self.Phase.CLOSED


class PhaseChange(TenantModel):
    """One step of a cycle from phase to phase: who, when, and why if something was missing."""

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="phase_changes")
    left = models.CharField(max_length=10, choices=Cycle.Phase)
    entered = models.CharField(max_length=10, choices=Cycle.Phase)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("change of phase")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.left} → {self.entered}"
