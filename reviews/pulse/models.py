"""The anonymous experience pulse: what is stored, and why nobody can join it to a person (N2).

While a pulse is open there are three lists. `PulseInvitation` says who was asked and never changes.
`Pulse.who_answered` says who has answered, sealed. `PulseAnswer` holds the answers, sealed, and no
column of it leads to a person or a moment. What a table tells beside its columns is made the same
for all rows:

- **Order, ids, transactions.** Each answer rewrites all answers of the pulse: new random keys, in
  random order, in one transaction, so `ctid`, `xmin`, indexes and sequences say the same of each.
- **Watching.** Between two looks at the tables an answer is there more. So each answer is sealed
  anew with each answer, and so is who has answered; all seals of a kind are of one length. The key
  is a file of the pulse beside the database (`reviews.pulse.keys`): statements in logs, dumps, dead
  rows and the write-ahead log show how many have answered and when, but not who and not what.
- **Links.** A mail's link carries a token that is made of that key; the row keeps its hash. It says
  nothing about whose it is, and leads nowhere once the list is deleted.
- **Afterwards.** At its end the answers are counted once into `PulseResult`, which holds only what
  is shown, comments in an order of their own. The lists are deleted, and when that is committed
  the key is overwritten and deleted. Old seals, wherever they are kept, can be opened by nobody
  who has not copied the key before.
- **Audit, logs, session.** Answering writes no audit row, no log line and no message of a session.
  The browser keeps no draft of an answer.

An answer carries the team, because it is shown by team, and no other attribute (division, way of
joining): with two attributes small groups cross.

`docs/pulse.md` says what remains possible. `bin/torture pulse` plays the attack while a pulse is
open, and again after its end with everything that stays on the server.
Rewriting costs time with the square of the answers: half a second each for thousands of people.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField, tenant_manager
from orgs.models import Person
from reviews.pulse import keys as pulse_keys
from reviews.pulse.arithmetic import COMMENT_THRESHOLD, THRESHOLD
from reviews.pulse.sealing import unseal
from teams.models import Team
from themes.models import Cycle

LEAST, LEAST_FOR_COMMENTS = 3, 5
SHORT = timedelta(days=3)
DAY = timedelta(days=1)


class PulseQuerySet(models.QuerySet["Pulse"]):
    def running(self) -> "PulseQuerySet":
        """Neither counted nor lost for good."""
        return self.filter(result=None).exclude(lost_at__isnull=False, key_name=None)

    def lost(self) -> "PulseQuerySet":
        return self.filter(result=None, lost_at__isnull=False)


class Pulse(TenantModel):
    """The anonymous survey at the end of a cycle; its rules are fixed when it opens.

    `key_name` is the file of its key; a closed pulse has none. `who_answered` are the numbers of
    people, sealed with it. `lost_at` is when its key was missed: the answers cannot be read. If the
    key comes back it goes on; else its lists are deleted and it can be asked anew.
    """

    cycle = TenantOneToOneField(Cycle, models.CASCADE, related_name="pulse")
    opens_at = models.DateTimeField(_("opened"))
    closes_at = models.DateTimeField(_("open until"))
    threshold = models.PositiveSmallIntegerField(_("answers for figures"), default=THRESHOLD)
    comment_threshold = models.PositiveSmallIntegerField(
        _("answers for comments"), default=COMMENT_THRESHOLD
    )
    items = models.JSONField(_("items with their versions"))
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)
    key_name = models.UUIDField(null=True, editable=False)
    who_answered = models.TextField(default="", editable=False)
    lost_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = tenant_manager(PulseQuerySet)

    class Meta:
        verbose_name = _("pulse")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="reviews_pulse_dates"
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=LEAST)
                & Q(comment_threshold__gte=LEAST_FOR_COMMENTS)
                & Q(comment_threshold__gte=F("threshold")),
                name="reviews_pulse_thresholds",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Pulse of cycle %(number)s")) % {"number": self.cycle.number}

    def is_open(self, now: datetime) -> bool:
        return self.lost_at is None and self.opens_at <= now < self.closes_at

    @property
    def key(self) -> bytes:
        """Raises `KeyLostError` where it cannot be read."""
        return pulse_keys.read(self.organisation_id, self.key_name)

    def have_answered(self) -> set[int]:
        """The numbers of people. Raises `KeyLostError` where that cannot be read."""
        return set(unseal(self.who_answered, self.key))

    def reminders(self) -> list[datetime]:
        """At most three moments, the last one a day before the end; none for a short pulse."""
        length = self.closes_at - self.opens_at
        if length <= SHORT:
            return []
        last, step = self.closes_at - DAY, timedelta(days=length.days // 3)
        earlier = [self.opens_at + step, self.opens_at + 2 * step]
        return [*(moment for moment in earlier if last - moment >= DAY), last]


class PulseInvitation(TenantModel):
    """Who is asked, and for which team. A row changes only when the person's links end.

    The token of the link is in the mail alone; the row keeps its hash.
    """

    pulse = TenantForeignKey(Pulse, models.CASCADE, related_name="invitations")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")
    team = TenantForeignKey(Team, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, default="", editable=False)

    class Meta:
        verbose_name = _("asked in a pulse")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "pulse", "person"], name="reviews_pulseinvitation_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "token_hash"], name="pulseinvitation_token_ix")
        ]

    def __str__(self) -> str:
        return str(self.person)


class PulseAnswer(TenantModel):
    """One sealed answer, in no order; see the top of this file for what it must never tell."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pulse = TenantForeignKey(Pulse, models.CASCADE, related_name="answers")
    sealed = models.TextField()

    class Meta:
        verbose_name = _("answer in a pulse")

    def __str__(self) -> str:
        return str(self.id)


class PulseResult(TenantModel):
    """What a pulse has shown, counted once at its end; nothing hidden is in it.

    `figures` is what `reviews.pulse.results.frozen` made.
    """

    pulse = TenantOneToOneField(Pulse, models.CASCADE, related_name="result")
    at = models.DateTimeField(auto_now_add=True)
    invited = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    figures = models.JSONField()

    class Meta:
        verbose_name = _("result of a pulse")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered__lte=F("invited")), name="reviews_pulseresult_answered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answered} / {self.invited}"


class PulseFollowUp(TenantModel):
    """What we do about a pulse: one line with an owner and a date."""

    pulse = TenantForeignKey(Pulse, models.CASCADE, related_name="follow_ups")
    text = models.CharField(_("what we do about it"), max_length=300)
    owner = TenantForeignKey(
        Person, models.PROTECT, verbose_name=_("looked after by"), related_name="+"
    )
    due_on = models.DateField(_("until"))
    by = TenantForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("what we do about a pulse")
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.text
