from teams.models.agreement import AgreementConfirmation, WorkingAgreement
from teams.models.call import Acceptance, Call, Offer
from teams.models.hours import Commitment, LeaderAnswer
from teams.models.session import Attendance, Session
from teams.models.team import Coaching, FormingRules, Membership, Team, TeamConfirmation

__all__ = [
    "Acceptance",
    "AgreementConfirmation",
    "Attendance",
    "Call",
    "Coaching",
    "Commitment",
    "FormingRules",
    "LeaderAnswer",
    "Membership",
    "Offer",
    "Session",
    "Team",
    "TeamConfirmation",
    "WorkingAgreement",
]
