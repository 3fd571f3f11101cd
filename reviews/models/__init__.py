from reviews.models.continuation import Continuation
from reviews.models.practice import Practice, PracticeCheck
from reviews.models.reflection import Reflection
from reviews.models.review import Review, Score

__all__ = ["Continuation", "Practice", "PracticeCheck", "Reflection", "Review", "Score"]
