from checkins.models.ask_rules import AskRules, ask_rules
from checkins.models.check_in import CheckIn, CheckInChange, Slot
from checkins.models.impediment import Ask, Impediment
from checkins.models.meeting import MeetingAttendance, MeetingRound, RoundAnswer, TeamMeeting
from checkins.models.minutes import Minutes, MinutesChange
from checkins.models.report import Achievement, Learning, ProgressLine

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
    "ask_rules",
]
