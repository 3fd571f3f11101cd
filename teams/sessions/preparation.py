"""Who is prepared for the definition workshop: both sessions, OKR 101 and strategic context.

Somebody who was in an OKR 101 once knows it; the context is the theme's, cycle after cycle.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from orgs.models import Person
from teams.models import Attendance, Membership, Offer, Seat, Session, Team
from themes.models import Cycle

Missed = tuple[Person, list[Session.Kind]]
Known = set[tuple[int, str, int]]  # person, kind, theme; 0 where the theme does not matter


@dataclass(frozen=True)
class Preparation:
    """One of the two sessions for one person: they were there, or the next one they can come to."""

    kind: Session.Kind
    been: bool
    session: Session | None = None

    @property
    def seated(self) -> bool:
        return self.session is not None and self.session.mine  # type: ignore[attr-defined]


def preparation(person: Person, cycle: Cycle, now: datetime) -> list[Preparation]:
    """How far somebody is with both sessions; the one they have a seat in comes first."""
    known = was_in([person.pk])
    mine = Seat.objects.filter(session=OuterRef("pk"), person=person)
    rows = cycle.sessions.filter(starts_at__gt=now).annotate(mine=Exists(mine))
    ahead = list(rows.order_by("-mine", "starts_at", "id"))
    return [
        Preparation(
            kind,
            been=knows(person.pk, kind, cycle.theme_id, known),
            session=next((session for session in ahead if session.kind == kind), None),
        )
        for kind in Session.Kind
    ]


def missing_sessions(team: Team) -> list[Missed]:
    """Members who were not in both sessions, with the kinds they missed (F1)."""
    return missing_sessions_in([team]).get(team.pk, [])


def missing_sessions_in(teams: Iterable[Team]) -> dict[int, list[Missed]]:
    """The same for the teams of one cycle, by team; teams that miss nothing are not in it."""
    chosen = list(teams)
    if not chosen:
        return {}
    memberships = list(
        Membership.objects.current()
        .filter(team__in=[team.pk for team in chosen])
        .select_related("person__division", "person__level")
        .order_by("person__sort_key")
    )
    theme, known = chosen[0].cycle.theme_id, was_in({m.person_id for m in memberships})
    missed: dict[int, list[Missed]] = {}
    for row in memberships:
        kinds = [kind for kind in Session.Kind if not knows(row.person_id, kind, theme, known)]
        if kinds:
            missed.setdefault(row.team_id, []).append((row.person, kinds))
    return missed


def was_in(people: Iterable[int]) -> Known:
    """Who was in which kind of session of which theme."""
    rows = Attendance.objects.filter(person__in=list(people))
    found = rows.values_list("person_id", "session__kind", "session__cycle__theme_id")
    return {(person, kind, _where(kind, theme)) for person, kind, theme in found}


def knows(person: int, kind: str, theme: int, known: Known) -> bool:
    return (person, kind, _where(kind, theme)) in known


def _where(kind: str, theme: int) -> int:
    return 0 if kind == Session.Kind.OKR_101 else theme


def context_hosts(cycle: Cycle) -> "QuerySet[Person]":
    """Who may host the strategic context of a cycle: leaders who are members of its teams (F2).

    As long as there is none, because teams are not confirmed or have no leader yet, the leaders
    placed in one of its teams and the theme's sponsor: members need the context all the same.
    """
    people = Person.objects.active()
    leads = Q(level__leads=True)
    members = people.filter(leads, memberships__left_on=None, memberships__team__cycle=cycle)
    if members.exists():
        return members.distinct()
    placed = Q(offers__state=Offer.State.ACCEPTED, offers__placed_in__cycle=cycle)
    return people.filter(leads & placed | Q(pk=cycle.theme.sponsor_id)).distinct()
