"""Rounds of confidence: hidden votes, of which only counts stay.

What asks the team holds its own row meanwhile (the workshop, a slot), so votes and counting of one
round do not cross.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from okrs.models import Confidence, ConfidenceRound, ConfidenceVote, KeyResult
from orgs.models import Person

COUNTS = {word: Count("votes", Q(votes__confidence=word)) for word in Confidence.values}


@transaction.atomic
def confidence_vote(*, answers: Mapping[KeyResult, str], by: Person) -> None:
    """Vote on key results; the round of one that has none opens. A later vote replaces this one."""
    rounds = rounds_open(answers)
    ConfidenceVote.objects.filter(round__in=rounds, person=by).delete()
    ConfidenceVote.objects.bulk_create(
        ConfidenceVote(round=held, person=by, confidence=answers[held.key_result])
        for held in rounds
    )


@transaction.atomic
def rounds_close(*, key_results: Iterable[KeyResult]) -> list[ConfidenceRound]:
    """Count the open rounds of these key results; the votes themselves are gone with that."""
    held = ConfidenceRound.objects.select_for_update(of=("self",))
    held = held.filter(key_result__in=list(key_results), closed_at=None)
    counted = ConfidenceRound.objects.filter(pk__in=[row.pk for row in held])
    counted = counted.select_related("key_result")
    rows = list(counted.annotate(**{f"n_{word}": count for word, count in COUNTS.items()}))
    for row in rows:
        row.closed_at = timezone.now()
        for word in Confidence.values:
            setattr(row, word, getattr(row, f"n_{word}"))
    ConfidenceRound.objects.bulk_update(rows, ["closed_at", *Confidence.values])
    ConfidenceVote.objects.filter(round__in=rows).delete()
    return rows


@transaction.atomic
def round_record(*, key_result: KeyResult, counts: Mapping[str, int]) -> bool:
    """Note a round that was counted on paper, and the team's word; False if it is the last one."""
    told = {word: counts.get(word, 0) for word in Confidence.values}
    last = key_result.confidence_rounds.filter(closed_at__isnull=False).last()
    if last is not None and told == {word: getattr(last, word) for word in told}:
        return False
    row = ConfidenceRound.objects.create(key_result=key_result, closed_at=timezone.now(), **told)
    key_result.first_confidence = row.word
    key_result.save(update_fields=["first_confidence"])
    return True


def rounds_open(key_results: Iterable[KeyResult]) -> list[ConfidenceRound]:
    """The open round of each key result, begun where there is none."""
    wanted = list(key_results)
    ConfidenceRound.objects.bulk_create(
        [ConfidenceRound(key_result=row) for row in wanted], ignore_conflicts=True
    )
    rows = ConfidenceRound.objects.filter(key_result__in=wanted, closed_at=None)
    return list(rows.select_related("key_result"))
