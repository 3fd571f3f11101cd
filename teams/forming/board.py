"""The forming board: who has put up their hand, who is where, and how mixed the teams are.

Constant queries, whatever the number of offers and teams. Only the integration team sees it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from hashlib import blake2s
from typing import Any, ClassVar, NamedTuple

from django.db.models import F, QuerySet
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formatting import percent
from orgs.models import Division, Level
from teams.forming.mix import Mix
from teams.forming.mix_rules import Seat, TeamMix, Warned, broken, mixed, team_mix
from teams.forming.skills import noted, wanted
from teams.models import Acceptance, FormingRules, Offer, Team
from themes.models import Cycle, FocusArea, Theme

NAMED_MISSING = 3


class Cell(NamedTuple):
    """One seat field of the mix table: how many sit there, and whether somebody is new."""

    people: int
    new: bool


class Hand(NamedTuple):
    """Somebody who put up their hand, and what they would like."""

    offer: Offer
    seat: Seat
    stays: bool
    wishes: str


@dataclass
class Column:
    """A column of the board with its people: a candidate team, or nobody's yet."""

    hands: list[Hand]
    places: list[tuple[str, str]]
    key: ClassVar[str] = ""

    def __str__(self) -> str:
        return _("Without a team yet")

    @cached_property
    def hours(self) -> Decimal:
        return sum((hand.offer.promised for hand in self.hands), Decimal(0))

    @property
    def version(self) -> str:
        """Changes with whatever the column shows."""
        return blake2s(repr(self._shown()).encode(), digest_size=6).hexdigest()

    @cached_property
    def options(self) -> SafeString:
        """Where its people can be placed: alike for all of them, so written once a column."""
        rows = ((key, "selected" if key == self.key else "", name) for key, name in self.places)
        return format_html_join("", '<option value="{}" {}>{}</option>', rows)

    def _shown(self) -> list[Any]:
        people = [(h.offer.pk, str(h.offer), h.offer.changed_at, h.seat) for h in self.hands]
        return [self.places, people]


@dataclass
class Lane(Column):
    """One candidate team with its people."""

    team: Team
    rules: FormingRules
    divisions: list[Division]
    levels: list[Level]
    skills_missing: list[str]

    def __str__(self) -> str:
        return self.team.name

    @property
    def key(self) -> str:  # type: ignore[override]
        return str(self.team.pk)

    @cached_property
    def seats(self) -> list[Seat]:
        return [hand.seat for hand in self.hands]

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

        def cell(level: Level, division: Division) -> Cell:
            key = (level.pk, division.pk)
            return Cell(people[key], key in new)

        return [(level, [cell(level, d) for d in self.divisions]) for level in self.levels]

    @property
    def facts(self) -> list[str]:
        """How mixed the team is, in words: divisions, levels, leaders, volunteers."""
        leaders = ngettext("%(n)s leader", "%(n)s leaders", self.mix.leaders)
        volunteered = percent(self.mix.volunteers)
        return [
            _spread(_("%(n)s of %(all)s divisions"), self.mix.divisions, len(self.divisions)),
            _spread(_("%(n)s of %(all)s levels"), self.mix.levels, len(self.levels)),
            leaders % {"n": self.mix.leaders},
            _("%(share)s volunteered") % {"share": volunteered},
        ]

    @property
    def gaps(self) -> list[str]:
        """ "Nobody yet from Digital.": who has put up their hand, but not here; what is missing."""
        divisions = {division.pk: division.name for division in self.divisions}
        levels = {level.pk: level.name for level in self.levels}
        for seat in self.seats:
            divisions.pop(seat.division, None)
            levels.pop(seat.level, None)
        told = {
            _("Nobody yet from %(names)s."): list(divisions.values()),
            _("Levels missing: %(names)s."): list(levels.values()),
            _("Skills missing: %(names)s."): self.skills_missing,
        }
        return [sentence % {"names": _named(names)} for sentence, names in told.items() if names]

    def _shown(self) -> list[Any]:
        names = [str(row) for row in (self.team, *self.divisions, *self.levels)]
        warned = [warned.sentence for warned in self.warned]
        return [*super()._shown(), self.team.number, names, self.facts, self.gaps, warned]


