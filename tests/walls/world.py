"""A world for questions about roles: a theme with two teams, a row of every model for each of
them, a word of its own in every text, and somebody of every role.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import CharField, ForeignKey, Model, TextField
from django.utils import timezone

from checkins.models import Impediment, Minutes
from core.tenancy import TenantModel, tenant
from okrs.models import OKRSet
from orgs.models import AuditEvent, Person, Role
from orgs.private import PrivateRow
from reviews.models import PulseResult, Reflection
from teams.models import (
    Acceptance,
    CalendarFeed,
    Coaching,
    CoachNote,
    Commitment,
    CommitmentChange,
    HoursNote,
    LeaderAnswer,
    Membership,
    Offer,
    Team,
)
from teams.offers.actions import offer_clear
from tests.cast import ENDS_ON, STARTS_ON, Cast, join, make_cast, make_person, make_theme
from tests.teams.calling import move_to, next_call, put_up
from tests.walls.addresses import Address
from tests.walls.rows import fill
from themes.models import Cycle, Theme, ThemeRole

ROLES = {
    "in no team": "reader",
    "team member": "member",
    "speaks for a team": "representative",
    "leader in a team": "leader_member",
    "former member": "gone",
    "coach": "coach",
    "home leader": "home_leader",
    "home leader since then": "new_leader",
    "facilitator": "facilitator",
    "integration team": "integrator",
    "sponsor only": "sponsor",
    "administrator": "administrator",
    "auditor": "auditor",
    "other theme's integration team": "other_integrator",
}
"""Everybody who comes in, by the role that the page calls them by; each has that role alone."""

Rows = dict[type[Model], list[Any]]


FEED = "the address of a calendar"
PRIVATE_IMPEDIMENT = "a private impediment"
OWN_NOTE = "a coach's own note"
BEFORE = "what a member and the home leader before wrote about hours"
FOR_TEAM, FOR_PROGRAM = "a reflection for the team", "a reflection for the program"
HOURS, NOTED, MOVED = ("3.75", "5.25"), ("7.25", "8.75"), "6.25"


@dataclass
class World:
    """The people by role, the rows of the first and second team by model, and what stands where."""

    cast: Cast
    people: dict[str, Person] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    """Of each planted word the text it stands in: "teams.Offer.motivation"."""
    firsts: set[str] = field(default_factory=set)
    """The words of the first team, to which everybody of `ROLES` belongs."""

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """Figures stand alone: 3.75 is not in 13.75."""
        others = "|".join(re.escape(word) for word in self.kinds if not word.startswith("zq"))
        return re.compile(rf"zq[0-9a-f]{{3}}q|(?<![\w.])(?:{others})")

    def words(self, text: str) -> set[str]:
        """The planted words in a text."""
        return set(self._word.findall(text))

    def every(self, model: type[Model]) -> list[Any]:
        """All rows of a model but those of the other theme."""
        theme = self.cast.theme.pk
        return [
            row
            for row in model._default_manager.order_by("pk")
            if (row.pk if model is Theme else getattr(row, "theme_id", theme)) == theme
        ]

    def pages(self, address: Address) -> list[tuple[str, list[Any]]]:
        """The address about the rows of the first team, and then of the second."""
        models = list(address.rows.values())
        several = max((len(self.rows[model]) for model in models), default=1)
        found = []
        for number in range(several):
            rows = [self.rows[m][min(number, len(self.rows[m]) - 1)] for m in models]
            ids = {model: row.pk for model, row in zip(models, rows, strict=True)}
            found.append((address.url("lodos", ids), rows))
        return found


def make_world() -> World:
    """Cycle 1 in review, and the teams of cycle 2 being formed."""
    world = World(make_cast())
    with tenant(world.cast.organisation):
        _people(world)
        fill(world.cast)
        _reasons(world.cast)
        pairs = _twins(world.cast)
        _next_cycle(world)
        move_to(world.cast.cycle, Cycle.Phase.REVIEWING)
        _choose_rows(world, pairs)
        _plant(world)
        _trust(world)
        _bind()
    return world


def _people(world: World) -> None:
    """Who the cast has not; each is somebody of IT without another part."""
    cast = world.cast
    for name in (
        "gone",
        "auditor",
        "other_integrator",
        "new_leader",
        "moved",
        "other_coach",
        "other_leader",
        "other_mate",
    ):
        person = make_person(
            cast.organisation,
            name,
            "Novak",
            division=cast.divisions["IT"],
            level=cast.levels["specialist"],
        )
        setattr(cast, name, person)
    people: Any = cast
    gone = join(cast, people.gone, cast.team, "2")
    Membership.objects.filter(pk=gone.pk).update(left_on=STARTS_ON)
    offer_clear(gone.acceptance.offer, Offer.State.WITHDRAWN)
    Role.objects.create(person=people.auditor, kind=Role.Kind.AUDITOR)
    other = make_theme(people.other_leader, name="Radio")
    ThemeRole.objects.create(
        theme=other, person=people.other_integrator, kind=ThemeRole.Kind.INTEGRATION
    )
    Coaching.objects.create(team=cast.other_team, coach=people.other_coach, since=STARTS_ON)
    join(cast, people.other_mate, cast.other_team, "2")  # a sum of one would tell the other's hours
    Person.objects.filter(pk=cast.other_member.pk).update(leader=people.other_leader)
    join(cast, people.moved, cast.team, "2")
    Person.objects.filter(pk=people.moved.pk).update(leader=people.new_leader)
    theirs = Commitment.objects.filter(membership__person=cast.other_member)
    theirs.update(leader=people.other_leader, words_to=people.other_leader)
    world.people = {role: getattr(cast, name) for role, name in ROLES.items()}


def _reasons(cast: Cast) -> None:
    """The answer about the member's hours stands in their history."""
    answer = LeaderAnswer.objects.get()
    CommitmentChange.objects.create(
        commitment=answer.commitment,
        left="asked",
        entered="declined",
        by=cast.home_leader,
        leader=cast.home_leader,
        answer=answer,
        hours=Decimal(4),
    )
    LeaderAnswer.objects.update(
        answer="not_now", hours=None, ask_again_on=ENDS_ON, covered="Covered"
    )


