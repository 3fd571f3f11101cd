"""What a team tries: its initiatives with their to-dos, and who has how many for which hours."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from okrs.access import can_see_work
from okrs.models import Initiative, ToDo
from okrs.to_dos.forms import ToDoForm
from okrs.to_dos.workload import most
from orgs.models import Person
from teams.models import HoursRules, Membership, Team


@dataclass(frozen=True)
class Tried:
    """An initiative, how many of its to-dos are done, and those that the reader may see."""

    initiative: Initiative
    to_dos: Sequence[ToDo]
    done: int
    all: int


@dataclass(frozen=True)
class Load:
    """The open to-dos of a member beside the hours a week they give. Never who did how much."""

    person: Person
    hours: Decimal
    open: int
    most: int

    @property
    def too_much(self) -> bool:
        return self.open > self.most


def initiatives_overview(
    team: Team, *, by: Person, may_work: bool, form: ToDoForm | None = None
) -> Any:
    """What stands on the team's page; who has which to-do is for those who work in the team."""
    to_dos = list(team.to_dos.select_related("owner", "team"))
    rows = team.initiatives.select_related("owner").prefetch_related("targets__key_result")
    initiatives, sees = list(rows), can_see_work(by, team)
    shared = loads(team, to_dos) if sees else []
    return {
        "initiatives": [tried(row, to_dos, sees=sees) for row in initiatives],
        "loose": [to_do for to_do in to_dos if to_do.initiative_id is None] if sees else [],
        "without_to_do": [load.person for load in shared if not load.open] if to_dos else [],
        "ownerless": [
            row
            for row in initiatives
            if row.owner_id is None and row.state == Initiative.State.TRYING
        ],
        "too_much": [load for load in shared if load.too_much] if may_work else [],
        "quick": (form or quick(team, owner=by)) if may_work else None,
    }


def tried(initiative: Initiative, to_dos: Iterable[ToDo], *, sees: bool) -> Tried:
    """Whoever does not work in the team reads how many are done, and no names (R4)."""
    own = [to_do for to_do in to_dos if to_do.initiative_id == initiative.pk]
    done = sum(1 for to_do in own if to_do.done_at is not None)
    return Tried(initiative, own if sees else [], done, len(own))


def quick(team: Team, data: Any = None, **initial: Any) -> ToDoForm:
    """The line above the list: Enter adds, and the next one goes to the same people and date."""
    return ToDoForm(team, data, auto_id="quick-%s", initial=initial)


def loads(team: Team, to_dos: Iterable[ToDo]) -> list[Load]:
    """By name, of those who are in the team."""
    rows = Membership.objects.current().filter(team=team).select_related("person", "commitment")
    given = Counter(to_do.owner_id for to_do in to_dos if to_do.done_at is None)
    per_hour = HoursRules.current().to_dos_per_hour
    return [_load(row, given[row.person_id], per_hour) for row in rows.order_by("person__sort_key")]


def _load(membership: Membership, open_now: int, per_hour: int) -> Load:
    """Hours that wait for a yes count as the member said them."""
    commitment = membership.commitment
    hours = commitment.hours if commitment.agreed_hours is None else commitment.agreed_hours
    return Load(membership.person, hours, open_now, most(hours, per_hour))
