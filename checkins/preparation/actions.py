"""Before a check-in: a team says that it is ready, and who presents."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import CLOCK, STAGE, renew
from checkins.models import Slot
from orgs.models import Person
from teams.models import Membership


@transaction.atomic
def slot_prepare(*, slot: Slot, by: Person, ready: bool = True) -> Slot:
    """The team is ready for its check-in, or wants to look at it again. Twice is once."""
    locked = _lock(slot)
    if ready == (locked.prepared_at is not None):
        return locked
    locked.prepared_at, locked.prepared_by = (timezone.now(), by) if ready else (None, None)
    locked.save(update_fields=["prepared_at", "prepared_by"])
    return locked


@transaction.atomic
def presenter_choose(*, slot: Slot, presenter: Person, by: Person) -> Slot:
    """Any member can speak for the team when its representative cannot."""
    locked = _lock(slot)
    if not Membership.objects.current().filter(team=locked.team, person=presenter).exists():
        raise ValidationError(_("Somebody of the team presents it."))
    locked.presenter = presenter
    locked.save(update_fields=["presenter"])
    return locked


def _lock(slot: Slot) -> Slot:
    rows = Slot.objects.select_for_update(of=("self",)).select_related("check_in", "team")
    locked: Slot = rows.get(pk=slot.pk)
    if not (locked.check_in.to_come or locked.check_in.live):
        raise ValidationError(_("This check-in is over; its minutes stay as they are."))
    renew(locked.check_in, CLOCK, STAGE)
    return locked
