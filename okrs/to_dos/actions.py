"""To-dos, one by one and several at once. They never move progress."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from okrs.initiatives.actions import lock_team, refuse_stranger
from okrs.models import Initiative, ToDo
from orgs.models import Person
from teams.models import Team

A_YEAR = timedelta(days=366)


@transaction.atomic
def to_do_add(
    *,
    team: Team,
    by: Person,
    text: str,
    owner: Person | None,
    due_on: date | None,
    initiative: Initiative | None = None,
    kind: str = ToDo.Kind.TASK,
    questions: str = "",
) -> ToDo:
    """One task with one owner and a date, or a conversation: then the text says with whom."""
    row = ToDo(team=lock_team(team), kind=kind)
    return _write(
        row, text=text, owner=owner, due_on=due_on, initiative=initiative, questions=questions
    )


@transaction.atomic
def to_do_edit(*, to_do: ToDo, by: Person, **fields: Any) -> ToDo:
    """Other words, another owner, date or initiative; for a conversation also what was heard."""
    locked = lock_team(to_do.team)
    return _write(ToDo.objects.select_for_update().get(pk=to_do.pk, team=locked), **fields)


@transaction.atomic
def to_do_remove(*, to_do: ToDo, by: Person) -> None:
    """Take it off the list for good."""
    lock_team(to_do.team)
    ToDo.objects.filter(pk=to_do.pk).delete()


@transaction.atomic
def to_do_tick(*, to_do: ToDo, by: Person, done: bool = True) -> ToDo:
    """Done, or not done after all. Doing it twice changes nothing."""
    to_dos_change(team=to_do.team, by=by, to_dos=[to_do.pk], done=done)
    row: ToDo = ToDo.objects.select_related("team__cycle", "owner").get(pk=to_do.pk)
    return row


@transaction.atomic
def to_dos_change(
    *, team: Team, by: Person, to_dos: Collection[int], done: bool | None = None, **fields: Any
) -> int:
    """Tick several, or give them another owner, date or initiative; says how many there are.

    What already is as wanted keeps who did it and when.
    """
    locked = lock_team(team)
    _refuse_wrong(locked, **fields)
    rows = ToDo.objects.filter(team=locked, pk__in=to_dos)
    if done is not None:
        when, who = (timezone.now(), by) if done else (None, None)
        rows.filter(done_at__isnull=done).update(done_at=when, done_by=who)
    if fields:
        rows.update(**fields)
    return rows.count()


def _write(row: ToDo, **fields: Any) -> ToDo:
    missing = {
        "owner": _("Choose who does it. A to-do has one owner."),
        "due_on": _("Write until when."),
    }
    for name, sentence in missing.items():
        if fields[name] is None:
            raise ValidationError({name: sentence})
    _refuse_wrong(row.team, **fields)
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.clean_fields(exclude={"organisation", "team", "owner", "initiative", "done_by"})
    row.save()
    return row


def _refuse_wrong(team: Team, **fields: Any) -> None:
    initiative = fields.get("initiative")
    due_on = fields.get("due_on")
    refuse_stranger(team, fields.get("owner"))
    if due_on is not None and abs(due_on - timezone.localdate()) > A_YEAR:
        raise ValidationError({"due_on": _("Choose a day within a year.")})
    if initiative is not None and initiative.team_id != team.pk:
        raise ValidationError({"initiative": _("Choose an initiative of this team.")})
