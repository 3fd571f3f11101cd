"""What an organisation has of check-ins: who is to ask somebody looks here first."""

from checkins.minutes.nudges import STAND
from checkins.models import Ask, CheckIn, CheckInChange, MeetingRound, Minutes, RoundAnswer
from checkins.nudges import CHANGE_STANDS
from nudges.at_hand import Rows

State = CheckIn.State

AT_HAND: dict[str, Rows] = {
    "checkins.rounds": lambda now: MeetingRound.objects.filter(
        until__gt=now, meeting__held_at=None
    ),
    "checkins.old_answers": lambda now: RoundAnswer.objects.filter(round__until__lte=now),
    "checkins.to_come": lambda now: CheckIn.objects.filter(state__in=[State.PLANNED, State.LIVE]),
    "checkins.changes": lambda now: CheckInChange.objects.filter(at__gt=now - CHANGE_STANDS),
    "checkins.minutes": lambda now: Minutes.objects.filter(at__gt=now - STAND),
    "checkins.asks": lambda now: Ask.objects.filter(answer=Ask.Answer.WAITING),
    "checkins.promises": lambda now: Ask.objects.filter(answer=Ask.Answer.ACCEPTED),
}
