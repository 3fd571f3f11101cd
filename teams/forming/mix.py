"""How mixed a team is over the values of one attribute.

Only division, level, site and function are ever looked at; never gender, age or origin. The
measure is Blau's index: the chance that two people drawn with replacement differ. A team of a few
people cannot reach the index of a crowd, so it is also shown as a share of what its size can reach.
Source: the method's arithmetic; P. M. Blau, "Inequality and Heterogeneity", 1977.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple


class Mix(NamedTuple):
    """Categories present (a count), Blau's index (0 to below 1), and its share of the reachable.

    The share (0…1) is `None` where nothing can be reached: for one person or none, or where
    there is only one category.
    """

    present: int
    blau: Decimal
    share: Decimal | None


def blau(counts: Iterable[int]) -> Decimal:
    """1 − Σp² over the people per category; 0 when all are alike or there is nobody.

    Raises `ValueError` for a negative count.
    """
    people = _checked(counts)
    n = sum(people)
    return Decimal(_differing_pairs(people)) / (n * n) if n else Decimal(0)


def reachable(n: int, categories: int) -> Decimal:
    """The largest index that `n` people can reach over that many categories: spread most evenly.

    Raises `ValueError` for fewer than 0 people or fewer than 1 category.
    """
    return blau(_most_even(n, categories))


def mix(counts: Iterable[int], categories: int) -> Mix:
    """How mixed a team with these counts is, where the organisation has so many categories.

    Raises `ValueError` for negative counts and for more categories present than there are.
    """
    people = _checked(counts)
    present = sum(1 for count in people if count)
    if present > categories:
        raise ValueError(f"{present} categories are present, but only {categories} are known.")
    best = _differing_pairs(_most_even(sum(people), categories))
    share = Decimal(_differing_pairs(people)) / best if best else None
    return Mix(present, blau(people), share)


def _checked(counts: Iterable[int]) -> list[int]:
    people = list(counts)
    if any(count < 0 for count in people):
        raise ValueError("A category cannot have fewer than 0 people.")
    return people


def _differing_pairs(people: list[int]) -> int:
    """n² times the index: whole numbers, so that shares come out exact."""
    return sum(people) ** 2 - sum(count * count for count in people)


def _most_even(n: int, categories: int) -> list[int]:
    if n < 0:
        raise ValueError(f"A team cannot have {n} people.")
    if categories < 1:
        raise ValueError("People can be spread over 1 category or more.")
    each, more = divmod(n, categories)
    return [each + 1] * more + [each] * (categories - more)
