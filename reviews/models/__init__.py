from reviews.models.continuation import Continuation
from reviews.models.practice import Practice, PracticeCheck
from reviews.models.reflection import Reflection
from reviews.models.review import Review, Score
from reviews.models.scoring import PrivateScore, ScoreRound

__all__ = [
    "Continuation",
    "Practice",
    "PracticeCheck",
    "PrivateScore",
    "Reflection",
    "Review",
    "Score",
    "ScoreRound",
]
