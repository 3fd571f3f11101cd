"""What an organisation has of check-ins: who is to ask somebody looks here first."""

from checkins.minutes.nudges import SHOWN_FOR
from checkins.models import Ask, CheckIn, CheckInChange, MeetingRound, Minutes, RoundAnswer
from checkins.series.nudges import CHANGE_SHOWN_FOR
from nudges.at_hand import Rows

State = CheckIn.State

AT_HAND: dict[str, Rows] = {
    "checkins.rounds": lambda now: MeetingRound.objects.filter(
        until__gt=now, meeting__held_at=None
    ),
    "checkins.old_answers": lambda now: RoundAnswer.objects.filter(round__until__lte=now),
    "checkins.to_come": lambda now: CheckIn.objects.filter(state__in=[State.PLANNED, State.LIVE]),
    "checkins.changes": lambda now: CheckInChange.objects.filter(at__gt=now - CHANGE_SHOWN_FOR),
    "checkins.minutes": lambda now: Minutes.objects.filter(at__gt=now - SHOWN_FOR),
    "checkins.asks": lambda now: Ask.objects.filter(answer=Ask.Answer.WAITING),
    "checkins.promises": lambda now: Ask.objects.filter(answer=Ask.Answer.ACCEPTED),
}
