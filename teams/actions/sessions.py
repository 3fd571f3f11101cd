"""OKR 101 and strategic context: planned by the integration team, marked by the host."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs import audit
from orgs.models import Person
from teams.access import can_mark_attendance
from teams.models import Attendance, Session
from themes.access import can_steer_cycle
from themes.models import Cycle


@transaction.atomic
def session_plan(
    *,
    cycle: Cycle,
    kind: str,
    starts_at: datetime,
    host: Person,
    by: Person,
    place: str = "",
    capacity: int = 30,
    material: str = "",
    session: Session | None = None,
) -> Session:
    """Plan a session of a cycle, or plan `session` anew."""
    if not can_steer_cycle(by, cycle):
        raise ValidationError(str(can_steer_cycle.sentence))
    if cycle.frozen:
        raise ValidationError(_("The cycle is closed. Plan sessions in the next one."))
    row = session or Session(cycle=cycle)
    row.kind, row.starts_at, row.host = kind, starts_at, host
    row.place, row.capacity, row.material = place, capacity, material
    row.full_clean(exclude=["organisation"])
    row.save()
    audit.record(actor=by, verb="session.plan", about=row, after={"kind": row.kind})
    return row


@transaction.atomic
def attendance_mark(*, session: Session, people: Iterable[Person], by: Person) -> None:
    """Say who was there; whoever is not named was not."""
    if not can_mark_attendance(by, session):
        raise ValidationError(str(can_mark_attendance.sentence))
    held = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    there = {person.pk for person in people}
    held.attendances.exclude(person__in=there).delete()
    known = set(held.attendances.values_list("person_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=held, person_id=pk) for pk in sorted(there - known)
    )
