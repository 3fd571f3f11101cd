"""Rounds of confidence: hidden votes, of which only counts stay, if there are enough of them.

What asks the team holds its own row meanwhile (the workshop, a slot), so votes and counting of one
round do not cross.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.hidden_counts import FEWEST
from okrs.models import Confidence, ConfidenceRound, ConfidenceVote, KeyResult
from orgs.models import Person

COUNTS = {
    f"n_{word}": Count("votes", Q(votes__confidence=word), distinct=True)
    for word in Confidence.values
}
AGAIN_AFTER = timedelta(days=1)
"""A round that is asked within this time of one that was counted is a second one about the same."""


@transaction.atomic
def confidence_vote(*, answers: Mapping[KeyResult, str], by: Person) -> None:
    """Vote on key results; the round of one that has none opens. A later vote replaces this one."""
    rounds = rounds_open(answers)
    ConfidenceVote.objects.filter(round__in=rounds, person=by).delete()
    ConfidenceVote.objects.bulk_create(
        ConfidenceVote(round=row, person=by, confidence=answers[row.key_result]) for row in rounds
    )


@transaction.atomic
def rounds_close(*, key_results: Iterable[KeyResult]) -> list[ConfidenceRound]:
    """Count the open rounds of these key results; the votes themselves are gone with that.

    Where the counts would tell who voted what, they are all 0 (`shows`).
    """
    locked = ConfidenceRound.objects.select_for_update(of=("self",))
    locked = locked.filter(key_result__in=list(key_results), closed_at=None)
    counted = ConfidenceRound.objects.filter(pk__in=[row.pk for row in locked])
    counted = counted.select_related("key_result")
    counted = counted.annotate(members=_members(), n_all=Count("votes", distinct=True), **COUNTS)
    rows = list(counted)
    earlier = _counted_lately([row.key_result_id for row in rows])
    for row in rows:
        row.closed_at = timezone.now()
        can_show = shows(row.n_all, members=row.members, before=earlier.get(row.key_result_id))
        for word in Confidence.values:
            setattr(row, word, getattr(row, f"n_{word}") if can_show else 0)
    ConfidenceRound.objects.bulk_update(rows, ["closed_at", *Confidence.values])
    ConfidenceVote.objects.filter(round__in=rows).delete()
    return rows


@transaction.atomic
def round_record(*, key_result: KeyResult, counts: Mapping[str, int]) -> bool:
    """Note a round that was counted on paper, and the team's word; False if it is the last one."""
    new_counts = {word: counts.get(word, 0) for word in Confidence.values}
    last = key_result.confidence_rounds.filter(closed_at__isnull=False).last()
    if last is not None and new_counts == {word: getattr(last, word) for word in new_counts}:
        return False
    row = ConfidenceRound.objects.create(
        key_result=key_result, closed_at=timezone.now(), **new_counts
    )
    key_result.first_confidence = row.word
    key_result.save(update_fields=["first_confidence"])
    return True


def shows(voted: int, *, members: int, before: int | None = None) -> bool:
    """Whether counts of so many hidden votes may be shown; `before` is how many were counted in
    the round before, of the same members.

    Two rounds differ by the vote of whoever is in one of them alone, so a second one wants all
    members in both. Whoever is a team alone has nobody to hide from.
    """
    if before is not None and not before == voted == members:
        return False
    return voted >= FEWEST or voted == members == 1


def refuse_telling_round(key_results: Iterable[KeyResult]) -> None:
    """Refuse a second round where not all took part in the first: it could not be shown."""
    rows = list(key_results)
    lately = _counted_lately([row.pk for row in rows])
    members = KeyResult.objects.filter(pk__in=lately).annotate(
        members=_members("objective__okr_set__team")
    )
    if any(lately[row.pk] != row.members for row in members):
        raise ValidationError(not_all_voted())


def not_all_voted() -> str:
    return _(
        "Not all members took part in the vote before, so a second one would tell what somebody "
        "chose. Talk about it instead."
    )


def _members(team: str = "key_result__objective__okr_set__team") -> Count:
    """How many are in the team now."""
    current = Q(**{f"{team}__memberships__left_on": None})
    return Count(f"{team}__memberships__person", current, distinct=True)


def _counted_lately(key_results: Iterable[int]) -> dict[int, int]:
    """By key result, of how many votes its last counts are that were shown not long ago."""
    rows = ConfidenceRound.objects.filter(
        key_result__in=list(key_results), closed_at__gt=timezone.now() - AGAIN_AFTER
    )
    return {row.key_result_id: row.voted for row in rows if row.voted}


def rounds_open(key_results: Iterable[KeyResult]) -> list[ConfidenceRound]:
    """The open round of each key result, begun where there is none."""
    targets = list(key_results)
    ConfidenceRound.objects.bulk_create(
        [ConfidenceRound(key_result=row) for row in targets], ignore_conflicts=True
    )
    rows = ConfidenceRound.objects.filter(key_result__in=targets, closed_at=None)
    return list(rows.select_related("key_result"))
