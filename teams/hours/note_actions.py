"""What members note of the hours they really gave, for themselves."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Person
from teams.hours.notes import own_notes
from teams.models import HoursNote, Membership

MOST = Decimal(120)


@transaction.atomic
def hours_note(
    *, membership: Membership, number: int, hours: Decimal | None, by: Person
) -> HoursNote | None:
    """Note, change or, with None, take back the hours of two weeks that are still open.

    No record says that somebody did: it is for themselves.
    """
    if membership.person_id != by.pk:
        raise ValidationError(_("Only the member themself notes and reads these hours."))
    own = {row.fortnight.number: row for row in own_notes(membership, timezone.localdate())}
    if number not in own or not own[number].open:
        raise ValidationError(_("These two weeks cannot be noted any more, or not yet."))
    kept = HoursNote.objects.filter(membership=membership, number=number)
    if hours is None:
        kept.delete()
        return None
    if not 0 <= hours <= MOST or hours % Decimal("0.25"):
        raise ValidationError(_("Two weeks hold 0 to 120 hours, in quarters of an hour."))
    note: HoursNote = HoursNote.objects.update_or_create(
        membership=membership, number=number, defaults={"hours": hours, "account": by.account}
    )[0]
    return note
