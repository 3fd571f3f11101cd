"""The hidden vote of confidence of the team on stage: opened, given, counted; then the team's word.

Every step locks the check-in, so that votes and their counting do not cross. A vote tells the room
no more than that one more of the team has voted.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import VOTE, renew
from checkins.models import CheckIn, Slot
from checkins.votes.counts import asked_of, own_answers, vote_of, voters_of
from okrs.confidence.actions import confidence_vote, refuse_telling_round, rounds_close, rounds_open
from okrs.measurements.actions import NewerMeasurement, measure_again
from okrs.models import KeyResult
from okrs.status import team_status
from orgs.models import Person


@transaction.atomic
def vote_open(*, slot: Slot, by: Person) -> None:
    """Ask the team on stage how sure each of its members is. Twice is once."""
    locked = _on_stage(slot)
    key_results = asked_of(locked.team)
    if not key_results:
        raise ValidationError(_("This team has no key result to vote on yet."))
    if not vote_of(locked).open:
        refuse_telling_round(key_results)
    rounds_open(key_results)
    renew(locked.check_in, VOTE)


@transaction.atomic
def vote_give(*, slot: Slot, answers: Mapping[KeyResult, str], by: Person) -> None:
    """Say how sure one is; a later vote replaces this one. All have voted: it is counted."""
    locked = _on_stage(slot)
    if not vote_of(locked).open:
        raise ValidationError(_("This vote is counted already. Say in the room how sure you are."))
    first = not own_answers(locked, by.pk)
    confidence_vote(answers=answers, by=by)
    if vote_of(locked).voted >= len(voters_of(locked.team)):
        _count(locked)
    elif first:
        renew(locked.check_in, VOTE)


@transaction.atomic
def vote_close(*, slot: Slot, by: Person) -> None:
    """Count what there is and show it. Twice is once."""
    _count(_on_stage(slot))


def vote_end(slot: Slot) -> None:
    """The team leaves the stage: an open vote is counted, so that no vote outlives it.

    Whoever takes the team off the stage has the check-in locked, and renews the room.
    """
    rounds_close(key_results=asked_of(slot.team))


@transaction.atomic
def words_take(*, slot: Slot, words: Mapping[KeyResult, str], by: Person) -> int:
    """The team's own word after the vote, where it is another than now; says of how many (K6)."""
    status = team_status(slot.team, timezone.localdate())
    rows = {row.key_result.pk: row for row in status.key_results}
    taken = 0
    for key_result, word in words.items():
        row = rows.get(key_result.pk)
        if row is None or row.latest is None or row.confidence == word:
            continue
        line = row.latest.line if row.latest.measured_on == timezone.localdate() else ""
        try:
            measure_again(status=row, by=by, confidence=word, line=line)
        except NewerMeasurement as newer:
            raise ValidationError(str(newer)) from newer
        taken += 1
    return taken


def _count(slot: Slot) -> None:
    if rounds_close(key_results=asked_of(slot.team)):
        renew(slot.check_in, VOTE)


def _on_stage(slot: Slot) -> Slot:
    """The slot as it is now, its check-in locked; nobody votes off the stage."""
    rows = CheckIn.objects.select_for_update(of=("self",))
    check_in = rows.get(pk=slot.check_in_id)
    locked: Slot = Slot.objects.select_related("team__cycle").get(pk=slot.pk)
    locked.check_in = check_in
    if not (check_in.live and locked.on_stage):
        raise ValidationError(_("The team has left the stage; what it voted is counted."))
    return locked
