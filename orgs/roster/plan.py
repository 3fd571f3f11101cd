"""Rows of the file beside the people of the roster: who is new, who changes, what cannot be."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.tables import Problem
from core.text import fold
from orgs.models import Person
from orgs.roster.columns import COLUMNS
from orgs.roster.reading import Row

# An empty cell of these leaves what is known.
KEPT_WHEN_EMPTY = {"weekly_hours", "language"}
PLACES = {"division", "level", "site"}


@dataclass
class Entry:
    """One row and the person it is about; a new person has no number yet."""

    row: Row
    person: Person
    changes: list[str] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.person.pk is None

    @property
    def changed_columns(self) -> list[str]:
        return [str(COLUMNS[key].label) for key in self.changes]


@dataclass
class Plan:
    """What the file would do; nothing while there are problems."""

    entries: list[Entry] = field(default_factory=list)
    missing: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, row: Row, key: str, value: str, reason: str) -> None:
        self.problems.append(Problem(row.number, str(COLUMNS[key].label), value, reason))


def make_plan(rows: list[Row], people: list[Person], administrators: set[int]) -> Plan:
    """Match rows to people by e-mail, then by employee number, and check them together."""
    plan = Plan()
    by_email = {person.email: person for person in people}
    by_number = {person.employee_number: person for person in people if person.employee_number}
    _refuse_duplicates(plan, rows)
    taken: dict[int, Row] = {}
    for row in rows:
        person = _match(plan, row, by_email, by_number, taken)
        plan.entries.append(Entry(row, person or Person()))
    plan.missing = [person for person in people if person.pk not in taken and person.active]
    known = {person.pk: email for email, person in _by_new_email(plan, people).items()}
    for entry in plan.entries:
        entry.changes = [] if entry.is_new else _changes(entry, known)
    _check_leaders(plan, known, people)
    _keep_an_administrator(plan, administrators)
    return plan


def _by_new_email(plan: Plan, people: list[Person]) -> dict[str, Person]:
    """Everybody known, by the e-mail they have after the file is written."""
    given = {entry.person.pk: entry.row.values.get("email", "") for entry in plan.entries}
    return {given.get(person.pk) or person.email: person for person in people}


def _changes(entry: Entry, emails: dict[int, str]) -> list[str]:
    return [
        key
        for key, value in entry.row.values.items()
        if not (key in KEPT_WHEN_EMPTY and not value)
        and not _agree(key, value, _held(entry.person, key, emails))
    ]


def _held(person: Person, key: str, emails: dict[int, str]) -> Any:
    """What the roster holds in the place of a column."""
    if key == "manager_email":
        return emails.get(person.leader_id or 0, "")
    if key in PLACES:
        place = getattr(person, key)
        return place.name if place else ""
    return getattr(person, key)


def _agree(key: str, value: Any, held: Any) -> bool:
    """Places agree however they are written; everything else to the letter."""
    return fold(held) == fold(value) if key in PLACES else bool(held == value)


def _refuse_duplicates(plan: Plan, rows: list[Row]) -> None:
    for key in ("email", "employee_number"):
        seen: dict[str, int] = {}
        for row in rows:
            value = row.values.get(key)
            if value and value in seen:
                reason = _("Row %(row)s has the same.") % {"row": seen[value]}
                plan.complain(row, key, value, reason)
            elif value:
                seen[value] = row.number


def _match(
    plan: Plan,
    row: Row,
    by_email: dict[str, Person],
    by_number: dict[str, Person],
    taken: dict[int, Row],
) -> Person | None:
    email, number = row.values.get("email", ""), row.values.get("employee_number", "")
    person, numbered = by_email.get(email), by_number.get(number)
    if person and numbered and person.pk != numbered.pk:
        reason = _("%(name)s has this number already.") % {"name": numbered}
        plan.complain(row, "employee_number", number, reason)
    found = person or numbered
    if found is None:
        return None
    if found.pk in taken:
        reason = _("Row %(row)s is about the same person.") % {"row": taken[found.pk].number}
        plan.complain(row, "email", email, reason)
    taken[found.pk] = row
    return found


def _check_leaders(plan: Plan, emails: dict[int, str], people: list[Person]) -> None:
    """Each leader is somebody we know, and nobody leads their own leader."""
    leaders = {emails[p.pk]: emails.get(p.leader_id or 0, "") for p in people}
    rows = {entry.row.values.get("email", ""): entry.row for entry in plan.entries}
    for email, row in rows.items():
        leaders[email] = row.values.get("manager_email", leaders.get(email, ""))
    for row in rows.values():
        leader = row.values.get("manager_email", "")
        if leader and leader not in leaders:
            reason = _("Nobody in this file or on the roster has this e-mail.")
            plan.complain(row, "manager_email", leader, reason)
    for circle in _circles(leaders):
        named = next((email for email in circle if email in rows), None)
        if named is not None:
            way = " → ".join([*circle, circle[0]])
            reason = _("They would lead their own leader: %(way)s") % {"way": way}
            plan.complain(rows[named], "manager_email", leaders[named], reason)


def _circles(leaders: dict[str, str]) -> Iterable[list[str]]:
    """Each circle once, from the first of its people that is met."""
    done: set[str] = set()
    for start in leaders:
        path: dict[str, None] = {}
        email = start
        while email and email in leaders and email not in done and email not in path:
            path[email] = None
            email = leaders[email]
        if email in path:
            way = list(path)
            yield way[way.index(email) :]
        done.update(path)


def _keep_an_administrator(plan: Plan, administrators: set[int]) -> None:
    leaving = [
        entry
        for entry in plan.entries
        if entry.person.pk in administrators and entry.row.values.get("active") is False
    ]
    if leaving and len(leaving) == len(administrators):
        reason = _("This is the last administrator. Give somebody else the role first.")
        plan.complain(leaving[0].row, "active", str(leaving[0].person), reason)
