"""How sure a member is, and the team's own word after the vote."""

from typing import Any

from checkins.models import Slot
from checkins.votes.actions import vote_give, words_take
from checkins.votes.counts import asked_of, own_answers, vote_of
from okrs.confidence.forms import SurenessForm
from okrs.status import KeyResultStatus, TeamStatus
from orgs.models import Person


class VoteForm(SurenessForm):
    """One member's hidden vote on the key results of the team on stage."""

    def __init__(self, slot: Slot, data: Any = None, *, by: Person) -> None:
        own = own_answers(slot, by.pk)
        super().__init__(asked_of(slot.team), data, own=own)
        self.slot, self.by, self.has_voted = slot, by, bool(own)

    def save(self) -> None:
        answers = self.answers
        vote_give(slot=self.slot, answers=answers, by=self.by)


class WordForm(SurenessForm):
    """The team's word of each measured key result; what was voted is proposed (K6)."""

    def __init__(self, slot: Slot, data: Any = None, *, status: TeamStatus) -> None:
        self.counted = {row.key_result_id: row for row in vote_of(slot).counted}
        measured = {row.key_result: row for row in status.key_results if row.latest}
        super().__init__(
            measured, data, own={kr.pk: self._proposed(row) for kr, row in measured.items()}
        )
        self.slot = slot
        self.unmeasured = [row for row in status.key_results if not row.latest]

    def save(self, *, by: Person) -> int | None:
        words = self.answers
        return words_take(slot=self.slot, words=words, by=by)

    def _proposed(self, row: KeyResultStatus) -> str:
        counted = self.counted.get(row.key_result.pk)
        return (counted.word if counted else "") or row.confidence
