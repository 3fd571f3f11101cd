from datetime import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.countdown import seconds_left
from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from orgs.models import Person
from teams.models import Team

MOST_MINUTES = 240


class Workshop(TenantModel):
    """The OKR definition workshop: a guided room in which one team writes its OKR set.

    The clock is an end time; while it is paused there is no end time but seconds that are left.
    `version` grows with everything that others may see. What is hidden until a reveal leaves it as
    it is, so that nobody can count along.
    """

    team = TenantOneToOneField(Team, models.CASCADE, related_name="workshop")
    facilitator = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("facilitator"), related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    seconds_left = models.IntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("definition workshop")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(started_at__isnull=False),
                name="okrs_workshop_started",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None, seconds_left=None)
                | Q(started_at__isnull=False, ended_at=None, ends_at=None)
                | Q(started_at__isnull=False, ended_at=None, seconds_left=None),
                name="okrs_workshop_clock",
            ),
        ]

    def __str__(self) -> str:
        return str(self.team_id)

    @property
    def audit_label(self) -> str:
        return str(self.team)

    @property
    def running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def ended(self) -> bool:
        return self.ended_at is not None

    @property
    def paused(self) -> bool:
        return self.seconds_left is not None

    def left(self, now: datetime) -> int:
        """Whole seconds that are left of the step, negative when it is over its time."""
        return seconds_left(now, ends_at=self.ends_at, kept=self.seconds_left)


class WorkshopStep(TenantModel):
    """One step of the agenda with its minutes, in the order the facilitator chose."""

    class Kind(models.TextChoices):
        PROBLEMS = "problems", _("Problems")
        OPPORTUNITIES = "opportunities", _("Opportunities")
        TRENDS = "trends", _("Trends")
        CLUSTER = "cluster", _("Cluster")
        VOTE = "vote", _("Vote")
        OBJECTIVE = "objective", _("Objective")
        KEY_RESULTS = "key_results", _("Key results")
        QUALITY = "quality", _("Quality check")
        CONFIDENCE = "confidence", _("Confidence")

    class State(models.TextChoices):
        WAITING = "waiting", _("to come")
        RUNNING = "running", _("running now")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")

    WRITING = (Kind.PROBLEMS, Kind.OPPORTUNITIES, Kind.TRENDS)
    HIDDEN = (*WRITING, Kind.VOTE, Kind.CONFIDENCE)

    workshop = TenantForeignKey(Workshop, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=13, choices=Kind)
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(MOST_MINUTES)]
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    revealed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("step of a workshop")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "workshop", "kind"], name="okrs_workshopstep_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "workshop", "position"],
                name="okrs_workshopstep_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["organisation", "workshop"],
                condition=Q(state="running"),
                name="okrs_workshopstep_one_runs",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "skipped"]),
                name="okrs_workshopstep_state",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="okrs_workshopstep_minutes",
            ),
            models.CheckConstraint(
                condition=Q(revealed_at=None)
                | Q(kind__in=["problems", "opportunities", "trends", "vote", "confidence"]),
                name="okrs_workshopstep_revealed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def skipped(self) -> bool:
        return self.state == self.State.SKIPPED

    @property
    def begun(self) -> bool:
        return self.running or self.done

    @property
    def writing(self) -> bool:
        return self.kind in self.WRITING

    @property
    def hides(self) -> bool:
        """What people give in this step is hidden just now."""
        return self.kind in self.HIDDEN and self.revealed_at is None


class StepDone(TenantModel):
    """A member says: I am done with this step. Not what, and not how much."""

    step = TenantForeignKey(WorkshopStep, models.CASCADE, related_name="dones")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("done with a step")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "step", "person"], name="okrs_stepdone_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id}: {self.person_id}"
