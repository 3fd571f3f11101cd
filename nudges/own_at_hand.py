"""What an organisation has of people and mails: whoever asks or does something looks here first."""

from core.outbox import SETTLED
from nudges.at_hand import Rows
from nudges.mail.retention import long_settled
from nudges.models import BackgroundFailure, Message
from nudges.rights import STAND
from orgs.audit.models import RIGHTS
from orgs.models import AddressChange, AuditEvent, IdentityProvider, Invitation

Part = BackgroundFailure.Part
FAILURES = "nudges.failures"

AT_HAND: dict[str, Rows] = {
    FAILURES: lambda now: BackgroundFailure.objects.filter(
        part__in=[Part.TICK, Part.CHORE, Part.NUDGE]
    ),
    "nudges.old_mails": lambda now: long_settled(Message.objects.filter(state__in=SETTLED), now),
    "orgs.providers": lambda now: IdentityProvider.objects.all(),
    "orgs.address_changes": lambda now: AddressChange.objects.waiting(),
    "orgs.invitations": lambda now: Invitation.objects.valid(now).filter(mails__gt=0),
    "orgs.rights": lambda now: AuditEvent.objects.filter(verb__in=RIGHTS, at__gt=now - STAND),
}
