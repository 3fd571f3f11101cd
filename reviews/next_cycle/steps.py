"""The way from one cycle to the next: what people have confirmed, and what is left to confirm.

All of it is read from the rows themselves, so it can be left at any step and done in any order.
"""

from dataclasses import dataclass

from okrs.models import KeyResult
from reviews.handovers.actions import leavers, owned_by
from reviews.models import Farewell
from reviews.next_cycle.actions import Proposal, next_cycle_propose
from teams.models import Call, Membership, Offer, Team
from themes.models import Cycle

Phase = Cycle.Phase


@dataclass(frozen=True)
class Leaver:
    """Somebody who leaves or pauses: what still needs an owner, and whether they were thanked."""

    membership: Membership
    things: int
    thanked: bool


@dataclass(frozen=True)
class Passage:
    """How far a theme is on its way from a cycle to the one that follows.

    `carried` counts those who go on and stand in the call of the next cycle already; `teams` are
    the next cycle's teams that continue one, each with whether it took something along.
    """

    proposal: Proposal
    call: Call | None
    carried: int
    teams: list[tuple[Team, bool]]
    leavers: list[Leaver]

    @property
    def teams_stand(self) -> bool:
        following = self.proposal.following
        return following is not None and following.phase in {
            Phase.PREPARING,
            Phase.RUNNING,
            Phase.REVIEWING,
            Phase.CLOSED,
        }

    @property
    def everybody_answered(self) -> bool:
        return not self.proposal.unanswered

    @property
    def all_carried(self) -> bool:
        return self.call is not None and 0 < len(self.proposal.going) == self.carried

    @property
    def all_took(self) -> bool:
        return bool(self.teams) and all(took for _team, took in self.teams)

    @property
    def all_parted(self) -> bool:
        return all(leaver.thanked and not leaver.things for leaver in self.leavers)

    @property
    def closed(self) -> bool:
        return self.proposal.cycle.phase == Phase.CLOSED


def passage(cycle: Cycle) -> Passage:
    """The same number of statements however many people and teams there are."""
    proposal = next_cycle_propose(cycle)
    following = proposal.following
    call = following.calls.first() if following else None
    going = [row.membership.person_id for row in proposal.going]
    stand = Offer.objects.filter(call=call, person__in=going, state=Offer.State.ACCEPTED)
    return Passage(
        proposal=proposal,
        call=call,
        carried=stand.count() if call else 0,
        teams=_teams(following) if following else [],
        leavers=_leavers(cycle),
    )


def wished_before(cycle: Cycle) -> list[str]:
    """How members of the cycle before would like to contribute, for who writes the new call."""
    before = Cycle.objects.filter(theme=cycle.theme_id, number=cycle.number - 1).first()
    return next_cycle_propose(before).wishes if before else []


def _teams(following: Cycle) -> list[tuple[Team, bool]]:
    teams = list(following.teams.exclude(previous=None).order_by("number"))
    took = set(
        KeyResult.objects.filter(objective__okr_set__team__in=teams)
        .exclude(previous=None)
        .values_list("objective__okr_set__team", flat=True)
    )
    return [(team, team.pk in took) for team in teams]


def _leavers(cycle: Cycle) -> list[Leaver]:
    gone = leavers(cycle).filter(person__left_on=None)
    thanked = set(Farewell.objects.filter(membership__in=gone).values_list("membership", flat=True))
    return [
        Leaver(one.membership, len(one.keys), one.membership.pk in thanked)
        for one in owned_by(gone)
    ]
