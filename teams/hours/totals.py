"""What people's hours add up to: per team, per cycle, per person. Always set-based."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.week import week
from core.numbers import shown
from orgs.models import Person
from teams.hours import arithmetic
from teams.models import Commitment, HoursRules, Membership, Team
from themes.models import Theme

ZERO = Decimal(0)
State = Commitment.State
ASKED = Q(commitment__state__in=[State.COMMITTED, State.ASKED])
AGREED = Coalesce("commitment__agreed_hours", Value(ZERO))
BEYOND = Greatest(F("commitment__hours") - AGREED, Value(ZERO))


@dataclass(frozen=True)
class HoursSum:
    """Hours a week of some people: those agreed, and those that wait for a yes beyond them."""

    agreed: Decimal = ZERO
    asked: Decimal = ZERO
    people: int = 0

    def __add__(self, other: "HoursSum") -> "HoursSum":
        return HoursSum(
            self.agreed + other.agreed, self.asked + other.asked, self.people + other.people
        )

    @property
    def total(self) -> Decimal:
        return self.agreed + self.asked

    @property
    def fte(self) -> Decimal:
        """The agreed hours as a number of full-time people."""
        return arithmetic.fte(self.agreed)


@dataclass(frozen=True)
class Given:
    """What one person gives to all themes together, and what stays with their home team."""

    person: Person
    commitments: Sequence[Commitment] = ()
    share: Decimal = arithmetic.DEFAULT_LIMIT

    @property
    def agreed(self) -> Decimal:
        return arithmetic.committed(c.agreed_hours or ZERO for c in self.commitments)

    @property
    def asked(self) -> Decimal:
        return arithmetic.committed(c.extra for c in self.commitments)

    @property
    def together(self) -> Decimal:
        return self.agreed + self.asked

    def without(self, commitment: Commitment) -> "Given":
        """What they give beside one commitment."""
        others = [c for c in self.commitments if c.pk != commitment.pk]
        return replace(self, commitments=others)

    @property
    def left(self) -> Decimal:
        return max(self.person.weekly_hours - self.together, ZERO)

    @property
    def limit(self) -> Decimal:
        """The hours above which member and home leader are warned (E6)."""
        return arithmetic.limit(week=self.person.weekly_hours, share=self.share)

    @property
    def over(self) -> Decimal:
        """The hours above the limit, 0 where there are none."""
        return max(self.together - self.limit, ZERO)

    @property
    def week(self) -> SafeString:
        """The person's week in squares, with the same in words."""
        words = _("Of %(week)s hours: %(agreed)s agreed, %(asked)s asked, %(left)s left")
        figures = {
            "week": self.person.weekly_hours,
            "agreed": self.agreed,
            "asked": self.asked,
            "left": self.left,
        }
        return week(
            agreed=self.agreed,
            asked=self.asked,
            length=self.person.weekly_hours,
            label=words % {name: shown(hours) for name, hours in figures.items()},
        )

    @property
    def themes(self) -> list[Theme]:
        return list(
            {c.membership.team.cycle.theme: None for c in self.commitments if c.agreed_hours}
            | {c.membership.team.cycle.theme: None for c in self.commitments if c.extra}
        )


def hours_of(teams: Iterable[Team]) -> dict[int, HoursSum]:
    """The sums of each team, by its id; of those who are in it, or were to its cycle's end."""
    ids = [team.pk for team in teams]
    rows = (
        Membership.objects.to_the_end()
        .filter(team__in=ids)
        .order_by()
        .values("team")
        .annotate(
            agreed=Sum(AGREED), asked=Sum(BEYOND, filter=ASKED, default=ZERO), people=Count("id")
        )
    )
    found = {r["team"]: HoursSum(r["agreed"], r["asked"], r["people"]) for r in rows}
    return {pk: found.get(pk, HoursSum()) for pk in ids}


def total(sums: Iterable[HoursSum]) -> HoursSum:
    """Several teams together, a cycle say."""
    return sum(sums, HoursSum())


def not_agreed_in(teams: Iterable[Team]) -> list[Membership]:
    """Members whose hours nobody has agreed to yet, with their state and without reasons.

    Hours that a new home leader looks at stay agreed until they answer.
    """
    rows = Membership.objects.current().filter(team__in=[team.pk for team in teams])
    return list(
        rows.exclude(commitment__state__in=[State.AGREED, State.CHANGED])
        .exclude(commitment__state=State.ASKED, commitment__agreed_hours=F("commitment__hours"))
        .select_related(
            "person__division",
            "person__level",
            "person__leader",
            "commitment",
            "team__cycle__theme",
        )
        .order_by("team__number", "person__sort_key")
    )


def not_agreed(team: Team) -> list[Membership]:
    """Everybody whose hours are not agreed, as the first team meeting lists them (E4)."""
    return not_agreed_in([team])


def given_by(people: Iterable[Person], today: date) -> dict[int, Given]:
    """What each person gives over all themes (E6), by their id.

    Where two cycles of a theme are open for somebody, the one that runs today counts, else the
    next one: its hours replace the others, they do not add to them.
    """
    led = {person.pk: person for person in people}
    rows = _open(led).filter(membership__team__cycle__ends_on__gte=today)
    chosen: dict[int, dict[int, Commitment]] = defaultdict(dict)
    for row in rows.order_by("membership__team__cycle__starts_on", "id"):
        chosen[row.membership.person_id].setdefault(row.membership.team.cycle.theme_id, row)
    share = HoursRules.current().share
    return {pk: Given(person, tuple(chosen[pk].values()), share) for pk, person in led.items()}


def given_beside(commitments: Iterable[Commitment]) -> dict[int, Given]:
    """For each commitment what its person gives while it runs, itself included, by its id."""
    asked = list(commitments)
    people = {row.membership.person_id for row in asked}
    others: dict[int, list[Commitment]] = defaultdict(list)
    for row in _open(people):
        others[row.membership.person_id].append(row)
    share = HoursRules.current().share if asked else arithmetic.DEFAULT_LIMIT
    return {row.pk: _beside(row, others[row.membership.person_id], share) for row in asked}


def _open(people: Iterable[int]) -> Any:
    return Commitment.objects.current().whole().filter(membership__person__in=list(people))


def _beside(row: Commitment, others: list[Commitment], share: Decimal) -> Given:
    cycle = row.membership.team.cycle
    beside = [
        other
        for other in others
        if other.pk != row.pk and _share_a_day(other.membership.team.cycle, cycle)
    ]
    return Given(row.person, (row, *beside), share)


def _share_a_day(one: Any, other: Any) -> bool:
    return bool(one.starts_on <= other.ends_on and other.starts_on <= one.ends_on)
