"""What a team reports: achievements and learnings, in a meeting, a check-in or in between."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import NOTES, renew_for
from checkins.models import Achievement, Learning, ProgressLine, Slot, TeamMeeting
from checkins.reports.models import Report
from orgs.models import Person
from teams.models import Team

Row = TypeVar("Row", bound=Report)


def achievement_add(
    *,
    team: Team,
    text: str,
    by: Person,
    meeting: TeamMeeting | None = None,
    slot: Slot | None = None,
    **sent: Any,
) -> Achievement:
    """Keep an achievement; `sent` is the key of its line."""
    row = Achievement(team=team, text=text.strip(), by=by, meeting=meeting, slot=slot, **sent)
    return reported(row)


def progress_add(
    *,
    team: Team,
    text: str,
    by: Person,
    meeting: TeamMeeting | None = None,
    slot: Slot | None = None,
    **sent: Any,
) -> ProgressLine:
    """Keep what moved; `sent` is the key of its line."""
    row = ProgressLine(team=team, text=text.strip(), by=by, meeting=meeting, slot=slot, **sent)
    return reported(row)


def learning_add(
    *,
    team: Team,
    text: str,
    by: Person,
    meeting: TeamMeeting | None = None,
    slot: Slot | None = None,
    **fields: Any,
) -> Learning:
    """Keep a learning; `fields` are believed, saw, now, evidence, tags, share, keep and key."""
    words = learning_words(text=text, **fields)
    return reported(Learning(team=team, by=by, meeting=meeting, slot=slot, **words))


def learning_edit(*, learning: Learning, by: Person, **fields: Any) -> Learning:
    """Say more about a learning; who said it first stays."""
    refuse_closed(learning.team)
    for name, value in learning_words(**fields).items():
        setattr(learning, name, value)
    check(learning)
    learning.save()
    renew_for(learning.team, NOTES)
    return learning


def learning_words(**fields: Any) -> dict[str, Any]:
    words = {k: v.strip() if isinstance(v, str) else v for k, v in fields.items()}
    if "tags" in words:
        tags = dict.fromkeys(tag.strip(" #") for tag in words["tags"].split(","))
        words["tags"] = ", ".join(tag for tag in tags if tag)
    return words


def reported(row: Row) -> Row:
    """Save a new report where it can still be taken; sent again it is the one that is there."""
    if earlier := _sent(row):
        return earlier
    refuse_closed(row.team)
    _refuse_ended(row)
    check(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        if earlier := _sent(row):  # sent twice at once
            return earlier
        raise
    if row.meeting is not None and row.meeting.written is not None:
        row.meeting.written.hear(row.by)
    renew_for(row.team, NOTES)
    return row


def check(row: Report) -> None:
    """The words fit; what a form checks holds without one as well."""
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation})


def refuse_closed(team: Team) -> None:
    if team.cycle.frozen:
        raise ValidationError(_("This cycle is closed; what it brought stays as it is."))


def _sent(row: Row) -> Row | None:
    """What an earlier line with this key has made."""
    return type(row)._default_manager.filter(team=row.team, key=row.key).first()


def _refuse_ended(row: Report) -> None:
    if row.meeting is not None and row.meeting.over_at(timezone.now()):
        raise ValidationError(_("This meeting is over. Open the next one and write it there."))
    if row.slot is not None and not (row.slot.check_in.to_come or row.slot.check_in.live):
        raise ValidationError(_("This check-in is over; its minutes stay as they are."))
