from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.forms.conflict import held, status_of
from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from themes.access import (
    can_choose_theme,
    can_edit_focus,
    can_edit_theme,
    can_give_roles,
    can_see_theme,
    can_take_role,
    kinds_to_give,
)
from themes.models import Theme, ThemeRole
from themes.theme import actions
from themes.theme.forms import CloseForm, RoleForm, ThemeCreateForm, ThemeForm


@require_http_methods(["GET", "POST"])
@requires(can_choose_theme)
def theme_create(request: OrgRequest) -> HttpResponse:
    form = ThemeCreateForm(request.POST or None)
    if request.method == "POST" and (theme := saved(form, by=request.person)):
        messages.success(request, _("The theme is there. Next: the strategic focus workshop."))
        return redirect(href("pages:theme_detail", theme=theme.pk))
    return render(request, "themes/theme/create.html", {"form": form}, status=_status(form))


@require_http_methods(["GET", "POST"])
@requires(can_edit_theme)
def theme_edit(request: OrgRequest, theme: Theme) -> HttpResponse:
    theme = held(request, theme)
    form = ThemeForm(request.POST or None, instance=theme)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The theme is changed."))
        return redirect(href("pages:theme_detail", theme=theme.pk))
    name = Theme.objects.values_list("name", flat=True).get(pk=theme.pk)
    context = {"form": form, "theme": theme, "name": name}
    return render(request, "themes/theme/edit.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(can_edit_focus)
def theme_close(request: OrgRequest, theme: Theme) -> HttpResponse:
    form = CloseForm(request.POST or None)
    if request.method == "POST" and saved(form, theme=theme, by=request.person):
        messages.success(request, _("The theme is closed. Everything it brought stays here."))
        return redirect(href("pages:theme_detail", theme=theme.pk))
    context = {"form": form, "theme": theme}
    return render(request, "themes/theme/close.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@requires(can_see_theme)
def role_list(request: OrgRequest, theme: Theme) -> HttpResponse:
    """Who works for the theme beside its teams, and how that came; a POST gives a role."""
    if request.method != "POST":
        return _roles(request, theme)
    if not can_give_roles(request.person, theme):
        raise PermissionDenied(can_give_roles.sentence)
    form = RoleForm(request.POST, kinds=kinds_to_give(request.person, theme))
    if role := saved(form, theme=theme, by=request.person):
        messages.success(request, _("%(role)s has this role now.") % {"role": role.person})
        return redirect(href("themes:role_list", theme=theme.pk))
    return _roles(request, theme, form)


@require_POST
@requires(can_take_role)
def role_take(request: OrgRequest, role: ThemeRole) -> HttpResponse:
    try:
        actions.role_take(role=role, by=request.person)
    except ValidationError as refused:
        return _roles(request, role.theme, refused="".join(refused.messages))
    messages.success(request, _("%(person)s no longer has this role.") % {"person": role.person})
    return redirect(href("themes:role_list", theme=role.theme_id))


def _roles(
    request: OrgRequest, theme: Theme, form: RoleForm | None = None, refused: str = ""
) -> HttpResponse:
    held = list(theme.roles.select_related("person__division", "person__level"))
    kinds = kinds_to_give(request.person, theme)
    context = {
        "theme": theme,
        "groups": [
            (kind, [role for role in held if role.kind == kind.value]) for kind in ThemeRole.Kind
        ],
        "form": form or (RoleForm(kinds=kinds) if kinds else None),
        "may_take": can_edit_focus(request.person, theme),
        "fills": bool(kinds) and not can_edit_focus(request.person, theme),
        "changes": theme.role_changes.select_related("by", "person", "theme"),
        "refused": refused,
    }
    status = 422 if refused or form else 200
    return render(request, "themes/roles/role_list.html", context, status=status)


def _status(form: CloseForm | ThemeForm) -> int:
    return 422 if form.errors else 200