@dataclass
class Board:
    """All of a cycle's candidate teams, and the people who are without one."""

    cycle: Cycle
    rules: FormingRules
    without: Column
    lanes: list[Lane]
    areas: list[FocusArea]

    @property
    def columns(self) -> list[Column]:
        return [self.without, *self.lanes]

    @property
    def people(self) -> int:
        return sum(len(column.hands) for column in self.columns)

    @property
    def staying(self) -> int:
        return sum(hand.stays for column in self.columns for hand in column.hands)

    @property
    def new(self) -> int:
        return self.people - self.staying

    def touched(self, *team_ids: int | None) -> list[Column]:
        """The two columns that a move from one place to another changes."""
        keys = {str(team_id or "") for team_id in team_ids}
        return [column for column in self.columns if column.key in keys]

    def changed(self, seen: dict[str, str]) -> list[Column] | None:
        """The columns that are not as they were seen; None if there are others by now."""
        if seen.keys() != {column.key for column in self.columns}:
            return None
        return [column for column in self.columns if column.version != seen[column.key]]


def read_board(cycle: Cycle) -> Board:
    """Read the board of a cycle in five queries."""
    offers = list(accepted_offers(cycle))
    teams = list(cycle.teams.select_related("focus_area"))
    rules = forming_rules(cycle.theme)
    areas = list(FocusArea.objects.filter(theme=cycle.theme_id))
    names = {area.pk: area.name for area in areas}
    hands = defaultdict(list)
    for offer in offers:
        hands[offer.placed_in_id].append(_hand(offer, names))
    places = [("", _("Not yet")), *((str(t.pk), f"{t.number} {t.name}") for t in teams)]
    kinds, brought = _kinds(offers), noted(cycle)
    made = {team.focus_area_id for team in teams}
    return Board(
        cycle,
        rules,
        Column(hands[None], places),
        [
            Lane(
                hands[team.pk],
                places,
                team,
                rules,
                *kinds,
                [skill for skill in wanted(team) if (team.pk, skill) not in brought],
            )
            for team in teams
        ],
        [area for area in areas if area.pk not in made and not area.retired_on],
    )


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


def _hand(offer: Offer, areas: dict[int, str]) -> Hand:
    stays = offer.via == Acceptance.Via.CONTINUATION  # type: ignore[attr-defined]
    return Hand(offer, seat(offer), stays, _wishes(offer, areas))


def _wishes(offer: Offer, areas: dict[int, str]) -> str:
    first, second = areas.get(offer.first_choice_id or 0), areas.get(offer.second_choice_id or 0)
    if first and second:
        return _("Would like %(first)s or %(second)s") % {"first": first, "second": second}
    return _("Would like %(first)s") % {"first": first} if first else ""


def _kinds(offers: list[Offer]) -> tuple[list[Division], list[Level]]:
    """The divisions and levels from which people have put up their hand."""
    divisions = {offer.person.division_id: offer.person.division for offer in offers}
    levels = {offer.person.level_id: offer.person.level for offer in offers}
    return (
        sorted(divisions.values(), key=lambda division: division.name),
        sorted(levels.values(), key=lambda level: (level.rank, level.name)),
    )


def _spread(said: str, found: Mix, known: int) -> str:
    """ "5 of 6 divisions: well mixed (92 %)"; one person alone is not mixed or unmixed."""
    counted = said % {"n": found.present, "all": known}
    if found.share is None:
        return counted
    words = {"counted": counted, "mixed": mixed(found.share), "share": percent(found.share)}
    return _("%(counted)s: %(mixed)s (%(share)s)") % words


def _named(names: list[str]) -> str:
    shown, more = names[:NAMED_MISSING], len(names) - NAMED_MISSING
    listed = ", ".join(shown)
    return _("%(names)s and %(n)s more") % {"names": listed, "n": more} if more > 0 else listed
