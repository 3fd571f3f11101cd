"""Who speaks first when some teams have become less sure (K4)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.live_check_in.changes import renew
from checkins.live_check_in.confidence_drop import ConfidenceDrop, confidence_drops
from checkins.models import CheckIn, Slot
from orgs.models import Person


@transaction.atomic
def falling_first(*, check_in: CheckIn, by: Person) -> list[ConfidenceDrop]:
    """Let the teams to come that are less sure speak before the others; else the order stays."""
    locked: CheckIn = CheckIn.objects.select_for_update(of=("self",)).get(pk=check_in.pk)
    if not (locked.to_come or locked.live):
        raise ValidationError(_("This check-in is over; its minutes stay as they are."))
    rows = Slot.objects.filter(check_in=locked).order_by("position", "id")
    slots = list(rows.select_related("team__cycle", "check_in__cycle"))
    drops = confidence_drops(locked, slots)
    if not drops:
        raise ValidationError(_("No team that is to come has become less sure."))
    first = {row.slot.pk for row in drops}
    to_come = [slot for slot in slots if slot.waiting]
    places = [slot.position for slot in to_come]
    to_come.sort(key=lambda slot: slot.pk not in first)
    for slot, place in zip(to_come, places, strict=True):
        slot.position = place
    Slot.objects.bulk_update(to_come, ["position"])
    renew(locked)
    return drops