# The second team


def _twins(cast: Any) -> dict[Model, Model]:
    """The second team has a row beside each of the first team's, about and by its own people."""
    mine, theirs = (
        Membership.objects.get(person=person) for person in (cast.member, cast.other_member)
    )
    pairs: dict[Model, Model] = {
        cast.team: cast.other_team,
        mine: theirs,
        mine.commitment: theirs.commitment,
        mine.acceptance: theirs.acceptance,
        mine.acceptance.offer: theirs.acceptance.offer,
    }
    people = {
        cast.member: cast.other_member,
        cast.representative: cast.other_member,
        cast.coach: cast.other_coach,
        cast.home_leader: cast.other_leader,
        cast.leader_member: cast.other_leader,
    }
    for model in _parents_first():
        if model not in _MADE:
            for row in list(model._default_manager.all()):
                _twin(row, pairs, people)
    return pairs


_MADE = (Person, Team, Membership, Commitment, Acceptance, Offer, Coaching)
"""What the cast has for both teams."""


def _parents_first() -> list[type[Model]]:
    models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    needs = {
        model: [f.related_model for f in _keys(model) if f.related_model is not model]
        for model in models
    }
    order = TopologicalSorter(needs).static_order()
    return [model for model in order if model in models]


def _keys(model: type[Model]) -> list[Any]:
    return [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey)]


def _twin(row: Any, pairs: dict[Model, Model], people: dict[Any, Any]) -> None:
    """One more row, if this one hangs on the first team."""
    old = {key.name: getattr(row, key.name) for key in _keys(type(row))}
    if not any(target in pairs for target in old.values()):
        return
    first = type(row)._default_manager.get(pk=row.pk)
    row.pk, row._state.adding = None, True
    for name, target in old.items():
        setattr(row, name, pairs.get(target) or people.get(target, target))
    if hasattr(row, "check_in_id") and hasattr(row, "position"):
        row.position += 1  # two teams of one check-in
    row.save()
    pairs[first] = row


def _next_cycle(world: World) -> None:
    """Two people who put up their hands, placed in a team that is not confirmed."""
    cast = world.cast
    call = next_call(cast)
    candidate = Team.objects.create(
        cycle=call.cycle, focus_area=cast.areas[0], number=1, name="Soon", previous=cast.team
    )
    for person in (cast.member, cast.other_member):
        put_up(call, person, cast.areas[0])
    Offer.objects.filter(call=call).update(
        placed_in=candidate, placed_by=cast.integrator, contribution="Time", learning="More"
    )


# What is looked at, and what stands there


def _choose_rows(world: World, pairs: dict[Model, Model]) -> None:
    for model in _parents_first():
        rows = list(model._default_manager.order_by("pk"))
        firsts = [row for row in rows if row in pairs]
        world.rows[model] = [firsts[0], pairs[firsts[0]]] if firsts else rows[:1]
    cast = world.cast
    world.rows[Person] = [cast.member, cast.other_member]
    world.rows[Cycle] = list(Cycle.objects.filter(theme=cast.theme))
    world.rows[Offer] += Offer.objects.filter(call__cycle__number=2).order_by("pk")
    world.rows[OKRSet] = list(OKRSet.objects.order_by("pk"))


CODES = {
    "about",
    "address",
    "amount_unit",
    "currency",
    "dedupe_key",
    "detail_kind",
    "dimension",
    "email",
    "fingerprint",
    "kind",
    "language",
    "pace",
    "sealed",
    "slug",
    "sort_key",
    "search_text",
    "time_zone",
    "token_hash",
    "verb",
    "country",
}
"""Texts that only the product writes and reads."""


