"""The weekly meeting of a team: opened when the team meets, closed when it is over."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.meetings.weeks import slot_of_this_week
from checkins.models import MeetingAttendance, RoundAnswer, TeamMeeting
from checkins.reports.actions import refuse_closed
from orgs.models import Person
from teams.models import Membership, Team


@transaction.atomic
def meeting_open(*, team: Team, by: Person, starts_at: datetime | None = None) -> TeamMeeting:
    """Open the meeting of a time, or of this week; the same one twice is one meeting."""
    refuse_closed(team)
    moment = starts_at or slot_of_this_week(team, timezone.now())
    meeting, _made = TeamMeeting.objects.get_or_create(team=team, starts_at=moment)
    return meeting


def notes_save(*, meeting: TeamMeeting, notes: str, by: Person) -> TeamMeeting:
    _refuse_past(meeting)
    meeting.notes = notes.strip()
    meeting.clean_fields(exclude={"team", "held_by", "organisation"})
    meeting.save(update_fields=["notes"])
    return meeting


@transaction.atomic
def meeting_close(
    *,
    meeting: TeamMeeting,
    by: Person,
    notes: str | None = None,
    attended: Iterable[Person] | None = None,
) -> TeamMeeting:
    """End a meeting; who was there is told only if the team likes. Twice is once."""
    locked = TeamMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if locked.held_at is not None:
        return locked
    refuse_closed(locked.team)
    if notes is not None:
        locked.notes = notes.strip()
    locked.held_at, locked.held_by = timezone.now(), by
    locked.clean_fields(exclude={"team", "held_by", "organisation"})
    locked.save()
    _attend(locked, attended or ())
    RoundAnswer.objects.filter(round__meeting=locked).delete()
    return locked


def _attend(meeting: TeamMeeting, people: Iterable[Person]) -> None:
    members = set(
        Membership.objects.current().filter(team=meeting.team).values_list("person_id", flat=True)
    )
    MeetingAttendance.objects.filter(meeting=meeting).delete()
    MeetingAttendance.objects.bulk_create(
        MeetingAttendance(meeting=meeting, person=person)
        for person in people
        if person.pk in members
    )


def _refuse_past(meeting: TeamMeeting) -> None:
    if meeting.held_at is not None:
        raise ValidationError(_("This meeting is over; its notes stay as they are."))
