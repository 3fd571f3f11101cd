from checkins.models.check_in import CheckIn, Slot
from checkins.models.impediment import Ask, Impediment
from checkins.models.meeting import MeetingAttendance, TeamMeeting
from checkins.models.minutes import Minutes, MinutesChange
from checkins.models.report import Achievement, Learning

__all__ = [
    "Achievement",
    "Ask",
    "CheckIn",
    "Impediment",
    "Learning",
    "MeetingAttendance",
    "Minutes",
    "MinutesChange",
    "Slot",
    "TeamMeeting",
]
