"""Which teams could form from what people chose: a proposal that the integration team looks at.

Pure: people and rules in, placements with a sentence each out; the same answer whatever the order
they come in. Whoever is placed by hand stays, nobody is placed where they did not choose, and no
team grows over its size. Within that it wants, one after the other:

1. as many first choices as there are seats;
2. the least that is missing in the mix: leaders, divisions, levels and people, where no leader and
   all from one division weigh more than everything else;
3. as many people with a team as then can be;
4. where it is a matter of either or, whoever came first.

HiGHS (https://highs.dev) finds it as a linear program over whole numbers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from highspy import Highs

from teams.forming.mix_rules import Limits, Seat

STRONG = 1000  # more than all else that the teams of a cycle can miss
HALF = 0.5  # the solver's whole numbers are only nearly whole


class Hand(NamedTuple):
    """Somebody who said yes. Keys are in the order in which people came.

    `choices` are teams, the first choice first; None stands for one that they cannot join.
    """

    key: int
    seat: Seat
    choices: tuple[int | None, ...]
    placed_in: int | None = None

    @property
    def teams(self) -> list[int]:
        return [team for team in self.choices if team is not None]


class Suggested(NamedTuple):
    """A placement, and why."""

    hand: int
    team: int
    sentence: str


class Left(NamedTuple):
    """Somebody who stays without a team, and why."""

    hand: int
    sentence: str


class Proposal(NamedTuple):
    """What could be done with everybody who has no team yet."""

    placed: list[Suggested]
    left: list[Left]


def propose(hands: Iterable[Hand], teams: Iterable[int], rules: Limits) -> Proposal:
    """Teams for whoever has none yet, in the order in which people came."""
    everybody = sorted(hands, key=lambda hand: hand.key)
    where = _Program(everybody, sorted(teams), rules).solve()
    inside = defaultdict(list)
    for hand in everybody:
        inside[where.get(hand.key, hand.placed_in)].append(hand.seat)
    free = [hand for hand in everybody if hand.placed_in is None]
    return Proposal(
        [
            Suggested(hand.key, team, _why(hand, team, inside[team]))
            for hand in free
            if (team := where.get(hand.key)) is not None
        ],
        [Left(hand.key, _why_not(hand)) for hand in free if hand.key not in where],
    )


class _Program:
    """The linear program: one yes-or-no for each person and each team they chose."""

    def __init__(self, hands: list[Hand], teams: list[int], rules: Limits) -> None:
        self.rules, self.solver = rules, Highs()  # type: ignore[no-untyped-call]
        self.fixed = {team: [h.seat for h in hands if h.placed_in == team] for team in teams}
        self.free = [hand for hand in hands if hand.placed_in is None]
        for name, value in (("output_flag", False), ("parallel", "off"), ("mip_rel_gap", 0.0)):
            self.solver.setOptionValue(name, value)
        self.sits = {
            (hand.key, team): self.solver.addBinary() for hand in self.free for team in hand.teams
        }

    def solve(self) -> dict[int, int]:
        """Who goes where, by key."""
        if not self.sits:
            return {}
        for hand in self.free:
            self._limit([self.sits[hand.key, team] for team in hand.teams], 1)
        missing = self._sum([piece for team in self.fixed for piece in self._missing(team)])
        alone = -1 * self._sum(list(self.sits.values()))
        for aim in (missing, alone):
            self.solver.minimize(aim)
            self.solver.addConstr(aim <= round(self.solver.getObjectiveValue()) + HALF)
        self.solver.minimize(self._lateness())
        return {
            key: team for (key, team), sits in self.sits.items() if self.solver.val(sits) > HALF
        }

    def _missing(self, team: int) -> list[Any]:
        """Seat whoever chose the team first, as far as it has room; what its mix then misses."""
        chose = [hand for hand in self.free if team in hand.teams]
        first = [self.sits[hand.key, team] for hand in chose if hand.choices[0] == team]
        room = max(self.rules.size_to - len(self.fixed[team]), 0)
        people = self._limit([self.sits[hand.key, team] for hand in chose], room)
        self.solver.addConstr(self._sum(first) == min(room, len(first)))
        leaders = self._sum([self.sits[hand.key, team] for hand in chose if hand.seat.leads])
        leading = sum(seat.leads for seat in self.fixed[team])
        divisions = self._kinds(team, chose, "division")
        return [
            self._short(1, leaders + leading) * STRONG,
            self._short(2, divisions) * STRONG,
            self._short(self.rules.leaders, leaders + leading),
            self._short(self.rules.divisions, divisions),
            self._short(self.rules.levels, self._kinds(team, chose, "level")),
            self._short(self.rules.size_from, people + len(self.fixed[team])),
        ]

    def _kinds(self, team: int, chose: list[Hand], name: str) -> Any:
        """How many divisions or levels sit in the team: each one counts once."""
        here = {getattr(seat, name) for seat in self.fixed[team]}
        by_kind = defaultdict(list)
        for hand in chose:
            by_kind[getattr(hand.seat, name)].append(self.sits[hand.key, team])
        counted = []
        for kind in sorted(by_kind.keys() - here):
            counted.append(self.solver.addVariable(0, 1))
            self.solver.addConstr(counted[-1] <= self._sum(by_kind[kind]))
        return self._sum(counted) + len(here)

    def _short(self, wanted: int, there: Any) -> Any:
        """How much is missing to what is wanted."""
        short = self.solver.addVariable(0, wanted)
        self.solver.addConstr(short + there >= wanted)
        return short

    def _lateness(self) -> Any:
        """Whoever came first goes before: to their first choice, and to a team at all."""
        return self._sum(
            [
                place * (2 if team == hand.choices[0] else 1) * self.sits[hand.key, team]
                for place, hand in enumerate(self.free)
                for team in hand.teams
            ]
        )

    def _sum(self, terms: list[Any]) -> Any:
        return self.solver.qsum(terms)

    def _limit(self, terms: list[Any], most: int) -> Any:
        total = self._sum(terms)
        self.solver.addConstr(total <= most)
        return total


def _why(hand: Hand, team: int, inside: list[Seat]) -> str:
    choice, brings = _choice(hand, team), _brings(hand.seat, inside)
    if not brings:
        return f"{choice}."
    return _("%(choice)s; %(brings)s.") % {"choice": choice, "brings": brings}


def _choice(hand: Hand, team: int) -> str:
    if team == hand.choices[0]:
        return _("Their first choice")
    if hand.choices[0] is None:
        return _("Their second choice, because the first has no team that they can join")
    return _("Their second choice, because the first is full")


def _brings(seat: Seat, inside: list[Seat]) -> str:
    """What the team has by this person alone."""
    if len(inside) == 1:
        return ""
    if seat.leads and sum(other.leads for other in inside) == 1:
        return _("no other leader is in this team")
    if Counter(other.division for other in inside)[seat.division] == 1:
        return _("nobody else in this team is from their division")
    if Counter(other.level for other in inside)[seat.level] == 1:
        return _("nobody else in this team is of their level")
    return ""


def _why_not(hand: Hand) -> str:
    if not hand.teams:
        return _("What they chose has no team that they can join.")
    return _("Each team they chose has as many people as a team may have.")
