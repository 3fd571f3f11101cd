"""The forming board: who has put up their hand, who is where, and how mixed the teams are.

Constant queries, whatever the number of offers and teams. Only the integration team sees it.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from orgs.models import Division, Level
from teams.models import Acceptance, FormingRules, Offer, Team
from teams.rules import Seat, TeamMix, Warned, broken, team_mix
from themes.models import Cycle, FocusArea, Theme

NAMED_MISSING = 3


class Place(NamedTuple):
    """One answer of "Place with": a team, or none yet."""

    team_id: int | None
    label: str
    chosen: bool


class Cell(NamedTuple):
    """One seat field of the mix table: how many sit there, and whether somebody is new."""

    people: int
    new: bool


@dataclass
class Hand:
    """Somebody who put up their hand, with what they would like and where they may be placed."""

    offer: Offer
    seat: Seat
    stays: bool
    wishes: str
    places: list[Place]


@dataclass
class Lane:
    """One candidate team with its people."""

    team: Team
    hands: list[Hand]
    rules: FormingRules
    divisions: list[Division]
    levels: list[Level]

    @cached_property
    def seats(self) -> list[Seat]:
        return [hand.seat for hand in self.hands]

    @cached_property
    def hours(self) -> Decimal:
        return sum((hand.offer.promised for hand in self.hands), Decimal(0))

    @cached_property
    def mix(self) -> TeamMix:
        return team_mix(self.seats, divisions=len(self.divisions), levels=len(self.levels))

    @cached_property
    def warned(self) -> list[Warned]:
        return broken(self.seats, self.rules)

    @cached_property
    def rows(self) -> list[tuple[Level, list[Cell]]]:
        """The mix table: levels by divisions, empty seats included."""
        people = Counter((s.level, s.division) for s in self.seats)
        new = {(h.seat.level, h.seat.division) for h in self.hands if not h.stays}
        return [
            (level, [_cell(people, new, (level.pk, d.pk)) for d in self.divisions])
            for level in self.levels
        ]

    @property
    def missing(self) -> str:
        """ "Nobody yet from Digital.": divisions that volunteer, but not here."""
        present = {seat.division for seat in self.seats}
        names = [division.name for division in self.divisions if division.pk not in present]
        if not names or not present:
            return ""
        return _("Nobody yet from %(divisions)s.") % {"divisions": _named(names)}

    def gains(self, seat: Seat) -> bool:
        """Whether somebody brings this team a division, a level or a leader that it lacks."""
        return bool(self.seats) and (
            seat.division not in {s.division for s in self.seats}
            or seat.level not in {s.level for s in self.seats}
            or (seat.leads and not self.mix.leaders)
        )


@dataclass
class Board:
    """All of a cycle's candidate teams, and the people who are without one."""

    cycle: Cycle
    rules: FormingRules
    lanes: list[Lane]
    hands: list[Hand]
    areas: list[FocusArea]

    @property
    def hours(self) -> Decimal:
        return sum((hand.offer.promised for hand in self.hands), Decimal(0))

    @property
    def people(self) -> int:
        return len(self.hands) + sum(len(lane.hands) for lane in self.lanes)

    @property
    def staying(self) -> int:
        return sum(hand.stays for hand in self._everybody())

    @property
    def new(self) -> int:
        return self.people - self.staying

    def touched(self, *team_ids: int | None) -> list[Lane]:
        """The lanes that a move from one team to another changes."""
        return [lane for lane in self.lanes if lane.team.pk in team_ids]

    def _everybody(self) -> list[Hand]:
        return [*self.hands, *(hand for lane in self.lanes for hand in lane.hands)]


def read_board(cycle: Cycle) -> Board:
    """Read the board of a cycle in four queries."""
    offers = list(accepted_offers(cycle))
    teams = list(cycle.teams.select_related("focus_area"))
    rules = forming_rules(cycle.theme)
    areas = list(FocusArea.objects.filter(theme=cycle.theme_id, retired_on=None))
    hands = {offer.pk: _hand(offer, areas) for offer in offers}
    lanes = [_lane(team, list(hands.values()), rules, offers) for team in teams]
    for hand in hands.values():
        hand.places = _places(hand, lanes)
    made = {team.focus_area_id for team in teams}
    return Board(
        cycle, rules, lanes,
        [hand for hand in hands.values() if hand.offer.placed_in_id is None],
        [area for area in areas if area.pk not in made],
    )  # fmt: skip


def accepted_offers(cycle: Cycle) -> QuerySet[Offer]:
    """Everybody who has said yes themselves, with where they come from and what they want."""
    rows = Offer.objects.filter(call__cycle=cycle, state=Offer.State.ACCEPTED, person__left_on=None)
    return rows.select_related("person__division", "person__level").annotate(
        via=F("acceptances__via")
    )


def forming_rules(theme: Theme) -> FormingRules:
    """What the theme has set, or what is usual."""
    return FormingRules.objects.filter(theme=theme).first() or FormingRules(theme=theme)


def seat(offer: Offer) -> Seat:
    """What the rules look at in an offer, with its person and their level loaded."""
    person = offer.person
    return Seat(
        person.division_id, person.level_id, person.level.leads, offer.way == Offer.Way.VOLUNTEERED
    )


def _hand(offer: Offer, areas: list[FocusArea]) -> Hand:
    stays = offer.via == Acceptance.Via.CONTINUATION  # type: ignore[attr-defined]
    return Hand(offer, seat(offer), stays, _wishes(offer, areas), [])


def _wishes(offer: Offer, areas: list[FocusArea]) -> str:
    names = {area.pk: area.name for area in areas}
    first, second = names.get(offer.first_choice_id or 0), names.get(offer.second_choice_id or 0)
    if first and second:
        return _("Would like %(first)s or %(second)s") % {"first": first, "second": second}
    return _("Would like %(first)s") % {"first": first} if first else ""


def _lane(team: Team, hands: list[Hand], rules: FormingRules, offers: list[Offer]) -> Lane:
    inside = [hand for hand in hands if hand.offer.placed_in_id == team.pk]
    divisions = {offer.person.division_id: offer.person.division for offer in offers}
    levels = {offer.person.level_id: offer.person.level for offer in offers}
    return Lane(
        team, inside, rules,
        sorted(divisions.values(), key=lambda division: division.name),
        sorted(levels.values(), key=lambda level: (level.rank, level.name)),
    )  # fmt: skip


def _places(hand: Hand, lanes: list[Lane]) -> list[Place]:
    now = hand.offer.placed_in_id
    return [
        Place(None, _("Not yet"), now is None),
        *(Place(lane.team.pk, _place_label(hand, lane), now == lane.team.pk) for lane in lanes),
    ]


def _place_label(hand: Hand, lane: Lane) -> str:
    label = f"{lane.team.number} {lane.team.name}"
    if hand.offer.placed_in_id == lane.team.pk or not lane.gains(hand.seat):
        return label
    return _("%(team)s, fills a gap") % {"team": label}


def _cell(
    people: Counter[tuple[int, int]], new: set[tuple[int, int]], key: tuple[int, int]
) -> Cell:
    return Cell(people[key], key in new)


def _named(names: list[str]) -> str:
    shown, more = names[:NAMED_MISSING], len(names) - NAMED_MISSING
    listed = ", ".join(shown)
    return _("%(names)s and %(n)s more") % {"names": listed, "n": more} if more > 0 else listed
