from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from core.formatting import spoken_time
from core.numbers import shown
from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField, tenant_manager
from orgs.models import Person
from teams.calls.models import HOURS
from teams.members.models import Membership
from themes.models import Cycle

QUARTERS = Exact(Mod("hours", Decimal("0.25")), Decimal(0))


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def whole(self) -> "CommitmentQuerySet":
        """With the member, their home leader, the team, its cycle and its theme.

        People come in queries of their own: PostgreSQL plans one join over twelve tables for
        longer than it runs them all.
        """
        rows = self.select_related("membership__team__cycle__theme", "membership__team__focus_area")
        return rows.prefetch_related(
            "membership__person__division",
            "membership__person__site",
            "membership__person__leader__site",
        )

    def current(self) -> "CommitmentQuerySet":
        """Of people who are in a team whose cycle is not closed."""
        return self.filter(membership__left_on=None, membership__person__left_on=None).exclude(
            membership__team__cycle__phase=Cycle.Phase.CLOSED
        )

    def waiting_for(self, leader: Person) -> "CommitmentQuerySet":
        """The open requests to a home leader. A request follows the roster, not a name in it."""
        return self.current().filter(
            state=Commitment.State.ASKED, membership__person__leader=leader
        )

    def overlapping(self, starts_on: date, ends_on: date) -> "CommitmentQuerySet":
        """Those of cycles that share a day with this stretch of days."""
        return self.filter(
            membership__team__cycle__starts_on__lte=ends_on,
            membership__team__cycle__ends_on__gte=starts_on,
        )


