"""Who is on the roster and not in yet: invite them, send it again, take it back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.http import href
from core.keyset import by_name
from core.numbers import row_number
from orgs.access import can_administer, can_edit_invitation, can_edit_person
from orgs.http import OrgRequest, requires
from orgs.invitations import actions
from orgs.models import Invitation, Person
from orgs.reauthentication.recent import recently_signed_in

PAGE = 50


@require_http_methods(["GET", "POST"])
@requires(can_administer)
@recently_signed_in
def invitation_list(request: OrgRequest) -> HttpResponse:
    """U2: everybody without an account by name; a POST invites those ticked, or all."""
    outside = Person.objects.not_in()
    if request.method == "POST":
        made = actions.invite(people=_chosen(request, outside), by=request.person)
        _tell(request, len(made))
        return redirect(href("orgs:invitation_list"))
    page = by_name(outside.with_place(), request.GET.get("after", ""), PAGE)
    asked = {i.person_id: i for i in Invitation.objects.open().filter(person__in=page.rows)}
    context = {
        "slice": page,
        "rows": [(person, asked.get(person.pk)) for person in page.rows],
        "now": timezone.now(),
        "uninvited": outside.exclude(
            pk__in=Invitation.objects.valid(timezone.now()).values("person")
        ).count(),
    }
    return render(request, "orgs/invitations/list.html", context)


@require_POST
@requires(can_edit_person)
@recently_signed_in
def person_invite(request: OrgRequest, person: Person) -> HttpResponse:
    _tell(request, len(actions.invite(people=[person], by=request.person)))
    return redirect(href("pages:person_detail", person=person.pk))


@require_POST
@requires(can_edit_invitation)
@recently_signed_in
def invitation_send_again(request: OrgRequest, invitation: Invitation) -> HttpResponse:
    try:
        actions.invitation_send_again(invitation=invitation, by=request.person)
        messages.success(request, _("The invitation goes out again within a minute."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("orgs:invitation_list"))


@require_POST
@requires(can_edit_invitation)
def invitation_revoke(request: OrgRequest, invitation: Invitation) -> HttpResponse:
    try:
        actions.invitation_revoke(invitation=invitation, by=request.person)
        messages.success(request, _("The invitation is taken back. Its link no longer works."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("orgs:invitation_list"))


def _chosen(request: OrgRequest, outside: Any) -> Any:
    """Those ticked; everybody when the button for all was pressed."""
    if "all" in request.POST:
        return outside
    numbers = [row_number(text) for text in request.POST.getlist("person")]
    return outside.filter(pk__in=[number for number in numbers if number is not None])


def _tell(request: OrgRequest, made: int) -> None:
    if not made:
        messages.error(request, _("Nobody was invited. Tick whom you want to invite."))
        return
    told = ngettext(
        "The invitation goes out within a minute.",
        "%(n)s invitations go out within a minute.",
        made,
    )
    messages.success(request, told % {"n": made})
