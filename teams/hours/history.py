from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.numbers import shown
from core.tenancy import TenantForeignKey, TenantModel
from orgs.models import Person
from teams.hours.models import Commitment, LeaderAnswer

State = Commitment.State


class CommitmentChange(TenantModel):
    """One step of a commitment from state to state: who, when, and with how many hours.

    `by` is empty where the roster moved it. `agreed_hours` are those that run from then on; what a
    team costs is counted from here.
    """

    commitment = TenantForeignKey(Commitment, models.CASCADE, related_name="changes")
    left = models.CharField(max_length=10, choices=Commitment.State)
    entered = models.CharField(max_length=10, choices=Commitment.State)
    by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    leader = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    answer = TenantForeignKey(LeaderAnswer, models.CASCADE, related_name="+", null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    agreed_hours = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a commitment")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_left_display()} → {self.get_entered_display()}"

    @property
    def what(self) -> str:
        """What happened, without a reason: "4 h a week committed"."""
        if self.answer is not None:
            return self.answer.what
        words = {
            State.PROPOSED: _("Asked anew, because somebody else leads them now"),
            State.COMMITTED: _("%(hours)s h a week committed"),
            State.ASKED: _("%(leader)s informed and asked about %(hours)s h a week"),
            State.AGREED: _("%(hours)s h a week stay agreed"),
        }
        if self.entered == State.COMMITTED and self.by_id is None:
            words[State.COMMITTED] = _("Nobody to ask: the roster names no home leader who is here")
        if self.entered == State.AGREED and self.leader_id is None:
            words[State.AGREED] = _("%(hours)s h a week agreed; nobody leads them on the roster")
        said = {"hours": shown(self.hours), "leader": self.leader}
        return str(words[State(self.entered)]) % said
