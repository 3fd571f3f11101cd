"""The board, given to the proposal, and the proposal, dressed for the page."""

from dataclasses import dataclass

from teams.forming.board import Board, Lane
from teams.forming.board import Hand as Shown
from teams.forming.mix_rules import Warned, broken
from teams.forming.proposal import Hand, propose
from teams.models import Coaching


@dataclass
class Idea:
    """What the proposal would do to one team."""

    lane: Lane
    hands: list[tuple[Shown, str]]

    @property
    def people(self) -> int:
        return len(self.lane.hands) + len(self.hands)

    @property
    def warned(self) -> list[Warned]:
        """What would be broken then."""
        seats = [*self.lane.seats, *(hand.seat for hand, _sentence in self.hands)]
        return broken(seats, self.lane.rules)


@dataclass
class Suggestion:
    """The proposal on screen: nothing of it is done yet."""

    ideas: list[Idea]
    left: list[tuple[Shown, str]]

    @property
    def people(self) -> int:
        return sum(len(idea.hands) for idea in self.ideas)


def suggest(board: Board) -> Suggestion:
    """Ask the proposal about everybody on the board; one query of its own."""
    teams = {lane.team.focus_area_id: lane.team.pk for lane in board.lanes}
    coaching = Coaching.objects.filter(team__cycle=board.cycle, until=None)
    coached = set(coaching.values_list("coach", "team"))
    hands = [_hand(shown, teams, coached) for column in board.columns for shown in column.hands]
    proposal = propose(hands, teams.values(), board.rules)
    shown = {hand.offer.pk: hand for hand in board.without.hands}
    return Suggestion(
        [
            Idea(
                lane,
                [(shown[p.hand], p.sentence) for p in proposal.placed if p.team == lane.team.pk],
            )
            for lane in board.lanes
        ],
        [(shown[left.hand], left.sentence) for left in proposal.left],
    )


def _hand(shown: Shown, teams: dict[int, int], coached: set[tuple[int, int]]) -> Hand:
    offer = shown.offer
    chosen = [area for area in (offer.first_choice_id, offer.second_choice_id) if area]
    choices = (teams.get(area) for area in chosen)
    return Hand(
        offer.pk,
        shown.seat,
        tuple(None if (offer.person_id, team) in coached else team for team in choices),
        offer.placed_in_id,
    )
