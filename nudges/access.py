"""Who may look after the mails of an organisation."""

from django.utils.translation import gettext_lazy as _

from nudges.models import Message
from orgs.access import can_administer
from orgs.http import rule
from orgs.models import Person


@rule(_("Administrators of the organisation look after its mails. Ask one of them."))
def can_look_after(person: Person, message: Message) -> bool:
    return can_administer(person)
