"""What a review page shows: results, learnings, words and practices of all teams of a cycle.

Set-based: the number of queries does not grow with the number of teams.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from checkins.models import Learning
from core.grouping import grouped
from okrs.models import Initiative, KeyResult
from okrs.status import KeyResultStatus, TeamStatus, team_statuses
from okrs.status.progress import band, objective_progress
from orgs.models import Person
from reviews.access import readable_quotes, readable_reflections
from reviews.models import (
    Outcome,
    Practice,
    Reflection,
    Score,
    ScoreBands,
    ScoreRound,
)
from reviews.review.score_words import all_reached, reading
from reviews.scoring.rounds import Scoring
from teams.access import is_in_program
from teams.models import Team
from themes.models import Cycle

Kind = KeyResult.Kind


@dataclass(frozen=True)
class ScoredResult:
    """A key result, where it stands, and its score when the team has given one."""

    status: KeyResultStatus
    proposed: Decimal | None
    score: Score | None
    spread: ScoreRound | None = None
    outcome: Outcome | None = None
    bands: ScoreBands = field(default_factory=ScoreBands)
    form: Any = None

    @property
    def hidden(self) -> bool:
        """Members score it alone until the reveal; a baseline is not scored."""
        return self.spread is None and self.status.key_result.kind != Kind.BASELINE

    @property
    def reading(self) -> str:
        """What the score says, by what was promised; "" before there is one (M4)."""
        if self.score is None:
            return ""
        horizon = self.status.key_result.horizon
        return reading(horizon, self.score.given, good_from=self.bands.high_from)

    @property
    def band(self) -> str:
        edges = {"middle_from": self.bands.middle_from, "high_from": self.bands.high_from}
        return band(self.score.given, **edges) if self.score else ""


@dataclass(frozen=True)
class TeamReport:
    """What one team brings to the review."""

    team: Team
    status: TeamStatus
    results: list[ScoredResult]
    learnings: list[Learning] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    reflections: list[Reflection] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    works: bool = False
    scoring: Scoring | None = None
    initiatives: list[Initiative] = field(default_factory=list)

    @property
    def proposed(self) -> list[Learning]:
        """What the team marked to keep and nobody has made a practice of yet."""
        adopted = {practice.learning_id for practice in self.practices}
        return [row for row in self.learnings if row.keep and row.pk not in adopted]

    @property
    def all_reached(self) -> bool:
        """Every key result that is scored came all the way (M4)."""
        scored = [row for row in self.results if row.status.key_result.kind != Kind.BASELINE]
        return all_reached(row.score.given if row.score else Decimal(0) for row in scored)

    @property
    def reached(self) -> Decimal | None:
        """The objective's score: the mean of its key results' scores. Never over teams."""
        return objective_progress([row.score.given for row in self.results if row.score])


def team_reports(cycle: Cycle, reader: Person, *, today: Any) -> list[TeamReport]:
    """The teams of a cycle in their order, with what the reader may read."""
    teams = list(cycle.teams.select_related("focus_area").order_by("number"))
    statuses = team_statuses(teams, min(today, cycle.ends_on))
    scored = _scored(teams, reader, cycle)
    learnings = grouped(Learning.objects.filter(team__in=teams).select_related("by"), "team_id")
    kept = Practice.objects.filter(team__in=teams).select_related("owner")
    practices = grouped(kept.prefetch_related("checks"), "team_id")
    initiatives = grouped(
        Initiative.objects.filter(team__in=teams).select_related("outcome"), "team_id"
    )
    quotes = grouped(readable_quotes(cycle), "team_id")
    words = grouped(readable_reflections(reader, cycle).select_related("person"), "team_id")
    return [
        TeamReport(
            team=team,
            status=statuses[team.pk],
            results=[scored(row) for row in statuses[team.pk].key_results],
            learnings=learnings[team.pk],
            practices=practices[team.pk],
            reflections=words[team.pk],
            quotes=[quote.text for quote in quotes[team.pk]],
            initiatives=initiatives[team.pk],
        )
        for team in teams
    ]


def _scored(
    teams: list[Team], reader: Person, cycle: Cycle
) -> Callable[[KeyResultStatus], ScoredResult]:
    """What is known of each key result; spreads are for those who are in the program."""
    bands = ScoreBands.current()
    of_team = {"key_result__objective__okr_set__team__in": teams}
    scores = _by_key_result(Score.objects.filter(**of_team))
    outcomes = _by_key_result(Outcome.objects.filter(**of_team))
    spreads: dict[int, Any] = {}
    if is_in_program(reader, cycle.theme):
        revealed = ScoreRound.objects.filter(**of_team, revealed_at__isnull=False)
        spreads = _by_key_result(revealed)

    def scored(row: KeyResultStatus) -> ScoredResult:
        pk, reached = row.key_result.pk, row.contribution
        return ScoredResult(
            status=row,
            proposed=None if reached is None else reached.quantize(Decimal("0.01")),
            score=scores.get(pk),
            spread=spreads.get(pk),
            outcome=outcomes.get(pk),
            bands=bands,
        )

    return scored


def _by_key_result(rows: Iterable[Any]) -> dict[int, Any]:
    return {row.key_result_id: row for row in rows}
