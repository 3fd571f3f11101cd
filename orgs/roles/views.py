from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.forms.saving import saved
from core.http import href
from orgs.access import can_administer, can_take_role
from orgs.http import OrgRequest, requires
from orgs.models import Role
from orgs.organisations.forms import RoleForm, SecondFactorForm
from orgs.reauthentication.recent import recently_signed_in
from orgs.roles import actions
from orgs.roles.queries import proves_twice
from orgs.sign_in.second_factor import with_second_factor

GIVEN: dict[str, Any] = {
    Role.Kind.ADMINISTRATOR: gettext_lazy("%(name)s is an administrator now."),
    Role.Kind.AUDITOR: gettext_lazy("%(name)s is an auditor now."),
}
FIRST = {"kind": Role.Kind.ADMINISTRATOR}


@require_http_methods(["GET", "POST"])
@requires(can_administer)
@recently_signed_in
def role_list(request: OrgRequest) -> HttpResponse:
    """Who holds which role for the whole organisation, and a form to give one."""
    form = RoleForm(request.POST or None, initial=FIRST)
    if role := saved(form, by=request.person):
        messages.success(request, GIVEN[role.kind] % {"name": role.person})
        return redirect(href("orgs:role_list"))
    return _page(request, form, _second_factor(request))


@require_POST
@requires(can_administer)
@recently_signed_in
def second_factor_ask(request: OrgRequest) -> HttpResponse:
    """W10: whether administrators and auditors need a second factor."""
    form = SecondFactorForm(request.POST)
    if saved(form, request.organisation, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("orgs:role_list"))
    return _page(request, RoleForm(initial=FIRST), form)


@require_POST
@requires(can_take_role)
@recently_signed_in
def role_take(request: OrgRequest, role: Role) -> HttpResponse:
    try:
        actions.role_take(role=role, by=request.person)
        messages.success(request, _("%(name)s no longer has this role.") % {"name": role.person})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("orgs:role_list"))


def _second_factor(request: OrgRequest) -> SecondFactorForm:
    return SecondFactorForm(initial={"needed": request.organisation.needs_second_factor})


def _page(request: OrgRequest, form: RoleForm, second_factor: SecondFactorForm) -> HttpResponse:
    held = Role.objects.select_related("person__division", "person__level")
    roles = list(held.order_by("kind", "person__sort_key"))
    context = {
        "form": form,
        "roles": roles,
        "second_factor": second_factor,
        "lacks_second_factor": not proves_twice(request.person),
        "proved": with_second_factor(role.person.account_id for role in roles),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "orgs/roles/list.html", context, status=status)
