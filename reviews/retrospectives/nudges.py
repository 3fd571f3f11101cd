"""What a team agreed to do at the end: its owner is reminded around the day it is due."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.days import end_of_day, morning_of
from core.http import href
from nudges.registry import Due
from orgs.audit.log import key
from orgs.closed_days import today_here, zone
from orgs.models import Person
from reviews.models import HealthAction, Improvement
from teams.models import Team

AHEAD = timedelta(days=2)
STAYS = timedelta(weeks=4)
"""Then it is no reminder any more: the next talk says what became of it."""


def improvements_due(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who looks after an improvement of a retrospective; also when its cycle is closed (M8)."""
    rows = Improvement.objects.filter(became="", **soon(now))
    if person is not None:
        rows = rows.filter(owner=person)
    for row in rows.select_related("team"):
        yield promised(row, row.team, href("reviews:improvement_done", improvement=row.pk))


def soon(now: datetime) -> dict[str, Any]:
    """What is due about now, is not done, and has an owner who works here."""
    today = today_here(now)
    return {
        "due_on__gte": today - STAYS,
        "due_on__lte": today + AHEAD,
        "done_at": None,
        "owner__left_on": None,
    }


def promised(row: HealthAction | Improvement, team: Team, url: str) -> Due:
    return Due(
        person_id=row.owner_id,
        about=key(row),
        title=row.text,
        url=url,
        opens_at=morning_of(row.due_on - AHEAD, zone()),
        due_at=end_of_day(row.due_on, zone()),
        action=_("Is it done?"),
        context=[team.name, _("what we do differently")],
        minutes=0.5,
    )
