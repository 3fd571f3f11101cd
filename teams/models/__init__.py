from teams.models.agreement import AgreementConfirmation, AgreementReview, WorkingAgreement
from teams.models.calendar_feed import CalendarFeed
from teams.models.call import Acceptance, Call, Offer, SkillBrought
from teams.models.coach_notes import CoachNote, WhatWorked
from teams.models.focus_answer import FocusAnswer
from teams.models.hours import Commitment, LeaderAnswer
from teams.models.hours_history import CommitmentChange
from teams.models.hours_notes import HoursNote
from teams.models.hours_rules import HoursRules, NotesSwitch, hours_rules, notes_on, notes_switch
from teams.models.lending import Thanks
from teams.models.session import Attendance, Seat, Session
from teams.models.team import Coaching, FormingRules, Membership, Team, TeamConfirmation

__all__ = [
    "Acceptance",
    "AgreementConfirmation",
    "AgreementReview",
    "Attendance",
    "CalendarFeed",
    "Call",
    "CoachNote",
    "Coaching",
    "Commitment",
    "CommitmentChange",
    "FocusAnswer",
    "FormingRules",
    "HoursNote",
    "HoursRules",
    "LeaderAnswer",
    "Membership",
    "NotesSwitch",
    "Offer",
    "Seat",
    "Session",
    "SkillBrought",
    "Team",
    "TeamConfirmation",
    "Thanks",
    "WhatWorked",
    "WorkingAgreement",
    "hours_rules",
    "notes_on",
    "notes_switch",
]
