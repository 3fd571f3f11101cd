"""Check-ins as calendar entries (RFC 5545): for one file, and for whatever feeds."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event, vText

from checkins.models import CheckIn, Slot
from orgs.closed_days import zone
from orgs.http import href


def check_in_event(check_in: CheckIn) -> Event:
    """One check-in. The entry keeps its name, and each change makes its sequence grow.

    Reads the cycle with its theme, the slots and the changes.
    """
    changes, slots = list(check_in.changes.all()), list(check_in.slots.all())
    teams = sum(slot.state != Slot.State.ABSENT for slot in slots) or 1
    said = {"check_in": check_in, "theme": check_in.cycle.theme}
    event = Event()
    event.add("uid", f"check-in-{check_in.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", len(changes))
    event.add("dtstamp", (changes[-1].at if changes else timezone.now()).astimezone(UTC))
    event.add("dtstart", check_in.starts_at.astimezone(zone()))
    event.add("duration", timedelta(minutes=check_in.slot_minutes) * teams)
    event.add("summary", _("%(check_in)s: %(theme)s") % said)
    event.add("url", settings.BASE_URL + href("checkins:check_in_detail", check_in=check_in.pk))
    cancelled = check_in.state == CheckIn.State.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if check_in.place:
        event.add("location", vText(check_in.place))
    return event
