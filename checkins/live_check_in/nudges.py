"""The facilitator of a check-in is led to it on its day."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.models import CheckIn
from checkins.people import only_of
from core.days import morning_of
from core.formatting import spoken_time
from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.closed_days import today_here, zone
from orgs.models import Person


def check_ins_to_moderate(now: datetime, person: Person | None) -> Iterator[Due]:
    """On the day of a check-in whoever moderates it finds the room here (K3)."""
    first = morning_of(today_here(now), zone())
    rows = CheckIn.objects.filter(
        state__in=[CheckIn.State.PLANNED, CheckIn.State.LIVE],
        starts_at__range=(first, first + timedelta(days=1)),
        facilitator__left_on=None,
        facilitator__isnull=False,
    )
    for check_in in only_of(person, rows, "facilitator").select_related("cycle__theme"):
        yield Due(
            person_id=check_in.facilitator_id,
            about=audit.key(check_in),
            title=_("Today you moderate the check-in."),
            url=href("checkins:check_in_detail", check_in=check_in.pk),
            due_at=check_in.starts_at,
            opens_at=first,
            action=_("Open the room"),
            context=[check_in.cycle.theme.name, spoken_time(check_in.starts_at)],
            minutes=45,
        )


NUDGES = [
    Nudge(
        "checkins.moderate",
        "play",
        check_ins_to_moderate,
        moments=(OPEN,),
        name=gettext_lazy("Moderate a check-in"),
        serves="K3",
        who="its facilitator",
        when="on the day",
        late="nobody",
        ends="it is held",
        only=("checkins.to_come",),
    ),
]
