"""The events at the end of a cycle as calendar entries, for one file and for what feeds."""

from django.utils.translation import gettext as _
from icalendar import Event

from core.http import href
from orgs.closed_days import zone
from reviews.models import ClosingEvent
from teams.calendar import entry


def closing_event(row: ClosingEvent) -> Event:
    """One event; each change makes the entry's version grow. Reads the cycle with its theme."""
    return entry(
        f"closing-event-{row.pk}",
        version=row.version - 1,
        changed_at=row.changed_at,
        starts_at=row.starts_at.astimezone(zone()),
        length=row.ends_at - row.starts_at,
        summary=_("%(event)s: %(theme)s") % {"event": row, "theme": row.cycle.theme},
        url=href("reviews:review_detail", cycle=row.cycle_id),
        place=row.place,
    )
