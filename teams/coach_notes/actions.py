"""What coaches write: notes about a team, and what worked for the other coaches."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from orgs.models import Person
from teams.access import can_edit_coach_note
from teams.models import Coaching, CoachNote, Team, WhatWorked


def coach_note_save(
    *, team: Team, text: str, shared: bool, by: Person, note: CoachNote | None = None
) -> CoachNote:
    """Keep a note, or word one's own anew. Nobody else changes it, not even the next coach."""
    if note is None:
        _refuse_others(team, by)
        note = CoachNote(team=team, by=by, account=by.account)
    elif not can_edit_coach_note(by, note):
        raise ValidationError(_("Only who wrote this note can change it."))
    note.text, note.shared = text.strip(), shared
    note.full_clean()
    note.save()
    return note


def coach_note_remove(*, note: CoachNote, by: Person) -> None:
    if not can_edit_coach_note(by, note):
        raise ValidationError(_("Only who wrote this note can change it."))
    note.delete()


def what_worked_add(
    *, situation: str, text: str, by: Person, team: Team | None = None
) -> WhatWorked:
    """Tell the other coaches what helped; a team is named only if it is one's own."""
    if team is not None:
        _refuse_others(team, by)
    row = WhatWorked(situation=situation.strip(), text=text.strip(), team=team, by=by)
    row.full_clean()
    row.save()
    return row


def what_worked_remove(*, row: WhatWorked, by: Person) -> None:
    if row.by_id != by.pk:
        raise ValidationError(_("Only who wrote this can take it back."))
    row.delete()


def _refuse_others(team: Team, by: Person) -> None:
    if not Coaching.objects.filter(team=team, coach=by, until=None).exists():
        raise ValidationError(_("You do not coach this team any more."))
