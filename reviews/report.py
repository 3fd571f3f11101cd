"""What a review page shows: results, learnings, words and practices of all teams of a cycle.

Set-based: the number of queries does not grow with the number of teams.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from checkins.models import Learning
from okrs.models import KeyResult
from okrs.progress import objective_progress
from okrs.standing import KeyResultStanding, TeamStanding, team_standings
from orgs.models import Person
from reviews.access import readable_quotes, readable_reflections
from reviews.models import Practice, Reflection, Score, ScoreRound
from reviews.scoring import Scoring
from teams.access import is_in_program
from teams.models import Team
from themes.models import Cycle


@dataclass(frozen=True)
class ScoredResult:
    """A key result, where it stands, and its score when the team has given one."""

    standing: KeyResultStanding
    proposed: Decimal | None
    score: Score | None
    spread: ScoreRound | None = None
    form: Any = None

    @property
    def hidden(self) -> bool:
        """Members score it alone until the reveal; a baseline is not scored."""
        return self.spread is None and self.standing.key_result.kind != KeyResult.Kind.BASELINE


@dataclass(frozen=True)
class TeamReport:
    """What one team brings to the review."""

    team: Team
    standing: TeamStanding
    results: list[ScoredResult]
    learnings: list[Learning] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)
    reflections: list[Reflection] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    scoring: Scoring | None = None

    @property
    def proposed(self) -> list[Learning]:
        """What the team marked to keep and nobody has made a practice of yet."""
        adopted = {practice.learning_id for practice in self.practices}
        return [row for row in self.learnings if row.keep and row.pk not in adopted]

    @property
    def reached(self) -> Decimal | None:
        """The objective's score: the mean of its key results' scores. Never over teams."""
        return objective_progress([row.score.given for row in self.results if row.score])


def team_reports(cycle: Cycle, reader: Person, *, today: Any) -> list[TeamReport]:
    """The teams of a cycle in their order, with what the reader may read."""
    teams = list(cycle.teams.select_related("focus_area").order_by("number"))
    standings = team_standings(teams, min(today, cycle.ends_on))
    scores = {
        score.key_result_id: score
        for score in Score.objects.filter(key_result__objective__okr_set__team__in=teams)
    }
    spreads = _spreads(teams) if is_in_program(reader, cycle.theme) else {}
    learnings = _by_team(Learning.objects.filter(team__in=teams).select_related("by"))
    kept = Practice.objects.filter(team__in=teams).select_related("owner")
    practices = _by_team(kept.prefetch_related("checks"))
    quotes = _by_team(readable_quotes(cycle))
    words = _by_team(readable_reflections(reader, cycle).select_related("person"))
    return [
        TeamReport(
            team=team,
            standing=standings[team.pk],
            results=[_scored(row, scores, spreads) for row in standings[team.pk].key_results],
            learnings=learnings[team.pk],
            practices=practices[team.pk],
            reflections=words[team.pk],
            quotes=[quote.text for quote in quotes[team.pk]],
        )
        for team in teams
    ]


def _spreads(teams: list[Team]) -> dict[int, ScoreRound]:
    """By key result, what was revealed of the members' own scores."""
    rounds = ScoreRound.objects.filter(key_result__objective__okr_set__team__in=teams)
    return {row.key_result_id: row for row in rounds.filter(revealed_at__isnull=False)}


def _scored(
    row: KeyResultStanding, scores: dict[int, Score], spreads: dict[int, ScoreRound]
) -> ScoredResult:
    proposed = None if row.contribution is None else row.contribution.quantize(Decimal("0.01"))
    pk = row.key_result.pk
    return ScoredResult(row, proposed, scores.get(pk), spreads.get(pk))


def _by_team(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.team_id].append(row)
    return found
