"""Figures of the anonymous experience pulse, and what of them may be shown.

Statements are answered 1 (do not agree) to 5 (agree), the recommendation 0 to 10. Source: the
method's arithmetic; eNPS after F. Reichheld; groups too small to hide a person are never shown.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

THRESHOLD = 5
COMMENT_THRESHOLD = 10
HUNDRED = Decimal(100)


class Visible(NamedTuple):
    """Names of the groups that may be shown, in the order given, and whether the total may."""

    shown: tuple[str, ...]
    total: bool


def percent_favourable(answers: Iterable[int]) -> Decimal | None:
    """Percent of the answers 1–5 that are 4 or 5, 0–100; `None` without answers.

    Raises `ValueError` for an answer outside 1–5.
    """
    given = _within(answers, 1, 5)
    return _percent(sum(1 for answer in given if answer >= 4), len(given))


def mean_0_100(answers: Iterable[int]) -> Decimal | None:
    """Mean of the answers 1–5, stretched so that 1 is 0 and 5 is 100; `None` without answers.

    Raises `ValueError` for an answer outside 1–5.
    """
    given = _within(answers, 1, 5)
    return _percent(sum(given) - len(given), 4 * len(given))


def enps(scores: Iterable[int]) -> Decimal | None:
    """Percent of 9–10 minus percent of 0–6, from −100 to +100; `None` without scores.

    Raises `ValueError` for a score outside 0–10.
    """
    given = _within(scores, 0, 10)
    promoters = sum(1 for score in given if score >= 9)
    detractors = sum(1 for score in given if score <= 6)
    return _percent(promoters - detractors, len(given))


def response_rate(answered: int, invited: int) -> Decimal | None:
    """Percent of the invited who answered, 0–100; `None` when nobody was invited.

    Raises `ValueError` for negative counts and for more answers than invitations.
    """
    if not 0 <= answered <= invited:
        raise ValueError(_("There cannot be more answers than people invited, nor fewer than 0."))
    return _percent(answered, invited)


def visible(groups: Mapping[str, int], *, threshold: int = THRESHOLD) -> Visible:
    """Which groups (name → number of answers) can be shown so that nothing follows by subtraction.

    Groups under the threshold are hidden. As long as the hidden ones together hold answers but
    fewer than the threshold, the smallest shown group (ties by name) is hidden with them. The total
    may be shown when all answers reach the threshold. Raises `ValueError` for a threshold below 1
    and for negative numbers.
    """
    _check(groups.values(), threshold)
    shown = {name for name, answers in groups.items() if answers >= threshold}
    while shown and 0 < _hidden(groups, shown) < threshold:
        shown.remove(min(shown, key=lambda name: (groups[name], name)))
    in_order = tuple(name for name in groups if name in shown)
    return Visible(in_order, sum(groups.values()) >= threshold)


def comments_visible(answers: int, *, threshold: int = COMMENT_THRESHOLD) -> bool:
    """Whether the comments of a group may be shown: they need more answers than scores do.

    Raises `ValueError` for a threshold below 1 and for a negative number.
    """
    _check([answers], threshold)
    return answers >= threshold


def _within(answers: Iterable[int], low: int, high: int) -> list[int]:
    given = list(answers)
    for answer in given:
        if not low <= answer <= high:
            sentence = _("An answer lies between %(low)s and %(high)s; %(answer)s does not.")
            raise ValueError(sentence % {"low": low, "high": high, "answer": answer})
    return given


def _percent(part: int, whole: int) -> Decimal | None:
    return HUNDRED * part / whole if whole else None


def _check(counts: Collection[int], threshold: int) -> None:
    if threshold < 1:
        raise ValueError(_("A threshold below 1 protects nobody: use 1 or more."))
    if any(count < 0 for count in counts):
        raise ValueError(_("A group cannot have fewer than 0 answers."))


def _hidden(groups: Mapping[str, int], shown: Collection[str]) -> int:
    return sum(answers for name, answers in groups.items() if name not in shown)
