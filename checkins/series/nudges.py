"""Those who take part hear that a check-in is moved or cancelled."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.models import CheckInChange
from checkins.people import only_of
from core.formatting import spoken_time
from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.models import Person
from teams.models import Coaching, Membership

CHANGE_SHOWN_FOR = timedelta(days=3)


def check_in_changes(now: datetime, person: Person | None) -> Iterator[Due]:
    """Everybody of the teams, their coaches and who moderates hear of a change (K12)."""
    changes = list(_recent_changes(now))
    people = _participants({change.check_in.cycle_id for change in changes}, person)
    for change in changes:
        check_in = change.check_in
        recipients = people[check_in.cycle_id] | ({check_in.facilitator_id} - {None})
        for person_id in sorted(recipients - {change.by_id}):
            if person is None or person.pk == person_id:
                yield _due(change, person_id)


def _recent_changes(now: datetime) -> QuerySet[CheckInChange]:
    """The last change of each check-in whose time, old or new, is still to come."""
    later = CheckInChange.objects.filter(check_in=OuterRef("check_in"), pk__gt=OuterRef("pk"))
    rows = CheckInChange.objects.filter(~Exists(later), at__gt=now - CHANGE_SHOWN_FOR)
    to_come = Q(entered__gt=now) & ~Q(entered=F("left")) | Q(entered=None, left__gt=now)
    return rows.filter(to_come).select_related("check_in__cycle__theme")


def _participants(cycles: set[int], person: Person | None) -> dict[int, set[int]]:
    """Cycle → who is in one of its teams or coaches one."""
    participants: dict[int, set[int]] = defaultdict(set)
    if not cycles:
        return participants
    members = only_of(person, Membership.objects.current(), "person").filter(
        team__cycle__in=cycles, person__left_on=None
    )
    coaches = only_of(person, Coaching.objects.all(), "coach").filter(
        team__cycle__in=cycles, until=None, coach__left_on=None
    )
    for cycle, person_id in members.values_list("team__cycle", "person").union(
        coaches.values_list("team__cycle", "coach")
    ):
        participants[cycle].add(person_id)
    return participants


def _due(change: CheckInChange, person_id: int) -> Due:
    check_in, was = change.check_in, spoken_time(change.left)
    title = (
        _("%(check_in)s of %(was)s is cancelled.")
        if change.entered is None
        else _("%(check_in)s is moved to %(now)s.")
    )
    params = {"check_in": check_in, "was": was, "now": spoken_time(check_in.starts_at)}
    moved = [_("before: %(when)s") % {"when": was}] if change.entered else []
    return Due(
        person_id=person_id,
        about=audit.key(change),
        title=title % params,
        url=href("checkins:check_in_detail", check_in=check_in.pk),
        due_at=change.at + CHANGE_SHOWN_FOR,
        opens_at=change.at,
        action=_("See the check-in"),
        context=[check_in.cycle.theme.name, *moved],
        asks=False,
    )


NUDGES = [
    Nudge(
        "checkins.changed",
        "calendar",
        check_in_changes,
        moments=(OPEN,),
        urgent=True,
        name=gettext_lazy("A check-in is moved or cancelled"),
        serves="K12",
        who="members, coaches and who moderates it, except who changed it",
        when="at once",
        late="nobody",
        ends="three days have passed, or its time has",
        only=("checkins.changes",),
    ),
]
