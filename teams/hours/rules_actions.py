"""Whether members may note the hours they really gave."""

from django.db import transaction

from orgs.audit import log as audit
from orgs.models import Person
from orgs.organisations.locking import one_at_a_time
from teams.models import NotesSwitch, notes_on


@transaction.atomic
def notes_turn(*, on: bool, by: Person) -> None:
    """Let members note actual hours, or collect none any more (R6); twice the same is once."""
    one_at_a_time()
    if notes_on() != on:
        switch = NotesSwitch.objects.create(on=on, by=by)
        audit.record(actor=by, verb="hours_notes.turn", about=switch, after={"on": on})
