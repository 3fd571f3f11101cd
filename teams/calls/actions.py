"""The call for volunteers of a cycle: open it, and give it another deadline or better words."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.closed_days import today_here
from orgs.models import Person
from teams.models import Call
from themes.cycles.phases import take
from themes.models import Cycle


@transaction.atomic
def call_open(
    *,
    cycle: Cycle,
    text: str,
    hours_from: Decimal,
    hours_to: Decimal,
    deadline: date,
    by: Person,
    skills: str = "",
) -> Call:
    """Write the call and open it. Raises `NotNowError` when the cycle is not waiting for it."""
    if Call.objects.filter(cycle=cycle).exists():
        raise ValidationError(_("The call for this cycle is open already."), code="twice")
    call = Call(
        cycle=cycle,
        text=text,
        hours_from=hours_from,
        hours_to=hours_to,
        deadline=deadline,
        skills=skills,
        opened_by=by,
    )
    _check(call)
    call.save()
    take(cycle, "call", by=by)
    audit.record(actor=by, verb="call.open", about=call, after={"deadline": str(deadline)})
    return call


@transaction.atomic
def call_change(
    *,
    call: Call,
    text: str,
    hours_from: Decimal,
    hours_to: Decimal,
    deadline: date,
    by: Person,
    skills: str = "",
) -> Call:
    """Say it better, or leave people more time, as long as the cycle calls for volunteers."""
    held = Call.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=call.pk)
    if held.cycle.phase != Cycle.Phase.CALLING:
        raise ValidationError(_("The call is over: the teams are being formed."), code="over")
    before = {"deadline": str(held.deadline)}
    held.text, held.skills, held.deadline = text, skills, deadline
    held.hours_from, held.hours_to = hours_from, hours_to
    _check(held)
    held.save()
    audit.record(
        actor=by, verb="call.change", about=held, before=before, after={"deadline": str(deadline)}
    )
    return held


def _check(call: Call) -> None:
    """People get a day at least, and know about their team before the cycle is over."""
    if call.deadline < today_here():
        raise ValidationError(
            {"deadline": _("This day is over. Leave people some days to think.")}, code="past"
        )
    if call.deadline > call.cycle.ends_on:
        raise ValidationError(
            {"deadline": _("The cycle is over by then. Choose an earlier day.")}, code="late"
        )
    if call.hours_from > call.hours_to:
        raise ValidationError(
            {"hours_to": _("“From” is at most “to”. Turn the two around.")}, code="hours"
        )
    call.clean_fields()
