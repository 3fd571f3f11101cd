"""Another e-mail for somebody with an account: stopped by them, taken back or hurried on."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.http import href
from orgs.access import can_settle_address
from orgs.email_changes import actions
from orgs.http import OrgRequest, requires
from orgs.links import by_link
from orgs.models import AddressChange
from orgs.reauthentication.recent import recently_signed_in

STOP = "orgs.address"  # what the mail's link is signed for; `nudges.address_changes` makes it


@require_http_methods(["GET", "POST"])
@by_link(STOP, AddressChange, tells_later=True)
def address_stop(request: Any, change: AddressChange, token: str) -> HttpResponse:
    """Opening it changes nothing; its button stops the change."""
    if change.person_id != request.person.pk:
        raise Http404
    if request.method == "POST" and change.state == AddressChange.State.WAITING:
        change = actions.address_change_stop(change=change)
    return render(request, "orgs/email_changes/stop.html", {"change": change})


@require_POST
@requires(can_settle_address)
@recently_signed_in
def address_confirm(request: OrgRequest, change: AddressChange) -> HttpResponse:
    """A second administrator need not let it wait."""
    try:
        actions.address_change_confirm(change=change, by=request.person)
        messages.success(request, _("The new e-mail is in effect. They are invited there."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("pages:person_detail", person=change.person_id))


@require_POST
@requires(can_settle_address)
@recently_signed_in
def address_withdraw(request: OrgRequest, change: AddressChange) -> HttpResponse:
    try:
        actions.address_change_withdraw(change=change, by=request.person)
        messages.success(request, _("The e-mail stays as it is."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("pages:person_detail", person=change.person_id))
