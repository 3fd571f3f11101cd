from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.countdown import seconds_left
from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.models import Team
from themes.models import Cycle


class CheckIn(TenantModel):
    """The session every two weeks in which all teams of a cycle meet, 15 minutes a team."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        LIVE = "live", _("running now")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="check_ins")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("starts"))
    slot_minutes = models.PositiveSmallIntegerField(
        _("minutes a team"), default=15, validators=[MinValueValidator(3), MaxValueValidator(60)]
    )
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    facilitator = TenantForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("facilitator"),
        related_name="facilitated_check_ins",
        null=True,
        blank=True,
    )
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    started_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the time for all teams is over.")
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("check-in")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "cycle", "number"], name="checkins_checkin_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "live", "held", "cancelled"]),
                name="checkins_checkin_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["live", "held"])
                | Q(started_at__isnull=False, ends_at__isnull=False),
                name="checkins_checkin_started",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(ended_at__isnull=False),
                name="checkins_checkin_ended",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Check-in %(number)s")) % {"number": self.number}

    @property
    def live(self) -> bool:
        return self.state == self.State.LIVE

    @property
    def took_place(self) -> bool:
        return self.state == self.State.HELD

    @property
    def to_come(self) -> bool:
        return self.state == self.State.PLANNED


class CheckInChange(TenantModel):
    """A planned check-in was moved to another time or place, or cancelled: by whom and when."""

    check_in = TenantForeignKey(CheckIn, models.CASCADE, related_name="changes")
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    left = models.DateTimeField(_("when it was planned before"))
    entered = models.DateTimeField(
        _("when it is now"), null=True, blank=True, help_text=_("Nothing when it is cancelled.")
    )

    class Meta:
        verbose_name = _("change of a check-in")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.check_in_id)


class Slot(TenantModel):
    """One team's minutes in a check-in: who presents, how far prepared, and the clock.

    The clock is an end time. While paused there is no end time but seconds that are left, negative
    when the team is over its time. `seconds_added` is what the facilitator gave on top of the plan.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("to come")
        ON = "on", _("on stage")
        DONE = "done", _("done")
        ABSENT = "absent", _("absent")

    check_in = TenantForeignKey(CheckIn, models.CASCADE, related_name="slots")
    team = TenantForeignKey(Team, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    presenter = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("presents"), related_name="+", null=True, blank=True
    )
    prepared_at = models.DateTimeField(null=True, blank=True)
    prepared_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    seconds_left = models.IntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    seconds_planned = models.PositiveIntegerField(null=True, blank=True)
    seconds_added = models.PositiveIntegerField(default=0)
    seconds_used = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("slot")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "check_in", "team"], name="checkins_slot_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "check_in", "position"],
                name="checkins_slot_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["organisation", "check_in"],
                condition=Q(state="on"),
                name="checkins_slot_one_on",
            ),
            models.CheckConstraint(
                condition=~Q(state="on")
                | Q(ends_at__isnull=False, seconds_left=None, seconds_planned__isnull=False)
                | Q(ends_at=None, seconds_left__isnull=False, seconds_planned__isnull=False),
                name="checkins_slot_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(ended_at__isnull=False, seconds_used__isnull=False),
                name="checkins_slot_done",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "on", "done", "absent"]),
                name="checkins_slot_state",
            ),
            models.CheckConstraint(
                condition=Q(prepared_at=None, prepared_by=None)
                | Q(prepared_at__isnull=False, prepared_by__isnull=False),
                name="checkins_slot_prepared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_in_id}: {self.team_id}"

    @property
    def waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def on_stage(self) -> bool:
        return self.state == self.State.ON

    @property
    def done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def absent(self) -> bool:
        return self.state == self.State.ABSENT

    @property
    def paused(self) -> bool:
        return self.on_stage and self.ends_at is None

    @property
    def length(self) -> int:
        """Seconds the clock goes round: the plan and what was added to it."""
        return (self.seconds_planned or 0) + self.seconds_added

    def left(self, now: datetime) -> int:
        """Whole seconds that are left, negative when the team is over its time."""
        return seconds_left(now, ends_at=self.ends_at, kept=self.seconds_left)

    def come_back(self, now: datetime) -> None:
        """On stage once more, with what it had left, or its overrun."""
        left = self.length - (self.seconds_used or 0)
        self.state, self.ends_at = self.State.ON, now + timedelta(seconds=left)
        self.seconds_used = self.ended_at = None

    @property
    def seconds_over(self) -> int:
        """How much longer than planned a team spoke, what was added included."""
        return max(0, (self.seconds_used or 0) - (self.seconds_planned or 0))
