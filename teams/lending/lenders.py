"""Who lends people to a theme: divisions and home leaders, by name, never ranked (E7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from orgs.models import Division, Person
from teams.models import Membership, Thanks
from themes.models import Cycle


@dataclass(frozen=True)
class Lender:
    """A home leader, how many people they lend, and the thanks they got for it."""

    leader: Person
    people: int
    thanks: Thanks | None


def lending_divisions(cycle: Cycle) -> Sequence[tuple[Division, int]]:
    """How many people each division lends, by the division's name."""
    counts = _counted(cycle, "person__division")
    rows = Division.objects.filter(pk__in=counts).order_by("name")
    return [(division, counts[division.pk]) for division in rows]


def lenders(cycle: Cycle) -> Sequence[Lender]:
    """How many people each home leader lends, by the leader's name."""
    counts = _counted(cycle, "person__leader")
    thanks = {row.leader_id: row for row in cycle.thanks.select_related("by")}
    rows = Person.objects.active().filter(pk__in=counts).select_related("division")
    return [Lender(row, counts[row.pk], thanks.get(row.pk)) for row in rows.order_by("sort_key")]


def _counted(cycle: Cycle, by: str) -> dict[int, int]:
    """People whose hours are agreed, counted once, over all teams of the cycle."""
    rows = Membership.objects.filter(
        team__cycle=cycle, commitment__agreed_hours__isnull=False, **{f"{by}__isnull": False}
    )
    counted = rows.order_by().values(by).annotate(people=Count("person", distinct=True))
    return dict(counted.values_list(by, "people"))
