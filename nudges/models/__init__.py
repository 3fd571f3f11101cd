from nudges.models.failure import BackgroundFailure
from nudges.models.message import Message, Occasion
from nudges.models.returned import ReturnedAddress
from nudges.models.wishes import Pace, Preference, QuietHours, Rhythm, quiet_hours

__all__ = [
    "BackgroundFailure",
    "Message",
    "Occasion",
    "Pace",
    "Preference",
    "QuietHours",
    "ReturnedAddress",
    "Rhythm",
    "quiet_hours",
]
