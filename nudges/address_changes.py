"""Who is to have another e-mail on the roster hears it at the one they have, and can stop it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formatting import spoken_date, spoken_time
from nudges.registry import OPEN, Due, Nudge
from orgs.links import token
from orgs.models import AddressChange, Person

STOP = "orgs.address"  # what the link that stops a change is signed for


def other_address(now: datetime, person: Person | None) -> Iterable[Due]:
    """Everybody whose e-mail is to change and who can still stop it."""
    rows = AddressChange.objects.waiting().filter(takes_effect_at__gt=now)
    if person is not None:
        rows = rows.filter(person=person)
    return [_due(row) for row in rows.select_related("person", "asked_by", "organisation")]


def _due(row: AddressChange) -> Due:
    signed = token(STOP, person=row.person, row=row, until=row.takes_effect_at)
    address = reverse("address_stop_link", kwargs={"token": signed})
    names = {
        "organisation": row.organisation,
        "by": row.asked_by or _("The roster"),
        "email": row.new_email,
        "day": spoken_date(row.takes_effect_at),
        "when": spoken_time(row.takes_effect_at),
        "product": settings.PRODUCT_NAME,
    }
    return Due(
        person_id=row.person_id,
        about=f"orgs.addresschange:{row.pk}",
        title=_("%(by)s gives %(email)s as your e-mail, from %(day)s. Is it wrong?") % names,
        url=address,
        mail_url=address,
        due_at=row.takes_effect_at,
        opens_at=row.asked_at,
        action=_("Look at it, and stop it if it is wrong"),
        details=[
            _("It takes effect on %(when)s.") % names,
            _(
                "From then on whoever reads mails at the new address comes into %(organisation)s "
                "as you, and you can no longer come in with this one. What you kept for yourself "
                "alone stays closed to them."
            )
            % names,
            _("Is it right? Then you need not do anything. Is it wrong? Then stop it."),
        ],
        why=_("You get this mail because %(product)s knows you at this address. It always comes.")
        % names,
        asks=False,
    )


ADDRESS_CHANGE = Nudge(
    "orgs.address_change",
    "mail",
    other_address,
    better_twice=True,
    any_hour=True,
    moments=(OPEN,),
    name=gettext_lazy("Another e-mail for you"),
    serves="U2",
    who="whoever has an account or a role and is to have another e-mail on the roster",
    when="at once, at any hour, at the address they have until then",
    late="nobody",
    ends="it takes effect, is stopped or is taken back",
    only=("orgs.address_changes",),
)
