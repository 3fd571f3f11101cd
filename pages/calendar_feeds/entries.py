"""What stands in a calendar feed: dates of a person, of a team, or of a theme's program."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Event

from checkins.access import check_in_for
from checkins.calendar import check_in_event
from checkins.models import CheckIn
from core.days import morning_of
from core.http import href
from nudges.registry import days_due
from orgs.closed_days import zone_of
from orgs.models import Person
from pages.my_work.views import coached_teams, my_memberships
from reviews.access import closing_event_for
from reviews.closing_events.calendar import closing_event
from reviews.models import ClosingEvent
from teams.access import agreement_for, can_work_in, session_for
from teams.calendar import entry, meeting_series, session_event
from teams.models import CalendarFeed, Session, Team, WorkingAgreement


def may_read(feed: CalendarFeed) -> bool:
    """Whether its owner may still read it; a team's dates are for the team and its coach."""
    if not feed.person.active:
        return False
    return feed.team is None or can_work_in(feed.person, feed.team)


def name_of(feed: CalendarFeed) -> str:
    """How the calendar is called in the program that reads it."""
    whose = feed.team or feed.theme or feed.person
    return f"{settings.PRODUCT_NAME}: {whose}"


def events_of(feed: CalendarFeed, now: datetime) -> Iterator[Event]:
    """As many queries for one date as for many."""
    if feed.team:
        yield from _meetings([feed.team], feed.person)
        yield from _of_cycles([feed.team.cycle_id], feed.person)
    elif feed.theme:
        yield from _of_cycles(feed.theme.cycles.values_list("pk", flat=True), feed.person)
    else:
        yield from _of_person(feed.person, now)


def _of_cycles(cycles: Iterable[int], person: Person) -> Iterator[Event]:
    """What all teams of these cycles share."""
    mine = list(cycles)
    yield from _seated(Q(cycle__in=mine), person)
    yield from _checked_in(Q(cycle__in=mine), person)
    yield from _closing(mine, person)


def _of_person(person: Person, now: datetime) -> Iterator[Event]:
    """Of their teams and those they coach, the sessions they sit in or host, and what is due."""
    teams = [*(row.team for row in my_memberships(person)), *coached_teams(person)]
    cycles = [team.cycle_id for team in teams]
    yield from _meetings(teams, person)
    yield from _seated(Q(seats__person=person) | Q(host=person), person)
    yield from _checked_in(Q(cycle__in=cycles) | Q(facilitator=person), person)
    yield from _closing(cycles, person)
    yield from (_due_day(person, day) for day in _due_days(person, now))


def _meetings(teams: Iterable[Team], person: Person) -> Iterator[Event]:
    rows = WorkingAgreement.objects.filter(team__in=teams).order_by("pk")
    for row in rows.select_related("organisation", "team__cycle__theme"):
        yield meeting_series(agreement_for(person, row))


def _seated(which: Q, person: Person) -> Iterator[Event]:
    for row in Session.objects.filter(which).distinct().select_related("cycle__theme"):
        yield session_event(session_for(person, row))


def _checked_in(which: Q, person: Person) -> Iterator[Event]:
    rows = CheckIn.objects.filter(which).select_related("cycle__theme")
    for row in rows.prefetch_related("slots", "changes"):
        yield check_in_event(check_in_for(person, row))


def _closing(cycles: Iterable[int], person: Person) -> Iterator[Event]:
    for row in ClosingEvent.objects.filter(cycle__in=cycles).select_related("cycle__theme"):
        yield closing_event(closing_event_for(person, row))


def _due_days(person: Person, now: datetime) -> list[date]:
    """The days on which something of *My work* is due; what is done is no longer there."""
    zone = zone_of(person)
    return sorted({timezone.localdate(due_at, zone) for due_at in days_due(person, now)})


def _due_day(person: Person, day: date) -> Event:
    """A whole day that keeps nobody busy. It says that something is due, and not what it is:
    the program that reads it may be anybody's."""
    event: Any = entry(
        f"due-{person.pk}-{day}",
        version=0,
        changed_at=morning_of(day, UTC),
        starts_at=day,
        summary=_("Due today: see “My work”"),
        url=href("pages:my_work"),
    )
    event.add("transp", "TRANSPARENT")
    return event
