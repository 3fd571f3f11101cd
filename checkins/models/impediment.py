from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checkins.models.report import Report
from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel


class Impediment(Report):
    """What stands in a team's way, what it blocks, and whom it needs."""

    class Category(models.TextChoices):
        DECISION = "decision", _("a decision")
        BUDGET = "budget", _("budget")
        ACCESS = "access", _("access")
        PEOPLE = "people", _("people")
        INFORMATION = "information", _("information")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        WITH_LEADER = "with_leader", _("with a leader")
        RESOLVED = "resolved", _("resolved")
        UNSOLVED = "unsolved", _("will not be solved")

    text = models.CharField(_("impediment"), max_length=300)
    blocks = models.CharField(_("what it blocks"), max_length=300, blank=True)
    impact = models.CharField(_("impact"), max_length=300, blank=True)
    category = models.CharField(_("what would help"), max_length=11, choices=Category, blank=True)
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)
    private = models.BooleanField(
        _("private"), default=False, help_text=_("Only the team and its coach see it.")
    )
    owner = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("who looks after it"), related_name="+",
        null=True, blank=True,
    )  # fmt: skip
    state = models.CharField(max_length=11, choices=State, default=State.OPEN)
    outcome = models.TextField(_("how it ended"), max_length=600, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("impediment")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "with_leader", "resolved", "unsolved"]),
                name="checkins_impediment_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "with_leader"], ended_at=None)
                | Q(state__in=["resolved", "unsolved"], ended_at__isnull=False),
                name="checkins_impediment_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="unsolved") | ~Q(outcome=""), name="checkins_impediment_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Ask(TenantModel):
    """A team asks a leader to clear an impediment. Every ask gets an answer; each step is a row."""

    class Answer(models.TextChoices):
        WAITING = "", _("waits for an answer")
        ACCEPTED = "accepted", _("takes it")
        DECLINED = "declined", _("cannot help")
        HANDED_OVER = "handed_over", _("handed it over")

    impediment = TenantForeignKey(Impediment, models.CASCADE, related_name="asks")
    leader = TenantForeignKey(Person, models.PROTECT, related_name="asks")
    asked_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=11, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    promised_for = models.DateField(_("by when"), null=True, blank=True)
    reason = models.TextField(_("in your own words"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("ask")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "impediment"], condition=Q(answer=""),
                name="checkins_ask_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["accepted", "declined", "handed_over"], answered_at__isnull=False),
                name="checkins_ask_answered",
            ),
            models.CheckConstraint(
                condition=~Q(answer="accepted") | Q(promised_for__isnull=False),
                name="checkins_ask_promised",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(reason=""), name="checkins_ask_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.impediment_id} → {self.leader_id}"
