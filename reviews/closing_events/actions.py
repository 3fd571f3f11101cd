"""The two events at the end of a cycle: proposed, planned by people, moved."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.days import at_time
from core.working_days import working_day_before
from orgs.closed_days import all_countries, closed_days, zone
from orgs.models import Person
from reviews.models import ClosingEvent, Review
from themes.models import Cycle

Kind = ClosingEvent.Kind
LENGTHS = {Kind.REVIEW: (45, 90), Kind.RETROSPECTIVE: (30, 60)}
"""From so many minutes to so many."""
WINDOW = timedelta(weeks=2)


@dataclass(frozen=True)
class Planned:
    """When and how long, where."""

    starts_at: datetime
    minutes: int
    place: str = ""


def closing_events_propose(cycle: Cycle) -> dict[str, Planned]:
    """The review four working days before the end, the retrospective the day after it."""
    years = range(cycle.starts_on.year, cycle.ends_on.year + 1)
    closed = closed_days(years, all_countries())
    end = cycle.ends_on + timedelta(days=1)
    days = {Kind.REVIEW: 4, Kind.RETROSPECTIVE: 3}
    return {
        kind: Planned(
            at_time(working_day_before(end, back, holidays=closed), time(13), zone()),
            LENGTHS[kind][1],
        )
        for kind, back in days.items()
    }


@transaction.atomic
def closing_event_plan(*, cycle: Cycle, kind: str, planned: Planned, by: Person) -> ClosingEvent:
    """Plan or move one of the two; an open review moves with its event."""
    held = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if held.frozen:
        raise ValidationError(_("This cycle is closed: its dates stay as they were."))
    least, most = LENGTHS[Kind(kind)]
    if not least <= planned.minutes <= most:
        raise ValidationError(
            _("Choose %(least)s to %(most)s minutes.") % {"least": least, "most": most}
        )
    day = planned.starts_at.astimezone(zone()).date()
    if not held.ends_on - WINDOW <= day <= held.ends_on:
        raise ValidationError(_("Choose a day in the last two weeks of the cycle."))
    row = ClosingEvent.objects.filter(cycle=held, kind=kind).first()
    if row is None:
        row = ClosingEvent(cycle=held, kind=kind)
    elif (row.starts_at, row.minutes, row.place) != (
        planned.starts_at,
        planned.minutes,
        planned.place,
    ):
        row.version += 1
    else:
        return row
    row.starts_at, row.minutes, row.place = planned.starts_at, planned.minutes, planned.place
    row.save()
    if row.kind == Kind.REVIEW:
        Review.objects.filter(cycle=held).update(starts_at=row.starts_at, place=row.place)
    return row
