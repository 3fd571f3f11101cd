"""The roster comes in from a file: all of it or nothing, in a constant number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from core.tables import Problem
from core.tenancy import check_now
from core.text import fold
from orgs.accounts.actions import readmit, withdraw
from orgs.audit import log as audit
from orgs.email_changes.actions import changes_end, emails_change, was_stopped
from orgs.models import AuditEvent, Division, Invitation, Level, Organisation, Person, Role, Site
from orgs.organisations.locking import one_at_a_time
from orgs.people.actions import changed_fields, place_of
from orgs.people.standing import FIELDS, begin_anew, with_a_role
from orgs.roster import Roster, read
from orgs.roster.plan import KEPT_WHEN_EMPTY, Entry, Plan, make_plan

Place = TypeVar("Place", Division, Level, Site)

# The most senior first; levels that nobody knows come after these.
KNOWN_LEVELS = ["executive", "director", "manager", "specialist"]
LEADING_LEVELS = {"executive", "director"}
PLAIN = (
    "employee_number",
    "given_name",
    "family_name",
    "email",
    "title",
    "department",
    "language",
    "weekly_hours",
)
WRITTEN = [
    *PLAIN,
    "account",
    "division",
    "level",
    "site",
    "left_on",
    "sort_key",
    "search_text",
    *FIELDS,
]


@dataclass
class Report:
    """What the import did, or would do; with problems it did nothing."""

    roster: Roster
    created: list[Entry]
    changed: list[Entry]
    unchanged: list[Entry]
    missing: list[Person]
    problems: list[Problem]


@transaction.atomic
def roster_import(*, text: str, by: Person | None, write: bool = True) -> Report:
    """Create and update people by e-mail or employee number, leaders in a second pass.

    With `write=False` it only says what it would do. Raises `TableError` when the text is no
    roster at all. People who are not in the file are listed and stay.
    """
    roster = read(text)
    organisation = one_at_a_time()
    people = list(Person.objects.with_place().select_for_update(of=("self",), no_key=True))
    plan = make_plan(roster.rows, people, _administrators())
    report = _report(roster, plan)
    if write and not report.problems:
        _write(plan, people, organisation, by)
        _record(report, organisation, by)
    return report


def _report(roster: Roster, plan: Plan) -> Report:
    problems = sorted([*roster.problems, *plan.problems], key=lambda problem: problem.row)
    known = [entry for entry in plan.entries if not entry.is_new]
    return Report(
        roster=roster,
        created=[entry for entry in plan.entries if entry.is_new],
        changed=[entry for entry in known if entry.changes],
        unchanged=[entry for entry in known if not entry.changes],
        missing=plan.missing,
        problems=problems,
    )


def _administrators() -> set[int]:
    held = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, person__left_on=None)
    return set(held.values_list("person_id", flat=True))


def _write(plan: Plan, people: list[Person], organisation: Organisation, by: Person | None) -> None:
    touched = [entry for entry in plan.entries if entry.is_new or entry.changes]
    rows = [entry.row.values for entry in touched]
    divisions = _places(Division, (values["division"] for values in rows))
    levels = _places(Level, (values["level"] for values in rows))
    sites = _places(Site, (values.get("site", "") for values in rows))
    left = [e for e in touched if e.person.active and e.row.values.get("active") is False]
    back = [e for e in touched if not e.person.active and e.row.values.get("active")]
    moved = [e for e in touched if "email" in e.changes]
    before = [(e.person, place_of(e.person)) for e in touched if not e.is_new]
    for entry in touched:
        person, values = entry.person, entry.row.values
        _fill(person, values, organisation)
        person.division = divisions[fold(values["division"])]
        person.level = levels[fold(values["level"])]
        if "site" in values:
            person.site = sites.get(fold(values["site"]))
    for entry in left:
        entry.person.left_on = timezone.localdate()
    _doors(left, back, moved, by)
    _save(touched)
    _lead(touched, people)
    _record_places(before, by)


def _record_places(before: list[tuple[Person, dict[str, Any]]], by: Person | None) -> None:
    """Who got another leader or level by a file hears it as if it had been typed."""
    events = []
    for person, place in before:
        old, new = changed_fields(place, place_of(person))
        if new:
            events.append(
                audit.event(actor=by, verb="person.edit", about=person, before=old, after=new)
            )
    AuditEvent.objects.bulk_create(events)


def _doors(left: list[Entry], back: list[Entry], moved: list[Entry], by: Person | None) -> None:
    """Who leaves, comes back or has another e-mail: who may come in follows the roster."""
    gone = [entry.person for entry in left]
    withdraw(person.account_id for person in gone if person.account_id)
    asked = Invitation.objects.open().filter(person__in=gone)
    asked.update(revoked_at=timezone.now())
    changes_end(gone)
    begin_anew(gone)
    readmit(entry.person for entry in back)
    emails_change(_wanted(moved), by=by)


def _wanted(moved: list[Entry]) -> dict[Person, str]:
    """The new e-mails, but what an old address has stopped: a file comes back every night.

    Who has left keeps theirs until they are back.
    """
    trusted = with_a_role(entry.person for entry in moved)
    return {
        entry.person: entry.row.values["email"]
        for entry in moved
        if (entry.person.account_id is None and entry.person.pk not in trusted)
        or (entry.person.active and not was_stopped(entry.person, entry.row.values["email"]))
    }


def _fill(person: Person, values: dict[str, Any], organisation: Organisation) -> None:
    if person._state.adding:
        person.language = organisation.language
    for key in PLAIN:
        if key == "email" and not person._state.adding:
            continue  # `emails_change` says when
        if key in values and not (key in KEPT_WHEN_EMPTY and not values[key]):
            setattr(person, key, values[key])
    if values.get("active"):
        person.left_on = None
    person.fill_keys()


def _save(touched: list[Entry]) -> None:
    new = [entry.person for entry in touched if entry.is_new]
    old = [entry.person for entry in touched if not entry.is_new]
    Person.objects.bulk_create(new)
    _upsert(old, WRITTEN)


def _lead(touched: list[Entry], people: list[Person]) -> None:
    """The second pass: now everybody has a number."""
    by_email = {person.email: person for person in people}
    by_email |= {entry.row.values["email"]: entry.person for entry in touched}
    moved = []
    for entry in touched:
        leader = by_email.get(entry.row.values.get("manager_email", ""))
        if "manager_email" in entry.row.values and entry.person.leader != leader:
            entry.person.leader = leader
            moved.append(entry.person)
    _upsert(moved, ["leader"])
    check_now()


def _upsert(people: list[Person], fields: list[str]) -> None:
    """Many rows in one statement; `bulk_update` would compare every row with every row."""
    Person.objects.bulk_create(
        people, update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


def _places(model: type[Place], names: Iterable[str]) -> dict[str, Place]:
    """Places by folded name; those that are new are made."""
    wanted = {fold(name): name for name in names if name}
    known = {fold(place.name): place for place in model.objects.all()}
    new = [_place(model, name) for key, name in sorted(wanted.items()) if key not in known]
    model.objects.bulk_create(new)
    return {**known, **{fold(place.name): place for place in new}}


def _place(model: type[Place], name: str) -> Place:
    if not issubclass(model, Level):
        return model(name=name)
    key = fold(name)
    rank = KNOWN_LEVELS.index(key) if key in KNOWN_LEVELS else len(KNOWN_LEVELS)
    return model(name=name, rank=rank, leads=key in LEADING_LEVELS)


def _record(report: Report, organisation: models.Model, by: Person | None) -> None:
    counted = {
        "created": len(report.created),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
        "missing": len(report.missing),
    }
    audit.record(actor=by, verb="roster.import", about=organisation, after=counted)