SHORTEST = 30  # what is shorter is a code


def texts(model: type[Model]) -> list[Any]:
    """The fields of a model in which somebody's words stand."""
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, CharField | TextField)
        and not f.choices
        and (f.max_length or SHORTEST) >= SHORTEST
        and f.name not in CODES
    ]


def _plant(world: World) -> None:
    """Each text of each row becomes a word that stands nowhere else."""
    AuditEvent.objects.create(
        verb="role.give", about="orgs.role:1", label=_word(world, "orgs.AuditEvent.label")
    )
    for model, rows in world.rows.items():
        for number, row in enumerate(rows if model is not AuditEvent else []):
            planted = {
                f.name: _word(world, f"{model._meta.label}.{f.name}", first=number % 2 == 0)
                for f in texts(model)
            }
            if planted:
                model._default_manager.filter(pk=row.pk).update(**planted)
    for minutes in Minutes.objects.all():
        said = _word(world, "checkins.Minutes.content")
        minutes.content = {"teams": [], "decisions": [said]}
        minutes.save()
    for result in PulseResult.objects.all():
        said = _word(world, "reviews.PulseResult.comments")
        result.figures = {
            "total": {"answers": 10, "items": {}, "recommend": {"enps": "0.0"}},
            "teams": {},
            "comments": {"keep.1": [said]},
        }
        result.save()
    for commitment, hours in zip(world.rows[Commitment], HOURS, strict=True):
        Commitment.objects.filter(pk=commitment.pk).update(
            hours=Decimal(hours), agreed_hours=None, state="declined"
        )
    for note, hours in zip(world.rows[HoursNote], NOTED, strict=True):
        HoursNote.objects.filter(pk=note.pk).update(hours=Decimal(hours))
    feed = world.rows[CalendarFeed][0]
    world.kinds[feed.token] = FEED
    world.firsts.add(feed.token)
    for number, hours in enumerate((*HOURS, *NOTED)):
        kind = "hours of a member" if hours in HOURS else "noted hours of a member"
        _figure(world, kind, hours, first=number % 2 == 0)


def _figure(world: World, kind: str, hours: str, *, first: bool = True) -> None:
    word = f"{hours}\u00a0h"
    world.kinds[word] = kind
    if first:
        world.firsts.add(word)


def _word(world: World, kind: str, *, first: bool = True) -> str:
    word = f"zq{len(world.kinds):03x}q"
    world.kinds[word] = kind
    if first:
        world.firsts.add(word)
    return word


def _bind() -> None:
    """What somebody wrote for themselves belongs to their account."""
    models: list[Any] = [m for m in apps.get_models() if issubclass(m, PrivateRow)]
    for model in models:
        rows = model._default_manager.all()
        for row in rows.filter(account=None):
            about = row if hasattr(row, "person") else getattr(row, "membership", None)
            person = about.person if about else row.by
            rows.filter(pk=row.pk).update(account=person.account)


def _trust(world: World) -> None:
    """What is trusted to few by a choice of its own, with the words of the kind."""
    cast = world.cast
    told = {"team": cast.team, "by": cast.member, "owner": cast.member, "private": True}
    Impediment.objects.create(**told, text=_word(world, PRIVATE_IMPEDIMENT))
    CoachNote.objects.create(team=cast.team, by=cast.coach, text=_word(world, OWN_NOTE))
    _move(world)
    for person, audience, kind in (
        (cast.waiting_member, "team", FOR_TEAM),
        (cast.leader_member, "program", FOR_PROGRAM),
    ):
        Reflection.objects.create(
            team=cast.team, person=person, audience=audience, text=_word(world, kind)
        )


def _move(world: World) -> None:
    """A member whose new home leader is asked about hours that the one before refused."""
    cast: Any = world.cast
    commitment = Commitment.objects.get(membership__person=cast.moved)
    answer = LeaderAnswer.objects.create(
        commitment=commitment,
        leader=cast.home_leader,
        answer="not_now",
        hours_asked=Decimal(2),
        reason=_word(world, BEFORE),
        covered=_word(world, BEFORE),
    )
    CommitmentChange.objects.create(
        commitment=commitment,
        left="asked",
        entered="declined",
        by=cast.home_leader,
        leader=cast.home_leader,
        answer=answer,
        hours=Decimal(2),
    )
    _figure(world, "hours of a member", MOVED)
    Commitment.objects.filter(pk=commitment.pk).update(
        hours=Decimal(MOVED),
        agreed_hours=None,
        state="asked",
        requests=1,
        words=_word(world, BEFORE),
        words_to=cast.home_leader,
        leader=cast.new_leader,
        asked_at=timezone.now(),
    )
