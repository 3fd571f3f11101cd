"""The check-ins of a cycle: proposed by the calendar, planned by people, moved and cancelled."""

from collections.abc import Iterable
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import CLOCK, renew
from checkins.live_check_in.timebox import running_order
from checkins.models import CheckIn, CheckInChange, Slot
from checkins.series.schedule import Proposed, check_in_dates
from orgs.audit import log as audit
from orgs.closed_days import all_countries, closed_days, zone
from orgs.models import Person
from teams.models import Membership, Team
from themes.models import Cycle


def series_propose(cycle: Cycle, *, weekday: int, at: time) -> list[Proposed]:
    """Every second week of the cycle, with the countries on holiday that day. Changes nothing."""
    return check_in_dates(
        starts_on=cycle.starts_on,
        weeks=cycle.weeks,
        weekday=weekday,
        at=at,
        zone=zone(),
        holidays=closed_days(range(cycle.starts_on.year, cycle.ends_on.year + 1), all_countries()),
    )


@transaction.atomic
def series_plan(
    *,
    cycle: Cycle,
    dates: Iterable[datetime],
    by: Person,
    facilitator: Person | None = None,
    slot_minutes: int = 15,
    place: str = "",
) -> list[CheckIn]:
    """Plan check-ins on these dates with a slot for each team; a date that is there stays one."""
    locked = _lock_cycle(cycle)
    taken = set(
        locked.check_ins.exclude(state=CheckIn.State.CANCELLED).values_list("starts_at", flat=True)
    )
    number = locked.check_ins.aggregate(last=Max("number"))["last"] or 0
    check_ins = [
        CheckIn(
            cycle=locked,
            number=number + n,
            starts_at=starts_at,
            facilitator=facilitator,
            slot_minutes=slot_minutes,
            place=place.strip(),
        )
        for n, starts_at in enumerate(sorted(set(dates) - taken), start=1)
    ]
    for check_in in check_ins:
        _check(check_in)
        check_in.save()
    slots_fill(check_ins)
    audit.record(actor=by, verb="check_in.plan", about=locked, after={"check_ins": len(check_ins)})
    return check_ins


def slots_fill(check_ins: Iterable[CheckIn]) -> None:
    """Give each team of the cycle that has none a slot; new series rotate who speaks first."""
    rows = list(check_ins)
    if not rows:
        return
    teams = list(Team.objects.filter(cycle=rows[0].cycle_id))
    speaking = representatives(teams)
    known = _positions(rows)
    slots = [
        Slot(check_in=check_in, team=team, position=position, presenter_id=speaking.get(team.pk))
        for check_in in rows
        for team, position in _new_places(teams, check_in, known.get(check_in.pk, {}))
    ]
    Slot.objects.bulk_create(slots)


def representatives(teams: Iterable[Team]) -> dict[int, int]:
    """Team → the person who speaks for it."""
    speaking = Membership.objects.current().filter(team__in=[t.pk for t in teams], speaks=True)
    return dict(speaking.values_list("team_id", "person_id"))


@transaction.atomic
def check_in_move(
    *,
    check_in: CheckIn,
    starts_at: datetime,
    by: Person,
    place: str | None = None,
    facilitator: Person | None = None,
) -> CheckIn:
    """Move a planned check-in, and say who moderates and where."""
    locked = _lock(check_in)
    _refuse_unless_planned(locked)
    before = {"starts_at": locked.starts_at.isoformat(), "facilitator": locked.facilitator_id}
    left = locked.starts_at, locked.place
    locked.starts_at, locked.facilitator = starts_at, facilitator or locked.facilitator
    locked.place = locked.place if place is None else place.strip()
    _check(locked)
    locked.save()
    if left != (locked.starts_at, locked.place):
        CheckInChange.objects.create(check_in=locked, by=by, left=left[0], entered=locked.starts_at)
    after = {"starts_at": starts_at.isoformat(), "facilitator": locked.facilitator_id}
    audit.record(actor=by, verb="check_in.move", about=locked, before=before, after=after)
    return locked


@transaction.atomic
def check_in_cancel(*, check_in: CheckIn, by: Person) -> CheckIn:
    """A cancelled check-in stays in the list, so that nobody looks for it. Twice is once."""
    locked = _lock(check_in)
    if locked.state == CheckIn.State.CANCELLED:
        return locked
    _refuse_unless_planned(locked)
    locked.state = CheckIn.State.CANCELLED
    locked.save(update_fields=["state"])
    CheckInChange.objects.create(check_in=locked, by=by, left=locked.starts_at)
    audit.record(actor=by, verb="check_in.cancel", about=locked)
    return locked


def _new_places(
    teams: list[Team], check_in: CheckIn, known: dict[int, int]
) -> list[tuple[Team, int]]:
    """Teams without a slot yet, behind those that have one, in the running order."""
    order = [t for t in running_order(teams, check_in.number) if t.pk not in known]
    first = max(known.values(), default=0) + 1
    return [(team, first + n) for n, team in enumerate(order)]


def _positions(check_ins: list[CheckIn]) -> dict[int, dict[int, int]]:
    positions: dict[int, dict[int, int]] = {}
    for slot in Slot.objects.filter(check_in__in=[c.pk for c in check_ins]):
        positions.setdefault(slot.check_in_id, {})[slot.team_id] = slot.position
    return positions


def _check(check_in: CheckIn) -> None:
    cycle = check_in.cycle
    day = timezone.localtime(check_in.starts_at, zone()).date()
    if not cycle.starts_on <= day <= cycle.ends_on:
        raise ValidationError(
            _("%(day)s is outside the cycle, which runs from %(first)s to %(last)s.")
            % {"day": day, "first": cycle.starts_on, "last": cycle.ends_on}
        )
    others = cycle.check_ins.exclude(pk=check_in.pk).exclude(state=CheckIn.State.CANCELLED)
    if others.filter(starts_at=check_in.starts_at).exists():
        raise ValidationError(_("Another check-in of this cycle starts at that time."))
    check_in.clean_fields(exclude={"organisation", "cycle", "facilitator"})


def _refuse_unless_planned(check_in: CheckIn) -> None:
    if not check_in.to_come:
        raise ValidationError(_("Only a check-in that is still to come can be changed."))


def _lock(check_in: CheckIn) -> CheckIn:
    rows = CheckIn.objects.select_for_update(of=("self",)).select_related("cycle__theme")
    locked: CheckIn = rows.get(pk=check_in.pk)
    renew(locked, CLOCK)
    return locked


def _lock_cycle(cycle: Cycle) -> Cycle:
    locked: Cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if locked.phase in {Cycle.Phase.REVIEWING, Cycle.Phase.CLOSED}:
        raise ValidationError(_("This cycle is over; plan check-ins for the next one."))
    return locked
