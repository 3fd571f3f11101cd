"""A team's weekly meetings as calendar entries (RFC 5545): for one file, and for whatever feeds."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from orgs.http import href
from teams.models import WorkingAgreement
from teams.routine import next_weekly


def meeting_series(agreement: WorkingAgreement) -> Event:
    """All meetings of the cycle as one entry, on the organisation's wall clock, until it ends.

    The entry keeps its name when the agreement changes, and its sequence grows with the version.
    Reads the agreement's organisation, team and cycle.
    """
    zone, cycle = ZoneInfo(agreement.organisation.time_zone), agreement.team.cycle
    before = datetime.combine(cycle.starts_on, time(), zone) - timedelta(seconds=1)
    first = next_weekly(weekday=agreement.weekday, at=agreement.starts_at, zone=zone, after=before)
    last = datetime.combine(cycle.ends_on, time(23, 59, 59), zone).astimezone(UTC)
    event = Event()
    event.add("uid", f"team-meeting-{agreement.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", agreement.version - 1)
    event.add("dtstamp", agreement.changed_at.astimezone(UTC))
    event.add("dtstart", first)
    event.add("duration", timedelta(minutes=agreement.minutes))
    event.add("rrule", {"freq": "weekly", "until": last})
    event.add("summary", _("Team meeting: %(team)s") % {"team": agreement.team})
    event.add("url", settings.BASE_URL + href("pages:team_detail", team=agreement.team_id))
    if agreement.place:
        event.add("location", vText(agreement.place))
    return event


def calendar_file(events: Iterable[Event]) -> bytes:
    """A whole calendar with the time zones that its entries use."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sunhand//EN")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
