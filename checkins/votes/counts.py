"""The hidden vote of confidence in a check-in: who may still vote, what was counted (K7).

It is asked by the same rounds as in the definition workshop. While a round is open nothing of it is
read but how many of the team have voted; once closed there are counts alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Q

from checkins.models import CheckIn, Slot
from okrs.models import ConfidenceRound, ConfidenceVote, KeyResult
from teams.models import Membership, Team


@dataclass(frozen=True)
class Vote:
    """The vote of a team in a check-in: its rounds, and how many of its members have voted."""

    slot: Slot
    rounds: list[ConfidenceRound]
    voted: int
    members: int

    @property
    def open(self) -> bool:
        return any(row.closed_at is None for row in self.rounds)

    @property
    def counted(self) -> list[ConfidenceRound]:
        """What was counted, while no further vote is open."""
        return [] if self.open else self.rounds

    @property
    def shown(self) -> list[ConfidenceRound]:
        """Where enough have voted that nobody's own vote follows from the counts."""
        return [row for row in self.counted if row.voted]

    @property
    def apart(self) -> list[ConfidenceRound]:
        """The rounds in which not all chose the same word: here the lowest is heard first."""
        return [row for row in self.counted if row.ends[0] != row.ends[1]]


def vote_of(slot: Slot) -> Vote:
    """How the vote of this team stands, in three queries."""
    rows = rounds_of(slot.check_in, [slot.team_id])
    voters = ConfidenceVote.objects.filter(round__in=[r.pk for r in rows if r.closed_at is None])
    return Vote(slot, rows, voters.values("person").distinct().count(), len(voters_of(slot.team)))


def rounds_of(check_in: CheckIn, teams: Iterable[int]) -> list[ConfidenceRound]:
    """The latest round of each key result of these teams: open, or counted in this check-in."""
    if check_in.started_at is None:
        return []
    here = Q(closed_at__gte=check_in.started_at)
    if check_in.ended_at is not None:
        here &= Q(closed_at__lte=check_in.ended_at)
    rows = ConfidenceRound.objects.filter(
        Q(closed_at=None) | here, key_result__objective__okr_set__team__in=list(teams)
    ).select_related("key_result__objective")
    latest = {row.key_result_id: row for row in rows.order_by("id")}
    places = attrgetter("key_result.objective.position", "key_result.position")
    return sorted(latest.values(), key=places)


def asked_of(team: Team) -> list[KeyResult]:
    """What is voted on: the key results of the team, in their order."""
    rows = KeyResult.objects.filter(objective__okr_set__team=team)
    return list(rows.order_by("objective__position", "position"))


def voters_of(team: Team) -> set[int]:
    """Who votes: the members of the team."""
    return set(Membership.objects.current().filter(team=team).values_list("person", flat=True))


def own_answers(slot: Slot, person_id: int) -> dict[int, str]:
    """What this person has voted in the open rounds, by key result. For their own eyes alone."""
    own = ConfidenceVote.objects.filter(
        person=person_id,
        round__closed_at=None,
        round__key_result__objective__okr_set__team=slot.team_id,
    )
    return dict(own.values_list("round__key_result", "confidence"))
