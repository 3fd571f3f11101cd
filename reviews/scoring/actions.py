"""Private scores before the review's talk: hidden until they are revealed, of which only counts
stay.

Saying and revealing hold the team's row, so that they do not cross.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.hidden_counts import FEWEST
from okrs.models import KeyResult
from orgs.audit import log as audit
from orgs.models import Person
from orgs.private import written_by
from reviews.models import PrivateScore, ScoreRound
from teams.models import Membership, Team
from themes.models import Cycle


@transaction.atomic
def scores_say(*, team: Team, scores: Mapping[KeyResult, Decimal | None], by: Person) -> None:
    """A member's own scores; what is said later replaces them, None takes one back."""
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    cycle = Cycle.objects.select_related("review").get(pk=team.cycle_id)
    if not Membership.objects.current().filter(team=team, person=by).exists():
        raise ValidationError(_("Members of the team score its key results for themselves."))
    if cycle.phase != Cycle.Phase.REVIEWING:
        raise ValidationError(_("Key results are scored while the cycle is in review."))
    if timezone.now() >= cycle.review.scored_until:
        raise ValidationError(_("The time to score alone is over. Say it in the review."))
    asked = set(hidden_of([team]))
    if not asked.issuperset(scores):
        raise ValidationError(_("These scores are revealed already. Say it in the review."))
    if not all(said is None or 0 <= said <= 1 for said in scores.values()):
        raise ValidationError(_("A score lies between 0.0 and 1.0."))
    rounds = _rounds(asked)
    PrivateScore.objects.filter(round__in=rounds, round__key_result__in=scores, person=by).delete()
    PrivateScore.objects.bulk_create(
        PrivateScore(round=held, person=by, account=by.account, score=said)
        for held in rounds
        if (said := scores.get(held.key_result)) is not None
    )


@transaction.atomic
def scores_show(*, team: Team, by: Person) -> list[ScoreRound]:
    """Somebody reveals what a team has scored; the record says who."""
    revealed = scores_reveal(teams=[team])
    if revealed:
        audit.record(actor=by, verb="scores.reveal", about=team)
    return revealed


@transaction.atomic
def scores_reveal(*, teams: Iterable[Team]) -> list[ScoreRound]:
    """Count the hidden scores; the scores themselves are gone with that. Twice is once."""
    held = Team.objects.select_for_update(of=("self",)).order_by("pk")
    rounds = _rounds(hidden_of(list(held.filter(pk__in=[team.pk for team in teams]))))
    said: dict[int, list[Decimal]] = defaultdict(list)
    hidden = PrivateScore.objects.filter(round__in=rounds)
    for asked, score in hidden.values_list("round", "score"):
        said[asked].append(score)
    for row in rounds:
        row.revealed_at, row.count = timezone.now(), len(said[row.pk])
        if row.count >= FEWEST:
            row.lowest, row.highest = min(said[row.pk]), max(said[row.pk])
            row.median = median(said[row.pk]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    ScoreRound.objects.bulk_update(rounds, ["revealed_at", "count", "lowest", "median", "highest"])
    hidden.delete()
    return rounds


def hidden_of(teams: Iterable[Team]) -> QuerySet[KeyResult]:
    """The key results of these teams that are scored and not revealed yet."""
    rows = KeyResult.objects.filter(objective__okr_set__team__in=teams)
    rows = rows.exclude(kind=KeyResult.Kind.BASELINE)
    hidden: QuerySet[KeyResult] = rows.exclude(score_round__revealed_at__isnull=False)
    return hidden.order_by("objective__position", "position", "id")


def own_scores(team: Team, person: Person) -> dict[int, Decimal]:
    """What one said oneself, by key result; nobody asks for anybody else's."""
    mine = PrivateScore.objects.filter(
        written_by(person), round__key_result__objective__okr_set__team=team, person=person
    )
    return dict(mine.values_list("round__key_result", "score"))


def _rounds(key_results: Iterable[KeyResult]) -> list[ScoreRound]:
    """The round of each key result, begun where there is none."""
    wanted = list(key_results)
    ScoreRound.objects.bulk_create(
        [ScoreRound(key_result=row) for row in wanted], ignore_conflicts=True
    )
    return list(ScoreRound.objects.filter(key_result__in=wanted).select_related("key_result"))
