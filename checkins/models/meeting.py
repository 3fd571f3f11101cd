from django.db import models
from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from orgs.tenancy import TenantForeignKey, TenantModel
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
