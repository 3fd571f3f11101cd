"""The events at the end of a cycle as calendar entries (RFC 5545)."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event, vText

from orgs.closed_days import zone
from orgs.http import href
from reviews.models import ClosingEvent


def closing_event(row: ClosingEvent) -> Event:
    """One event. The entry keeps its name, and each change makes its sequence grow.

    Reads the cycle with its theme.
    """
    said = {"event": row, "theme": row.cycle.theme}
    event = Event()
    event.add("uid", f"closing-event-{row.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", row.version - 1)
    event.add("dtstamp", row.changed_at.astimezone(UTC))
    event.add("dtstart", row.starts_at.astimezone(zone()))
    event.add("dtend", row.ends_at.astimezone(zone()))
    event.add("summary", _("%(event)s: %(theme)s") % said)
    event.add("url", settings.BASE_URL + href("reviews:review_detail", cycle=row.cycle_id))
    if row.place:
        event.add("location", vText(row.place))
    return event
