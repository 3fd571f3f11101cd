"""What of a pulse's answers is shown for ever, and nothing else: made once, at its end (N3, N7).

Pure: answers in, figures out. A team that is hidden is not in the figures at all.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reviews.pulse.arithmetic import comments_visible, enps, mean_0_100, percent_favourable, visible
from reviews.pulse.items import Item

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Answer:
    """One answer: the team it counts for, scores and comments by item."""

    team: int
    scores: dict[str, int]
    comments: dict[str, str] = field(default_factory=dict)


def frozen(
    answers: Sequence[Answer],
    *,
    teams: Iterable[int],
    items: Iterable[Item],
    threshold: int,
    comment_threshold: int,
) -> dict[str, Any]:
    """The figures of all and of each team that may be shown; `total` is None below the threshold.

    A team without any answer is hidden like one with too few: its members would all be known not
    to have answered.
    """
    asked = list(items)
    by_team = {str(team): [a for a in answers if a.team == team] for team in teams}
    seen = visible({team: len(given) for team, given in by_team.items()}, threshold=threshold)
    words = seen.total and comments_visible(len(answers), threshold=comment_threshold)
    return {
        "total": _figures(answers, asked) if seen.total else None,
        "teams": {team: _figures(by_team[team], asked) for team in seen.shown},
        "comments": _comments(answers, asked) if words else None,
    }


def _figures(answers: Sequence[Answer], items: list[Item]) -> dict[str, Any]:
    found: dict[str, Any] = {"answers": len(answers), "items": {}}
    for item in items:
        if item.scale is None:
            continue
        given = [answer.scores[item.key] for answer in answers]
        if item.kind == "recommendation":
            promoters = sum(score >= 9 for score in given)
            detractors = sum(score <= 6 for score in given)
            found["recommend"] = {
                "key": item.key,
                "enps": _rounded(enps(given)),
                "promoters": promoters,
                "passives": len(given) - promoters - detractors,
                "detractors": detractors,
            }
        else:
            found["items"][item.key] = {
                "favourable": _rounded(percent_favourable(given)),
                "mean": _rounded(mean_0_100(given)),
            }
    return found


def _comments(answers: Sequence[Answer], items: list[Item]) -> dict[str, list[str]]:
    """By question, each in an order of its own that nobody can repeat."""
    found = {}
    for item in items:
        if item.scale is None:
            given = [answer.comments[item.key] for answer in answers if item.key in answer.comments]
            secrets.SystemRandom().shuffle(given)
            found[item.key] = given
    return found


def _rounded(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(TENTH, ROUND_HALF_UP))
