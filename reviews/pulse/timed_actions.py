"""What each tick does about the pulses of an organisation: open, close, and miss lost keys."""

from datetime import datetime, timedelta

import structlog
from django.core.exceptions import ValidationError
from django.db import transaction

from core.tenancy import current_organisation_id
from orgs.audit import log as audit
from reviews.models import Pulse
from reviews.pulse import keys as pulse_keys
from reviews.pulse.actions import empty, pulse_close, pulse_open, usual_end, who_is_asked
from reviews.pulse.sealing import unseal
from themes.models import Cycle

OPENS_BY_ITSELF = timedelta(days=1)  # after the review has opened: time to choose other days
COMES_BACK = timedelta(days=1)  # a folder that was not mounted, or a file that was put back
COMMITTED = timedelta(hours=1)  # longer than any transaction that opens a pulse

log = structlog.get_logger(__name__)


def pulses_keep_time(now: datetime) -> None:
    """Open what the integration team has not opened itself, and close what is over."""
    _open_by_themselves(now)
    for pulse in Pulse.objects.running():
        _look_after(pulse, now)


def unused_keys_go(now: datetime) -> None:
    """Keys that a crash has left: of a pulse that was never committed, or that is closed."""
    organisation = current_organisation_id()
    if organisation is None or not pulse_keys.any_kept(organisation):
        return
    used = set(Pulse.objects.exclude(key_name=None).values_list("key_name", flat=True))
    for name in pulse_keys.unused(organisation, used, before=now - COMMITTED):
        pulse_keys.destroy(organisation, name)


def _open_by_themselves(now: datetime) -> None:
    waiting = Cycle.objects.filter(
        phase=Cycle.Phase.REVIEWING, pulse=None, review__opened_at__lte=now - OPENS_BY_ITSELF
    )
    for cycle in waiting:
        if not who_is_asked(cycle):
            continue
        try:
            pulse_open(cycle=cycle, by=None, closes_on=usual_end(now))
        except ValidationError:  # the folder of the keys; the next tick tries again
            log.error("pulse_not_opened", cycle=cycle.pk)


def _look_after(pulse: Pulse, now: datetime) -> None:
    if not _readable(pulse, now):
        _miss(pulse, now)
        return
    if pulse.lost_at is not None:
        _note(pulse, lost_at=None)
    pulse_close(pulse=pulse)


def _readable(pulse: Pulse, now: datetime) -> bool:
    """Whether its key is there and opens who has answered; at its end, each answer as well."""
    sealed = pulse.answers.values_list("sealed", flat=True)
    well = pulse.lost_at is None and now < pulse.closes_at
    try:
        pulse.have_answered()
        key = pulse.key
        for answer in () if well else sealed:
            unseal(answer, key)
    except pulse_keys.KeyLostError:
        return False
    return True


def _miss(pulse: Pulse, now: datetime) -> None:
    """Say so at once; delete what nobody can read when its key has not come back in a day.

    A folder that is away as a whole is no reason to delete: it may be back tomorrow.
    """
    if pulse.lost_at is None:
        log.error("pulse_key_lost", pulse=pulse.pk)
        _note(pulse, lost_at=now)
    waited = pulse.lost_at is not None and pulse.lost_at <= now - COMES_BACK
    if pulse.key_name is None or (waited and not pulse_keys.problem()):
        empty(pulse)


@transaction.atomic
def _note(pulse: Pulse, *, lost_at: datetime | None) -> None:
    pulse.lost_at = lost_at
    Pulse.objects.filter(pk=pulse.pk).update(lost_at=lost_at)
    audit.record(actor=None, verb="pulse.lose" if lost_at else "pulse.find", about=pulse)
