"""A meeting in writing: opened with a deadline, answered by each for themselves, over by itself."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.models import MeetingRound, RoundAnswer, TeamMeeting
from checkins.reports.actions import refuse_closed
from orgs.models import Person
from teams.models import Membership

LONGEST = timedelta(days=7)  # then the next meeting comes


@transaction.atomic
def round_open(*, meeting: TeamMeeting, until: datetime, by: Person) -> MeetingRound:
    """Let everybody answer in writing until a moment; a round that runs gets the new deadline."""
    locked, now = _lock(meeting), timezone.now()
    if not now < until <= now + LONGEST:
        raise ValidationError({"until": _("Choose a moment within the next seven days.")})
    opened, _made = MeetingRound.objects.update_or_create(
        meeting=locked, defaults={"until": until}, create_defaults={"until": until, "opened_by": by}
    )
    return opened


@transaction.atomic
def round_answer(*, meeting: TeamMeeting, by: Person) -> None:
    """A member has said everything, or has nothing to say this time. Twice is once."""
    locked = _lock(meeting)
    if locked.written is None or locked.over_at(timezone.now()):
        raise ValidationError(_("Nobody is asked for an answer in writing any more."))
    if not Membership.objects.current().filter(team=locked.team, person=by).exists():
        raise ValidationError(_("The members of the team answer."))
    locked.written.hear(by)


@transaction.atomic
def round_drop(*, meeting: TeamMeeting, by: Person) -> None:
    """Hold the meeting as a call instead, or once more; what was written stays."""
    MeetingRound.objects.filter(meeting=_lock(meeting)).delete()


def answers_forget(now: datetime) -> None:
    """Who has answered is nobody's business once a round is over."""
    RoundAnswer.objects.filter(round__until__lte=now).delete()


def _lock(meeting: TeamMeeting) -> TeamMeeting:
    rows = TeamMeeting.objects.select_for_update(of=("self",)).select_related("team__cycle")
    locked: TeamMeeting = rows.get(pk=meeting.pk)
    refuse_closed(locked.team)
    if locked.held_at is not None:
        raise ValidationError(_("This meeting is over; its notes stay as they are."))
    return locked
