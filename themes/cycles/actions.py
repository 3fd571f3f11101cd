"""Planning the cycles of a theme."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formatting import spoken_date
from orgs.audit import log as audit
from orgs.models import Person
from themes.models import Cycle, Theme

WEEKS, FEWEST, MOST = 13, 4, 26
LEAD_TIME = timedelta(weeks=6)  # for the workshop, the call and forming the teams


def next_number(theme: Theme) -> int:
    highest: int | None = theme.cycles.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def proposed_start(theme: Theme | None = None) -> date:
    """A Monday: the one after the last cycle, or one that leaves time to form the first teams."""
    today = timezone.localdate()
    last = theme.cycles.aggregate(last=Max("ends_on"))["last"] if theme else None
    earliest = max(last + timedelta(days=1), today) if last else today + LEAD_TIME
    return earliest + timedelta(days=-earliest.weekday() % 7)


@transaction.atomic
def cycle_plan(
    *,
    theme: Theme,
    by: Person,
    starts_on: date | None = None,
    weeks: int = WEEKS,
    number: int | None = None,
) -> Cycle:
    """Plan the next cycle of a theme: by default a Monday, for 13 weeks."""
    held = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    if held.closed:
        raise ValidationError(_("This theme is closed. It gets no further cycle."))
    cycle = Cycle(theme=held, number=number or next_number(held))
    _set_days(cycle, starts_on or proposed_start(held), weeks)
    cycle.save()
    audit.record(actor=by, verb="cycle.plan", about=cycle, after=_days(cycle))
    return cycle


@transaction.atomic
def cycle_move(*, cycle: Cycle, by: Person, starts_on: date, weeks: int = WEEKS) -> Cycle:
    """Move a cycle that has not started: its dates may change until teams prepare for it."""
    Theme.objects.select_for_update(of=("self",)).get(pk=cycle.theme_id)
    held: Cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if not held.movable:
        raise ValidationError(_("The teams have planned with these dates. They stay."))
    before = _days(held)
    _set_days(held, starts_on, weeks)
    held.save()
    audit.record(actor=by, verb="cycle.move", about=held, before=before, after=_days(held))
    return held


def _set_days(cycle: Cycle, starts_on: date, weeks: int) -> None:
    if not FEWEST <= weeks <= MOST:
        raise ValidationError(
            _("A cycle lasts %(fewest)s to %(most)s weeks; 13 are usual.")
            % {"fewest": FEWEST, "most": MOST}
        )
    cycle.starts_on, cycle.ends_on = starts_on, starts_on + timedelta(weeks=weeks, days=-1)
    _refuse_other_cycles(cycle)
    cycle.full_clean()


def _refuse_other_cycles(cycle: Cycle) -> None:
    """One after the other, in the order of their numbers."""
    for other in cycle.theme.cycles.exclude(pk=cycle.pk):
        first, last = spoken_date(other.starts_on), spoken_date(other.ends_on)
        days = {"cycle": other, "first": first, "last": last}
        if other.number == cycle.number:
            raise ValidationError(_("There is a %(cycle)s already.") % days)
        if other.starts_on <= cycle.ends_on and cycle.starts_on <= other.ends_on:
            raise ValidationError(
                _("%(cycle)s runs from %(first)s to %(last)s. Choose days before or after it.")
                % days
            )
        if (other.number < cycle.number) != (other.starts_on < cycle.starts_on):
            raise ValidationError(
                _("%(cycle)s runs from %(first)s to %(last)s. Cycles follow their numbers.") % days
            )


def _days(cycle: Cycle) -> dict[str, str]:
    return {"starts_on": cycle.starts_on.isoformat(), "ends_on": cycle.ends_on.isoformat()}
