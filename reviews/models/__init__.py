from reviews.models.closing_event import ClosingEvent
from reviews.models.continuation import Continuation
from reviews.models.farewell import Farewell
from reviews.models.health import HealthAction, HealthCheck, HealthResult, HealthVote
from reviews.models.improvement import Improvement
from reviews.models.outcome import Outcome, ScoreBands, score_bands
from reviews.models.practice import Practice, PracticeCheck
from reviews.models.pulse import Pulse, PulseAnswer, PulseFollowUp, PulseInvitation, PulseResult
from reviews.models.rate import HourlyRate, hourly_rate
from reviews.models.reflection import Reflection
from reviews.models.review import Review, Score
from reviews.models.scoring import PrivateScore, ScoreRound
from reviews.models.story import Story

__all__ = [
    "ClosingEvent",
    "Continuation",
    "Farewell",
    "HealthAction",
    "HealthCheck",
    "HealthResult",
    "HealthVote",
    "HourlyRate",
    "Improvement",
    "Outcome",
    "Practice",
    "PracticeCheck",
    "PrivateScore",
    "Pulse",
    "PulseAnswer",
    "PulseFollowUp",
    "PulseInvitation",
    "PulseResult",
    "Reflection",
    "Review",
    "Score",
    "ScoreBands",
    "ScoreRound",
    "Story",
    "hourly_rate",
    "score_bands",
]
