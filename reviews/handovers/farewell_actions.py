"""Thanking those who leave: they gave their own time."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from orgs.models import Person
from reviews.handovers.actions import is_leaver
from reviews.models import Farewell
from teams.models import Membership


@transaction.atomic
def farewell_say(*, membership: Membership, by: Person, text: str) -> Farewell:
    """Thank somebody who leaves or pauses; a second word takes the place of the first."""
    if not is_leaver(membership):
        raise ValidationError(_("They stay; thank them in person."))
    farewell, _made = Farewell.objects.update_or_create(
        membership=membership,
        defaults={"text": text.strip(), "by": by, "account": membership.person.account},
    )
    return farewell
