from teams.agreements.models import AgreementConfirmation, AgreementReview, WorkingAgreement
from teams.calendar_feeds.models import CalendarFeed
from teams.calls.models import Acceptance, Call, Offer, SkillBrought
from teams.coach_notes.models import CoachNote, WhatWorked
from teams.focus_answers.models import FocusAnswer
from teams.hours.history import CommitmentChange
from teams.hours.models import Commitment, LeaderAnswer
from teams.hours.note_models import HoursNote
from teams.hours.rules import HoursRules, NotesSwitch, notes_on, notes_switch
from teams.lending.models import Thanks
from teams.members.models import Coaching, FormingRules, Membership, Team, TeamConfirmation
from teams.sessions.models import Attendance, Seat, Session

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
    "notes_on",
    "notes_switch",
]
