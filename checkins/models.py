from checkins.impediments.ask_rules import AskRules
from checkins.impediments.models import Ask, Impediment
from checkins.meetings.models import MeetingAttendance, MeetingRound, RoundAnswer, TeamMeeting
from checkins.minutes.models import Minutes, MinutesChange
from checkins.reports.models import Achievement, Learning, ProgressLine
from checkins.series.models import CheckIn, CheckInChange, Slot

__all__ = [
    "Achievement",
    "Ask",
    "AskRules",
    "CheckIn",
    "CheckInChange",
    "Impediment",
    "Learning",
    "MeetingAttendance",
    "MeetingRound",
    "Minutes",
    "MinutesChange",
    "ProgressLine",
    "RoundAnswer",
    "Slot",
    "TeamMeeting",
]
