"""OKR 101 and strategic context: planned by the integration team, marked by the host."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.models import Person
from teams.access import can_mark_attendance, can_take_seat
from teams.models import Attendance, Seat, Session
from teams.sessions.preparation import context_hosts
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
    if kind == Session.Kind.CONTEXT:
        _check_host(cycle, host)
    row = Session(cycle=cycle) if session is None else _held(session)
    if row.pk and (row.kind, row.starts_at, row.place) != (kind, starts_at, place):
        row.version += 1
    row.kind, row.starts_at, row.host = kind, starts_at, host
    row.place, row.capacity, row.material = place, capacity, material
    row.full_clean(exclude=["organisation"])
    _check_seats(row)
    row.save()
    audit.record(actor=by, verb="session.plan", about=row, after={"kind": row.kind})
    return row


@transaction.atomic
def seat_take(*, session: Session, by: Person) -> Seat:
    """Somebody says that they come."""
    if not can_take_seat(by, session):
        raise ValidationError(str(can_take_seat.sentence))
    held = _held(session)
    if held.begun:
        raise ValidationError(_("This session has begun. Choose one that is still to come."))
    mine = held.seats.filter(person=by).first()
    if mine is not None:
        return mine
    if held.seats.count() >= held.capacity:
        raise ValidationError(
            _("All %(seats)s seats are taken. Choose another session, or ask %(host)s for a seat.")
            % {"seats": held.capacity, "host": held.host}
        )
    return Seat.objects.create(session=held, person=by)


def seat_give_back(*, session: Session, by: Person) -> None:
    """Somebody cannot come after all."""
    session.seats.filter(person=by).delete()


@transaction.atomic
def attendance_mark(*, session: Session, people: Iterable[Person], by: Person) -> None:
    """Say who was there; whoever is not named was not."""
    if not can_mark_attendance(by, session):
        raise ValidationError(str(can_mark_attendance.sentence))
    held = _held(session)
    if not held.begun:
        raise ValidationError(_("This session has not begun. Say afterwards who was there."))
    there = {person.pk for person in people}
    held.attendances.exclude(person__in=there).delete()
    known = set(held.attendances.values_list("person_id", flat=True))
    Attendance.objects.bulk_create(
        Attendance(session=held, person_id=pk) for pk in sorted(there - known)
    )
    held.marked_at = session.marked_at = timezone.now()
    held.save(update_fields=["marked_at"])


def _held(session: Session) -> Session:
    """Taking a seat, marking and planning the same session wait for each other."""
    held: Session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    return held


def _check_host(cycle: Cycle, host: Person) -> None:
    hosts = context_hosts(cycle)
    if hosts.filter(pk=host.pk).exists():
        return
    names = ", ".join(str(person) for person in hosts.order_by("sort_key"))
    raise ValidationError(
        {
            "host": _(
                "The strategic context is told by a leader who is in a team of this cycle. "
                "Choose one of them: %(names)s."
            )
            % {"names": names}
        }
    )


def _check_seats(session: Session) -> None:
    taken = session.seats.count() if session.pk else 0
    if taken > session.capacity:
        raise ValidationError(
            {
                "capacity": _("%(taken)s people have a seat already. Give at least as many.")
                % {"taken": taken}
            }
        )