class Commitment(TenantModel):
    """The hours a week a member commits for a cycle, and where the home leader's answer stands.

    Hours that were agreed stay agreed until the leader answers again; only the difference waits.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        COMMITTED = "committed", _("committed")
        ASKED = "asked", _("leader informed")
        AGREED = "agreed", _("agreed")
        CHANGED = "changed", _("changed")
        DECLINED = "declined", _("declined")

    membership = TenantOneToOneField(Membership, models.CASCADE, related_name="commitment")
    hours = models.DecimalField(
        _("hours a week"),
        max_digits=4,
        decimal_places=2,
        validators=HOURS,
        help_text=_("In quarter hours."),
    )
    words = models.TextField(_("your words to your home leader"), max_length=600, blank=True)
    words_to = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    leader = TenantForeignKey(
        Person, models.PROTECT, related_name="asked_commitments", null=True, blank=True
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    requests = models.PositiveSmallIntegerField(default=0)
    agreed_hours = models.DecimalField(
        max_digits=4, decimal_places=2, validators=HOURS, null=True, blank=True
    )

    objects: ClassVar[Any] = tenant_manager(CommitmentQuerySet)

    class Meta:
        verbose_name = _("commitment")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=Decimal("0.25"), hours__lte=40),
                name="teams_commitment_hours",
            ),
            models.CheckConstraint(condition=QUARTERS, name="teams_commitment_quarters"),
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
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(agreed_hours=F("hours")),
                name="teams_commitment_agreed_as_committed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} h"

    @property
    def audit_label(self) -> str:
        """Whose hours; how many is not for everybody who reads the record."""
        return str(self.person)

    @property
    def person(self) -> Person:
        return self.membership.person

    @property
    def unled(self) -> bool:
        """Agreed without an answer: the roster names nobody who leads this person."""
        return self.state == self.State.AGREED and self.leader_id is None

    @property
    def settled(self) -> bool:
        return self.state in {self.State.AGREED, self.State.CHANGED}

    @property
    def looked_at(self) -> bool:
        """A new home leader is asked to look at hours that stand until they answer."""
        return self.state == self.State.ASKED and self.hours == self.agreed_hours

    @property
    def current_words(self) -> str:
        """The words for whoever leads the member now; words to somebody before are not sent on."""
        return self.words if self.words_to_id in {None, self.person.leader_id} else ""

    @property
    def extra(self) -> Decimal:
        """The hours that wait for a yes, beyond those agreed already."""
        if self.state not in {self.State.COMMITTED, self.State.ASKED}:
            return Decimal(0)
        return max(self.hours - (self.agreed_hours or 0), Decimal(0))

    def commit(self, hours: Decimal, words: str, to: Person | None) -> None:
        """The member says, for the first time or anew, how many hours they give."""
        self._leave(*self.State)
        self.hours, self.words, self.words_to = hours, words, to
        self.state = self.State.COMMITTED

    def ask(self, leader: Person, now: Any) -> None:
        """Inform a home leader and ask them; a new one is asked to look at what stands.

        Words stay with whom they were written to, or else go to the first one asked.
        """
        settled = {self.State.AGREED, self.State.CHANGED}
        self._leave(self.State.COMMITTED, self.State.ASKED, *settled)
        if self.state in settled and self.agreed_hours is not None:
            self.hours = self.agreed_hours
        self.state, self.leader, self.asked_at = self.State.ASKED, leader, now
        if self.words_to_id is None:
            self.words_to = leader
        self.requests += 1

    def wait(self) -> None:
        """Nobody is there to be asked any more, until the roster names who leads the member."""
        self._leave(self.State.ASKED)
        self.state, self.leader, self.asked_at = self.State.COMMITTED, None, None

    def reopen(self) -> None:
        """Somebody else leads the member now, so the member is asked again."""
        self._leave(self.State.DECLINED)
        self.state, self.leader = self.State.PROPOSED, None

    def stand(self) -> None:
        """The hours are the ones agreed before, so nobody is asked again."""
        self._leave(self.State.COMMITTED)
        self.state = self.State.AGREED

    def agree_unled(self) -> None:
        self._leave(self.State.COMMITTED)
        self.state, self.leader, self.agreed_hours = self.State.AGREED, None, self.hours

    def agree(self) -> None:
        self._leave(self.State.ASKED)
        self.state, self.agreed_hours = self.State.AGREED, self.hours

    def change(self, hours: Decimal) -> None:
        """The leader agrees with other hours than the member committed."""
        self._leave(self.State.ASKED)
        self.state, self.agreed_hours = self.State.CHANGED, hours

    def decline(self) -> None:
        """Not now. What was agreed before stays agreed, unless that is what was asked about."""
        self._leave(self.State.ASKED)
        if self.agreed_hours in {None, self.hours}:
            self.state, self.agreed_hours = self.State.DECLINED, None
        else:
            self.state, self.hours = self.State.AGREED, self.agreed_hours

    def _leave(self, *states: "Commitment.State") -> None:
        if self.state not in states:
            raise ValidationError(
                _("These hours are “%(state)s” now. Load the page again."),
                code="state",
                params={"state": self.get_state_display()},
            )


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
    request = models.PositiveSmallIntegerField(default=0)
    leader = TenantForeignKey(Person, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer)
    hours_asked = models.DecimalField(max_digits=4, decimal_places=2)
    hours = models.DecimalField(
        _("hours I agree to"),
        max_digits=4,
        decimal_places=2,
        validators=HOURS,
        null=True,
        blank=True,
    )
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
            models.UniqueConstraint(
                fields=["organisation", "commitment", "request"], name="teams_leaderanswer_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["agree", "other", "not_now"]),
                name="teams_leaderanswer_answer",
            ),
            models.CheckConstraint(
                condition=~Q(answer="not_now") | ~Q(reason=""), name="teams_leaderanswer_reason"
            ),
            models.CheckConstraint(
                condition=Q(answer="not_now", hours=None)
                | Q(
                    answer__in=["agree", "other"],
                    hours__isnull=False,
                    hours__gte=Decimal("0.25"),
                    hours__lte=40,
                ),
                name="teams_leaderanswer_hours",
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(QUARTERS), name="teams_leaderanswer_quarters"
            ),
            models.CheckConstraint(
                condition=Q(answer="not_now") | Q(ask_again_on=None),
                name="teams_leaderanswer_again",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_answer_display())

    @property
    def what(self) -> str:
        """The answer without its reason: "5 h a week agreed"."""
        words = {
            self.Answer.AGREE: _("%(hours)s h a week agreed"),
            self.Answer.OTHER: _("%(hours)s h a week agreed instead of %(asked)s h"),
            self.Answer.NOT_NOW: _("%(asked)s h a week: not now"),
        }
        figures = {"hours": shown(self.hours or Decimal(0)), "asked": shown(self.hours_asked)}
        return str(words[self.Answer(self.answer)]) % figures

    @property
    def sentence(self) -> str:
        """What was decided, by whom and when, for whoever comes second."""
        return str(_("Already decided by %(leader)s on %(when)s: %(what)s.")) % {
            "leader": self.leader,
            "when": spoken_time(self.at),
            "what": self.what,
        }
