from reviews.models.continuation import Continuation
from reviews.models.practice import Practice
from reviews.models.reflection import Reflection
from reviews.models.review import Review, Score

__all__ = ["Continuation", "Practice", "Reflection", "Review", "Score"]
