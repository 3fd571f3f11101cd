"""Home leaders are thanked for the people they lend."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs.models import Person
from teams.lending.lenders import lenders
from teams.models import Thanks
from themes.models import Cycle


@transaction.atomic
def lender_thank(*, cycle: Cycle, leader: Person, by: Person) -> Thanks:
    """Thank a home leader, once a cycle; it reaches them on *My work* and by mail."""
    if leader.pk not in {row.leader.pk for row in lenders(cycle)}:
        raise ValidationError(_("%(name)s lends nobody in this cycle.") % {"name": leader})
    if leader.pk == by.pk:
        raise ValidationError(_("You lend these people yourself."))
    thanks: Thanks = Thanks.objects.get_or_create(cycle=cycle, leader=leader, defaults={"by": by})[
        0
    ]
    return thanks


@transaction.atomic
def thanks_read(*, thanks: Thanks) -> None:
    """The thank-you has arrived and no longer stands on *My work*."""
    Thanks.objects.filter(pk=thanks.pk, read_at=None).update(read_at=timezone.now())
