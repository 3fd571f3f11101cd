"""Who is prepared for the definition workshop: both sessions, OKR 101 and strategic context."""

from collections.abc import Iterable

from django.db.models import Q

from orgs.models import Person
from teams.models import Attendance, Membership, Session, Team

Missed = tuple[Person, list[Session.Kind]]


def missing_sessions(team: Team) -> list[Missed]:
    """Members who were not in both sessions, with the kinds they missed (F1)."""
    return missing_sessions_in([team]).get(team.pk, [])


def missing_sessions_in(teams: Iterable[Team]) -> dict[int, list[Missed]]:
    """The same for the teams of one cycle, by team; teams that miss nothing are not in it.

    Somebody who was in an OKR 101 once knows it; the context is the theme's, cycle after cycle.
    """
    chosen = list(teams)
    if not chosen:
        return {}
    memberships = list(
        Membership.objects.current().filter(team__in=[team.pk for team in chosen])
        .select_related("person__division", "person__level").order_by("person__sort_key")
    )  # fmt: skip
    was_in = _was_in({m.person_id for m in memberships}, theme_id=chosen[0].cycle.theme_id)
    missed: dict[int, list[Missed]] = {}
    for row in memberships:
        kinds = [kind for kind in Session.Kind if (row.person_id, kind) not in was_in]
        if kinds:
            missed.setdefault(row.team_id, []).append((row.person, kinds))
    return missed


def _was_in(people: Iterable[int], *, theme_id: int) -> set[tuple[int, str]]:
    counts = Q(session__kind=Session.Kind.OKR_101) | Q(session__cycle__theme=theme_id)
    rows = Attendance.objects.filter(counts, person__in=list(people))
    return set(rows.values_list("person_id", "session__kind"))
