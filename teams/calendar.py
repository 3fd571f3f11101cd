"""Dates as calendar entries (RFC 5545): one way to make them, for a file and for what feeds."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vText

from core.days import morning_of
from core.http import href
from orgs.closed_days import zone
from teams.agreements.routine import next_weekly
from teams.models import Session, WorkingAgreement

SESSION = timedelta(hours=1)
ASK_AGAIN = timedelta(hours=1)


def entry(
    name: str,
    *,
    version: int,
    changed_at: datetime,
    starts_at: datetime | date,
    summary: str,
    url: str,
    length: timedelta = timedelta(days=1),
    place: str = "",
    cancelled: bool = False,
) -> Event:
    """One entry. It keeps its `name` whatever changes, and its `version`, from 0, grows.

    It says nothing that changes by itself, so that an entry of the same row stays the same.
    """
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", version)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("dtstart", starts_at)
    event.add("duration", length)
    event.add("summary", summary)
    event.add("url", settings.BASE_URL + url)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if place:
        event.add("location", vText(place))
    return event


def meeting_series(agreement: WorkingAgreement) -> Event:
    """All meetings of the cycle as one entry, on the organisation's wall clock, until it ends.

    Reads the agreement's organisation, team and cycle.
    """
    here, cycle = ZoneInfo(agreement.organisation.time_zone), agreement.team.cycle
    before = morning_of(cycle.starts_on, here) - timedelta(seconds=1)
    over = morning_of(cycle.ends_on + timedelta(days=1), here)
    last = over.astimezone(UTC) - timedelta(seconds=1)
    event = entry(
        f"team-meeting-{agreement.pk}",
        version=agreement.version - 1,
        changed_at=agreement.changed_at,
        starts_at=next_weekly(
            weekday=agreement.weekday, at=agreement.starts_at, zone=here, after=before
        ),
        length=timedelta(minutes=agreement.minutes),
        summary=_("Team meeting: %(team)s") % {"team": agreement.team},
        url=href("pages:team_detail", team=agreement.team_id),
        place=agreement.place,
    )
    event.add("rrule", {"freq": "weekly", "until": last})
    return event


def session_event(session: Session) -> Event:
    """One session, for an hour, as nobody says how long it takes. Reads the cycle's theme."""
    said = {"session": session, "theme": session.cycle.theme}
    return entry(
        f"session-{session.pk}",
        version=session.version - 1,
        changed_at=session.changed_at,
        starts_at=session.starts_at.astimezone(zone()),
        length=SESSION,
        summary=_("%(session)s: %(theme)s") % said,
        url=href("teams:session_detail", session=session.pk),
        place=session.place,
    )


def calendar_file(events: Iterable[Event], *, name: str = "") -> bytes:
    """A whole calendar with the time zones its entries use; one that is read again has a name."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sunhand//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(event)
    calendar.subcomponents[:0] = map(_time_zone, sorted(calendar.get_missing_tzids()))
    return calendar.to_ical()


@cache
def _time_zone(name: str) -> Timezone:
    """Its changes of the clock: to find them takes longer than all the rest of a calendar."""
    return Timezone.from_tzid(name)
