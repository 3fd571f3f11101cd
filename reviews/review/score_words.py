"""How a score is read: by what was promised, never as a mark for people."""

from collections.abc import Iterable
from decimal import Decimal

ALL = Decimal(1)


def reading(horizon: str, score: Decimal, *, good_from: Decimal) -> str:
    """`what_happened` for a committed key result below 1.0, `good` for a stretch from `good_from`.

    Scores are 0.0–1.0. Everything else is "": it reads itself.
    """
    if horizon == "committed":
        return "what_happened" if score < ALL else ""
    return "good" if score >= good_from else ""


def all_reached(scores: Iterable[Decimal]) -> bool:
    """Whether every score, and there is one, is 1.0: worth asking whether one played safe."""
    found = list(scores)
    return bool(found) and all(score >= ALL for score in found)
