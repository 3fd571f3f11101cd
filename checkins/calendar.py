"""Check-ins as calendar entries, for one file and for what feeds."""

from datetime import timedelta

from django.utils.translation import gettext as _
from icalendar import Event

from checkins.models import CheckIn, Slot
from core.days import morning_of
from core.http import href
from orgs.closed_days import zone
from teams.calendar import entry


def check_in_event(check_in: CheckIn) -> Event:
    """One check-in; each change makes the entry's version grow.

    Reads the cycle with its theme, the slots and the changes.
    """
    changes, slots = list(check_in.changes.all()), list(check_in.slots.all())
    teams = sum(slot.state != Slot.State.ABSENT for slot in slots) or 1
    params = {"check_in": check_in, "theme": check_in.cycle.theme}
    unchanged_since = morning_of(check_in.cycle.starts_on, zone())
    return entry(
        f"check-in-{check_in.pk}",
        version=len(changes),
        changed_at=changes[-1].at if changes else unchanged_since,
        starts_at=check_in.starts_at.astimezone(zone()),
        length=timedelta(minutes=check_in.slot_minutes) * teams,
        summary=_("%(check_in)s: %(theme)s") % params,
        url=href("checkins:check_in_detail", check_in=check_in.pk),
        place=check_in.place,
        cancelled=check_in.state == CheckIn.State.CANCELLED,
    )
