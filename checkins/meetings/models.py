from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantForeignKey, TenantModel, TenantOneToOneField
from orgs.models import Person
from teams.models import Team


class TeamMeeting(TenantModel):
    """A team's weekly meeting: progress, learnings, impediments. A week without one is missed."""

    team = TenantForeignKey(Team, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("starts"))
    notes = models.TextField(_("notes"), max_length=4000, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    held_by = TenantForeignKey(Person, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("team meeting")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "team", "starts_at"], name="checkins_teammeeting_once"
            ),
            models.CheckConstraint(
                condition=models.Q(held_at=None, held_by=None)
                | models.Q(held_at__isnull=False, held_by__isnull=False),
                name="checkins_teammeeting_held",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.starts_at:%Y-%m-%d}"

    @property
    def written(self) -> "MeetingRound | None":
        """Its asynchronous round, when the team answers in writing."""
        return getattr(self, "round", None)

    def over_at(self, now: datetime) -> datetime | None:
        """When it ended: somebody closed it, or the deadline of its round has passed."""
        if self.held_at is None and self.written and self.written.until <= now:
            return self.written.until
        return self.held_at


class MeetingAttendance(TenantModel):
    """Somebody was in the meeting; seen in the team only, never counted for a person."""

    meeting = TenantForeignKey(TeamMeeting, models.CASCADE, related_name="attendances")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("attendance of a team meeting")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "meeting", "person"], name="checkins_meetingattendance_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class MeetingRound(TenantModel):
    """A meeting in writing: each member answers in their own time until a deadline.

    It ends by the clock alone. A team that holds the meeting as a call after all takes it away.
    """

    meeting = TenantOneToOneField(TeamMeeting, models.CASCADE, related_name="round")
    until = models.DateTimeField(_("until"))
    opened_by = TenantForeignKey(Person, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("asynchronous round")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("opened_at")),
                name="checkins_meetinground_until",
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting_id)

    def hear(self, person: Person) -> None:
        """Somebody has answered; once is enough."""
        RoundAnswer.objects.get_or_create(round=self, person=person)


class RoundAnswer(TenantModel):
    """Somebody has answered a round: known to the team while it runs, forgotten after it."""

    round = TenantForeignKey(MeetingRound, models.CASCADE, related_name="answers")
    person = TenantForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("answer to a round")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "round", "person"], name="checkins_roundanswer_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)
