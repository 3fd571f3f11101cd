from nudges.bounces.models import ReturnedAddress
from nudges.failures.models import BackgroundFailure
from nudges.mail.models import Message, Occasion
from nudges.preferences.models import Pace, Preference, QuietHours, Rhythm

__all__ = [
    "BackgroundFailure",
    "Message",
    "Occasion",
    "Pace",
    "Preference",
    "QuietHours",
    "ReturnedAddress",
    "Rhythm",
]
