"""The page an invitation opens. Looking at it changes nothing; its button is the person's yes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from core.http import open_to_all
from core.languages import spoken
from core.numbers import row_number
from core.tenancy import tenant
from orgs.invitations.actions import invitation_accept
from orgs.invitations.models import digest
from orgs.models import Invitation, Organisation
from orgs.sign_in.entrance import mail_code, proves_address

OVER = {"left", "revoked", "ran_out"}


@open_to_all
@proves_address
@require_http_methods(["GET", "POST"])
def invitation_join(request: Any, token: str) -> HttpResponse:
    """U2: who invited whom to what; signed in at this very address, a POST accepts."""
    organisation = get_object_or_404(Organisation, pk=row_number(token.partition("-")[0]) or 0)
    with tenant(organisation):
        rows = Invitation.objects.select_related("person", "invited_by")
        invitation = get_object_or_404(rows, token_hash=digest(token))
    person = invitation.person
    zone = person.time_zone or organisation.time_zone
    with translation.override(spoken(person.language)), timezone.override(zone):
        return _answer(request, organisation, invitation)


def _answer(request: Any, organisation: Organisation, invitation: Invitation) -> HttpResponse:
    state, refused = _state(request, invitation), ""
    if request.method == "POST" and state in {"stranger", "owner"}:
        try:
            return redirect(_step(request, organisation, invitation))
        except ValidationError as no:
            refused = " ".join(no.messages)
    context = {
        "invitation": invitation,
        "invited_to": organisation,
        "state": state,
        "refused": refused,
    }
    status = 422 if refused else 410 if state in OVER else 200
    return render(request, "orgs/invitations/join.html", context, status=status)


def _step(request: Any, organisation: Organisation, invitation: Invitation) -> str:
    """A stranger proves the address first; its owner says yes. Gives where it goes on."""
    if not request.user.is_authenticated:
        return mail_code(request, invitation.email, then=request.path)
    with tenant(organisation):
        invitation_accept(invitation=invitation, account=request.user)
    return organisation.get_absolute_url()


def _state(request: Any, invitation: Invitation) -> str:
    """What the page says: the invitation's end, or who looks at it."""
    if not invitation.person.active:
        return "left"
    if invitation.accepted_at:
        return "in"
    if invitation.revoked_at:
        return "revoked"
    if invitation.ran_out(timezone.now()):
        return "ran_out"
    if not request.user.is_authenticated:
        return "stranger"
    return "owner" if request.user.email == invitation.email else "other"
