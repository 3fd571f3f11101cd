"""What a theme asks of the mix of a team, and what is broken. A broken rule warns, never forbids.

Pure: people in, words out. Only division, level, and how somebody joined are looked at.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teams.forming.mix import Mix, mix

NO_LEADER, ONE_DIVISION = "no_leader", "one_division"
STRONG = (NO_LEADER, ONE_DIVISION)
WELL, PARTLY = Decimal("0.8"), Decimal("0.5")


class Seat(NamedTuple):
    """What the rules look at in a person: ids of division and level, and two yes-or-noes."""

    division: int
    level: int
    leads: bool
    volunteered: bool


class Limits(Protocol):
    """The thresholds of a theme, as `FormingRules` holds them."""

    size_from: int
    size_to: int
    divisions: int
    levels: int
    leaders: int
    volunteers_percent: int


@dataclass(frozen=True)
class Warned:
    """A broken rule: a word that is stored, and the sentence that people read."""

    code: str
    sentence: str

    @property
    def strong(self) -> bool:
        return self.code in STRONG


class TeamMix(NamedTuple):
    """How mixed a team is, by division and by level."""

    divisions: Mix
    levels: Mix
    leaders: int
    volunteers: Decimal | None


def team_mix(seats: list[Seat], *, divisions: int, levels: int) -> TeamMix:
    """The mix over so many known divisions and levels; `volunteers` is a share, 0 to 1."""
    return TeamMix(
        mix(Counter(seat.division for seat in seats).values(), max(divisions, 1)),
        mix(Counter(seat.level for seat in seats).values(), max(levels, 1)),
        sum(seat.leads for seat in seats),
        Decimal(sum(seat.volunteered for seat in seats)) / len(seats) if seats else None,
    )


def mixed(share: Decimal | None) -> str:
    """A mix in words, by its share of what as many people can reach; none where nothing is."""
    if share is None:
        return ""
    if share >= WELL:
        return _("well mixed")
    return _("partly mixed") if share >= PARTLY else _("hardly mixed")


def broken(seats: list[Seat], rules: Limits) -> list[Warned]:
    """The rules a team breaks, the two strongest first. Nobody in it is one warning alone."""
    if not seats:
        return [Warned("empty", _("Nobody is in this team yet."))]
    found = {**_size(seats, rules), **_mixture(seats, rules), **_people(seats, rules)}
    order = sorted(found, key=lambda code: code not in STRONG)
    return [Warned(code, found[code]) for code in order]


def _size(seats: list[Seat], rules: Limits) -> dict[str, str]:
    people = ngettext("%(n)s person", "%(n)s people", len(seats)) % {"n": len(seats)}
    said = _("%(people)s; a team has %(least)s to %(most)s.") % {
        "people": people,
        "least": rules.size_from,
        "most": rules.size_to,
    }
    if len(seats) < rules.size_from:
        return {"small": said}
    return {"large": said} if len(seats) > rules.size_to else {}


def _mixture(seats: list[Seat], rules: Limits) -> dict[str, str]:
    divisions, levels = len({s.division for s in seats}), len({s.level for s in seats})
    found = {}
    if divisions == 1:
        found[ONE_DIVISION] = _("All from one division.")
    elif divisions < rules.divisions:
        found["divisions"] = _("%(n)s divisions; %(least)s or more are wanted.") % {
            "n": divisions,
            "least": rules.divisions,
        }
    if levels < rules.levels:
        found["levels"] = ngettext(
            "%(n)s level; %(least)s or more are wanted.",
            "%(n)s levels; %(least)s or more are wanted.",
            levels,
        ) % {"n": levels, "least": rules.levels}
    return found


def _people(seats: list[Seat], rules: Limits) -> dict[str, str]:
    leaders, volunteers = sum(s.leads for s in seats), sum(s.volunteered for s in seats)
    found = {}
    if not leaders:
        found[NO_LEADER] = _("No leader in this team. A leader clears the way.")
    elif leaders < rules.leaders:
        found["leaders"] = ngettext(
            "%(n)s leader; %(least)s or more are wanted.",
            "%(n)s leaders; %(least)s or more are wanted.",
            leaders,
        ) % {"n": leaders, "least": rules.leaders}
    if volunteers * 100 < rules.volunteers_percent * len(seats):
        found["volunteers"] = _("%(n)s of %(all)s volunteered; %(least)s %% are wanted.") % {
            "n": volunteers,
            "all": len(seats),
            "least": rules.volunteers_percent,
        }
    return found
