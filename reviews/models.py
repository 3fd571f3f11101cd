from reviews.closing_events.models import ClosingEvent
from reviews.continuations.models import Continuation
from reviews.handovers.models import Farewell
from reviews.health_checks.models import HealthAction, HealthCheck, HealthResult, HealthVote
from reviews.hourly_rate.models import HourlyRate
from reviews.outcomes.models import Outcome, ScoreBands
from reviews.practices.models import Practice, PracticeCheck
from reviews.pulse.models import Pulse, PulseAnswer, PulseFollowUp, PulseInvitation, PulseResult
from reviews.retrospectives.models import Improvement
from reviews.review.models import Review, Score
from reviews.review.reflection_models import Reflection
from reviews.scoring.models import PrivateScore, ScoreRound
from reviews.stories.models import Story

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
]
