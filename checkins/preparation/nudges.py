"""Whoever speaks for a team is asked to prepare its part of a check-in."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.models import CheckIn, Slot
from core.formatting import spoken_time
from core.http import href
from nudges.registry import DAY, OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.closed_days import opens_before
from orgs.models import Person

LOOK_AHEAD = timedelta(days=14)  # two working days and every feast in between


def slots_to_prepare(now: datetime, person: Person | None) -> Iterator[Due]:
    """Two working days before, by their own calendar, whoever speaks for a team prepares (K2)."""
    slots = Slot.objects.filter(
        prepared_at=None,
        check_in__state=CheckIn.State.PLANNED,
        check_in__starts_at__range=(now - LOOK_AHEAD, now + LOOK_AHEAD),
        team__memberships__speaks=True,
        team__memberships__left_on=None,
        team__memberships__person__left_on=None,
        **({} if person is None else {"team__memberships__person": person}),
    ).annotate(
        speaker=F("team__memberships__person"),
        country=F("team__memberships__person__site__country"),
    )
    for slot in slots.select_related("check_in", "team"):
        starts_at = slot.check_in.starts_at
        opens_at = opens_before(starts_at, countries=[slot.country] if slot.country else None)
        if opens_at > now:
            continue
        yield Due(
            person_id=slot.speaker,
            about=audit.key(slot),
            title=_("What does your team bring to the check-in?"),
            url=href("checkins:slot_detail", slot=slot.pk),
            due_at=starts_at,
            opens_at=opens_at,
            action=_("Prepare"),
            context=[slot.team.name, spoken_time(starts_at)],
            minutes=5,
        )


NUDGES = [
    Nudge(
        "checkins.prepare",
        "calendar",
        slots_to_prepare,
        moments=(OPEN, DAY),
        name=gettext_lazy("Prepare a check-in"),
        serves="K2",
        who="who speaks for the team",
        when="two working days before",
        late="the room shows which teams are ready",
        ends="it is prepared, or the check-in begins",
        only=("checkins.to_come",),
    ),
]
