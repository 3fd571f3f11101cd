"""How an organisation wants hours to be watched over."""

from typing import Any

from django.db import transaction

from orgs.audit import log as audit
from orgs.models import Person
from orgs.organisations.locking import one_at_a_time
from teams.models import HoursRules, NotesSwitch, hours_rules, notes_on

FIELDS = ("limit_percent", "remind_after", "tell_after", "to_dos_per_hour")


@transaction.atomic
def hours_rules_save(*, by: Person, **fields: Any) -> HoursRules:
    one_at_a_time()
    rules = hours_rules()
    before = _facts(rules)
    for name in fields.keys() & set(FIELDS):
        setattr(rules, name, fields[name])
    rules.full_clean()
    rules.save()
    if before != _facts(rules):
        audit.record(
            actor=by, verb="hours_rules.edit", about=rules, before=before, after=_facts(rules)
        )
    return rules


@transaction.atomic
def notes_turn(*, on: bool, by: Person) -> None:
    """Let members note actual hours, or collect none any more (R6); twice the same is once."""
    one_at_a_time()
    if notes_on() != on:
        switch = NotesSwitch.objects.create(on=on, by=by)
        audit.record(actor=by, verb="hours_notes.turn", about=switch, after={"on": on})


def _facts(rules: HoursRules) -> dict[str, int]:
    return {name: getattr(rules, name) for name in FIELDS}
