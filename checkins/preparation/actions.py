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
    held = _held(slot)
    if ready == (held.prepared_at is not None):
        return held
    held.prepared_at, held.prepared_by = (timezone.now(), by) if ready else (None, None)
    held.save(update_fields=["prepared_at", "prepared_by"])
    return held


@transaction.atomic
def presenter_choose(*, slot: Slot, presenter: Person, by: Person) -> Slot:
    """Any member can speak for the team when its representative cannot."""
    held = _held(slot)
    if not Membership.objects.current().filter(team=held.team, person=presenter).exists():
        raise ValidationError(_("Somebody of the team presents it."))
    held.presenter = presenter
    held.save(update_fields=["presenter"])
    return held


def _held(slot: Slot) -> Slot:
    rows = Slot.objects.select_for_update(of=("self",)).select_related("check_in", "team")
    held: Slot = rows.get(pk=slot.pk)
    if not (held.check_in.to_come or held.check_in.live):
        raise ValidationError(_("This check-in is over; its minutes stay as they are."))
    renew(held.check_in, CLOCK, STAGE)
    return held
