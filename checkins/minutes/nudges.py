"""Those who take part hear once that the minutes are there."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.minutes.content import summary_of
from checkins.models import CheckIn, Minutes
from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.models import Person
from teams.models import Coaching, Membership
from themes.models import Theme, ThemeRole

SHOWN_FOR = timedelta(days=3)
ROLES = [ThemeRole.Kind.SPONSOR, ThemeRole.Kind.FACILITATOR]


def new_minutes(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members of the teams, coaches, facilitators and sponsors, for three days (K9)."""
    recent = Minutes.objects.filter(at__gt=now - SHOWN_FOR, check_in__state=CheckIn.State.HELD)
    rows = list(recent.select_related("check_in__cycle__theme"))
    if not rows:
        return []
    recipients = _recipients(rows)
    return [
        _due(minutes, pk)
        for minutes in rows
        for pk in sorted(recipients[minutes.pk])
        if person is None or person.pk == pk
    ]


def _recipients(rows: list[Minutes]) -> dict[int, set[int]]:
    """Who hears of which minutes, in four queries for any number of them."""
    cycles = [minutes.check_in.cycle_id for minutes in rows]
    themes = Theme.objects.filter(cycles__in=cycles).values_list("pk", "sponsor")
    by_cycle = [
        *Membership.objects.current()
        .filter(team__cycle__in=cycles)
        .values_list("team__cycle", "person"),
        *Coaching.objects.filter(until=None, team__cycle__in=cycles).values_list(
            "team__cycle", "coach"
        ),
    ]
    by_theme = [
        *themes,
        *ThemeRole.objects.filter(kind__in=ROLES, theme__cycles__in=cycles).values_list(
            "theme", "person"
        ),
    ]
    return {
        minutes.pk: {pk for cycle, pk in by_cycle if cycle == minutes.check_in.cycle_id}
        | {pk for theme, pk in by_theme if theme == minutes.check_in.cycle.theme_id}
        | ({minutes.check_in.facilitator_id} - {None})
        for minutes in rows
    }


def _due(minutes: Minutes, person_id: int) -> Due:
    check_in = minutes.check_in
    return Due(
        person_id=person_id,
        about=audit.key(minutes),
        title=_("The minutes of %(check_in)s are there") % {"check_in": check_in},
        url=href("checkins:minutes_detail", check_in=check_in.pk),
        due_at=minutes.at + SHOWN_FOR,
        opens_at=minutes.at,
        action=_("Read the minutes"),
        context=[check_in.cycle.theme.name],
        details=summary_of(minutes.content),
        why=_("You get this mail because you take part in the theme. Nothing is asked of you."),
        asks=False,
        minutes=2,
    )


NUDGES = [
    Nudge(
        "checkins.minutes",
        "book",
        new_minutes,
        moments=(OPEN,),
        name=gettext_lazy("Minutes of a check-in"),
        serves="K9",
        who="members, coaches, facilitators and sponsors",
        when="the check-in is closed",
        late="nobody",
        ends="three days have passed",
        only=("checkins.minutes",),
    ),
]
