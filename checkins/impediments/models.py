from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from checkins.reports.models import Report
from core.tenancy import TenantForeignKey, TenantModel
from core.text import capital
from orgs.closed_days import answer_due, countries_of
from orgs.models import Person


class Impediment(Report):
    """What stands in a team's way, what it blocks, and whom it needs."""

    kind = "impediment"
    kind_words = _("Impediment")

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

    ENDED = frozenset({State.RESOLVED, State.UNSOLVED})

    text = models.CharField(_("impediment"), max_length=300)
    blocks = models.CharField(_("what it blocks"), max_length=300, blank=True)
    impact = models.CharField(_("impact"), max_length=300, blank=True)
    category = models.CharField(_("what would help"), max_length=11, choices=Category, blank=True)
    wanted_by = models.DateField(_("wanted by"), null=True, blank=True)
    private = models.BooleanField(
        _("private"), default=False, help_text=_("Only the team and its coach see it.")
    )
    owner = TenantForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("who helps"),
        related_name="+",
        null=True,
        blank=True,
    )
    state = models.CharField(max_length=11, choices=State, default=State.OPEN)
    outcome = models.TextField(_("how it ended"), max_length=600, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("impediment")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "key"], name="checkins_impediment_sent_once"
            ),
            models.CheckConstraint(
                condition=Q(private=False) | ~Q(state="with_leader"),
                name="checkins_impediment_private_stays",
            ),
            models.CheckConstraint(
                condition=Q(
                    category__in=["", "decision", "budget", "access", "people", "information"]
                ),
                name="checkins_impediment_category",
            ),
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

    @property
    def open(self) -> bool:
        return self.state not in self.ENDED

    @property
    def last_ask(self) -> "Ask | None":
        return max(self.asks.all(), key=lambda ask: ask.pk, default=None)

    @property
    def where_it_stands(self) -> str:
        """The last step in a sentence, as the team and everybody in the check-in reads it."""
        if not self.open:
            words = self.get_state_display()
            sentence = _("%(state)s: %(why)s") % {"state": words, "why": self.outcome}
            return capital(sentence if self.outcome else words)
        return self.last_ask.in_words if self.last_ask else str(_("Open, nobody asked yet"))


class Ask(TenantModel):
    """A team asks a leader to clear an impediment. Every ask gets an answer; each step is a row.

    An ask nobody answers in time goes on to the sponsor; one that is no longer needed says so.
    """

    class Answer(models.TextChoices):
        WAITING = "", _("waits for an answer")
        ACCEPTED = "accepted", _("takes it")
        DECLINED = "declined", _("cannot help")
        HANDED_OVER = "handed_over", _("handed it over")
        ESCALATED = "escalated", _("no answer in time, went on to the sponsor")
        NOT_NEEDED = "not_needed", _("no longer needed")

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
                fields=["organisation", "impediment"],
                condition=Q(answer=""),
                name="checkins_ask_one_open",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(
                    answer__in=["accepted", "declined", "handed_over", "escalated", "not_needed"],
                    answered_at__isnull=False,
                ),
                name="checkins_ask_answered",
            ),
            models.CheckConstraint(
                condition=~Q(answer="accepted") | Q(promised_for__isnull=False),
                name="checkins_ask_promised",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(reason=""), name="checkins_ask_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.impediment_id} → {self.leader_id}"

    @property
    def audit_label(self) -> str:
        """Whose ask; the impediment's words may be private to the team."""
        return str(self.impediment.team)

    @property
    def waiting(self) -> bool:
        return self.answer == self.Answer.WAITING

    def due_at(self, days: int) -> datetime:
        """When the leader has had so many working days, by the calendar of their country."""
        return answer_due(self.asked_at, days, countries_of(self.leader))

    @property
    def in_words(self) -> str:
        sentence = {
            self.Answer.ACCEPTED: _("%(leader)s takes it, by %(day)s"),
            self.Answer.DECLINED: _("%(leader)s cannot help: %(reason)s"),
            self.Answer.HANDED_OVER: _("%(leader)s handed it over"),
            self.Answer.ESCALATED: _("%(leader)s did not answer in time; it went to the sponsor"),
            self.Answer.NOT_NEEDED: _("%(leader)s was asked; no longer needed"),
        }.get(self.Answer(self.answer), _("Nobody yet, %(leader)s asked"))
        day = (
            date_format(self.promised_for, pgettext("date format", "j F"))
            if self.promised_for
            else ""
        )
        return sentence % {"leader": self.leader, "reason": self.reason, "day": day}
