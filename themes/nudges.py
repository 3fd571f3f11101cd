"""What themes ask of their integration teams. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from nudges.registry import Due, Nudge
from orgs.http import href
from orgs.models import Person
from themes.models import Cycle, ThemeRole

FOCUS_WITHIN = timedelta(days=14)
BEFORE_START = timedelta(days=3)


def focus_to_write(now: datetime, person: Person | None) -> Iterable[Due]:
    """A theme without a strategic focus: no call can open yet."""
    rows = _integration(person).filter(theme__focuses=None, theme__closures=None)
    for role in rows.select_related("theme"):
        yield Due(
            person_id=role.person_id,
            about=f"themes.theme:{role.theme_id}",
            title=_("What is the focus of “%(theme)s”?") % {"theme": role.theme},
            url=href("themes:focus_edit", theme=role.theme_id),
            due_at=role.theme.created_at + FOCUS_WITHIN,
            action=_("Write it down"),
            minutes=20,
            opens_at=role.theme.created_at,
        )


def cycle_to_start(now: datetime, person: Person | None) -> Iterable[Due]:
    """A cycle whose first day is here and whose teams are confirmed."""
    rows = _integration(person).filter(
        theme__cycles__phase=Cycle.Phase.PREPARING,
        theme__cycles__starts_on__lte=timezone.localdate(now) + BEFORE_START,
        theme__closures=None,
    )
    fields = "theme__cycles__id", "theme__cycles__number", "theme__cycles__starts_on"
    for person_id, theme, pk, number, starts_on in rows.values_list(
        "person_id", "theme__name", *fields
    ):
        yield Due(
            person_id=person_id,
            about=f"themes.cycle:{pk}",
            title=_("Does cycle %(number)s start?") % {"number": number},
            url=href("themes:cycle_detail", cycle=pk),
            due_at=_end_of(starts_on),
            action=_("Start the cycle"),
            context=[theme],
            minutes=2,
            opens_at=_end_of(starts_on) - BEFORE_START,
        )


NUDGES = [
    Nudge(kind="themes.write_focus", icon="compass", rows=focus_to_write),
    Nudge(kind="themes.start_cycle", icon="flag", rows=cycle_to_start),
]


def _integration(person: Person | None) -> Any:
    rows = ThemeRole.objects.filter(
        kind=ThemeRole.Kind.INTEGRATION, person__left_on=None
    )  # fmt: skip
    return rows if person is None else rows.filter(person=person)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(17)))
