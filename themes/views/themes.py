from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs.forms.saving import saved
from orgs.forms.seen import held, status_of
from orgs.http import OrgRequest, href, requires
from themes.access import can_choose_theme, can_edit_focus, can_edit_theme, can_take_role
from themes.actions import themes as actions
from themes.forms.themes import CloseForm, RoleForm, ThemeCreateForm, ThemeForm
from themes.models import Theme, ThemeRole


@require_http_methods(["GET", "POST"])
@requires(can_choose_theme)
def theme_create(request: OrgRequest) -> HttpResponse:
    form = ThemeCreateForm(request.POST or None)
    if request.method == "POST" and (theme := saved(form, by=request.person)):
        messages.success(request, _("The theme is there. Next: the strategic focus workshop."))
        return redirect(href("pages:theme_detail", theme=theme.pk))
    return render(request, "themes/theme_create.html", {"form": form}, status=_status(form))


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
    return render(request, "themes/theme_edit.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@requires(can_edit_focus)
def theme_close(request: OrgRequest, theme: Theme) -> HttpResponse:
    form = CloseForm(request.POST or None)
    if request.method == "POST" and saved(form, theme=theme, by=request.person):
        messages.success(request, _("The theme is closed. Everything it brought stays here."))
        return redirect(href("pages:theme_detail", theme=theme.pk))
    context = {"form": form, "theme": theme}
    return render(request, "themes/theme_close.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
@requires(can_edit_theme)
def role_list(request: OrgRequest, theme: Theme) -> HttpResponse:
    """Who works for the theme beside its teams; a POST gives a role."""
    form = RoleForm(request.POST or None, initial={"kind": ThemeRole.Kind.FACILITATOR})
    if request.method == "POST" and (role := saved(form, theme=theme, by=request.person)):
        messages.success(request, _("%(role)s has this role now.") % {"role": role.person})
        return redirect(href("themes:role_list", theme=theme.pk))
    return _roles(request, theme, form)


@require_POST
@requires(can_take_role)
def role_take(request: OrgRequest, role: ThemeRole) -> HttpResponse:
    try:
        actions.role_take(role=role, by=request.person)
    except ValidationError as refused:
        form = RoleForm(initial={"kind": role.kind})
        return _roles(request, role.theme, form, refused="".join(refused.messages))
    messages.success(request, _("%(person)s no longer has this role.") % {"person": role.person})
    return redirect(href("themes:role_list", theme=role.theme_id))


def _roles(request: OrgRequest, theme: Theme, form: RoleForm, refused: str = "") -> HttpResponse:
    held = list(theme.roles.select_related("person__division", "person__level"))
    groups = [(kind, [role for role in held if role.kind == kind.value]) for kind in ThemeRole.Kind]
    context = {"theme": theme, "groups": groups, "form": form, "refused": refused}
    status = 422 if refused else _status(form)
    return render(request, "themes/role_list.html", context, status=status)


def _status(form: RoleForm | CloseForm | ThemeForm) -> int:
    return 422 if form.errors else 200
