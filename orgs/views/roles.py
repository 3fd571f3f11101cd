from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs.access import can_administer, can_take_role
from orgs.actions import roles as actions
from orgs.forms.organisation import RoleForm
from orgs.http import OrgRequest, href, requires
from orgs.models import Role


@require_http_methods(["GET", "POST"])
@requires(can_administer)
def role_list(request: OrgRequest) -> HttpResponse:
    """Who holds which role for the whole organisation, and a form to give one."""
    form = RoleForm(request.POST or None, initial={"kind": Role.Kind.ADMINISTRATOR})
    if request.method == "POST" and form.is_valid():
        role = form.save_by(request.person)
        if role is not None:
            told = _("%(name)s is %(role)s now.") % {"name": role.person, "role": role}
            messages.success(request, told)
            return redirect(href("orgs:role_list"))
    roles = Role.objects.select_related("person__division", "person__level")
    context = {"form": form, "roles": roles.order_by("kind", "person__sort_key")}
    status = 422 if request.method == "POST" else 200
    return render(request, "orgs/role_list.html", context, status=status)


@require_POST
@requires(can_take_role)
def role_take(request: OrgRequest, role: Role) -> HttpResponse:
    try:
        actions.role_take(role=role, by=request.person)
        messages.success(request, _("%(name)s no longer has this role.") % {"name": role.person})
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("orgs:role_list"))
