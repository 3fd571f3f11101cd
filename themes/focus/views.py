from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.conflict import held, status_of
from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from themes.access import can_edit_focus, can_edit_focus_area, can_see_theme, can_steer
from themes.focus.area_history import by_cycle, changed_within
from themes.focus.forms import AreaEditForm, FocusForm
from themes.focus.one_page import OnePage, markdown, one_page
from themes.models import Cycle, FocusArea, FocusVersion, Theme


@require_GET
@requires(can_see_theme)
def focus_detail(request: OrgRequest, theme: Theme) -> HttpResponse:
    """The strategic focus with its earlier wordings, and what changed while a cycle ran."""
    areas = list(theme.focus_areas.prefetch_related("versions__by"))
    cycles = list(theme.cycles.order_by("number"))
    context = {
        "theme": theme,
        "page": one_page(theme),
        "areas": areas,
        "cycles": cycles,
        "wordings": by_cycle(areas, cycles) if len(cycles) > 1 else [],
        "changes": changed_within(areas, cycles),
        "versions": FocusVersion.objects.filter(focus__theme=theme).select_related("by"),
        "forming": _forming(theme) if can_steer(request.person, theme) else None,
        "may_edit": can_edit_focus(request.person, theme),
    }
    return render(request, "themes/focus/detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(can_edit_focus)
def focus_edit(request: OrgRequest, theme: Theme) -> HttpResponse:
    focus = held(request, theme).focuses.first()
    form = FocusForm(request.POST or None, theme=theme, focus=focus)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The strategic focus is written down."))
        return redirect(href("themes:focus_detail", theme=theme.pk))
    context = {"form": form, "theme": theme, "focus": focus}
    return render(request, "themes/focus/edit.html", context, status=status_of(form.workshop))


@require_http_methods(["GET", "POST"])
@requires(can_edit_focus_area)
def focus_area_edit(request: OrgRequest, focus_area: FocusArea) -> HttpResponse:
    form = AreaEditForm(request.POST or None, focus_area=held(request, focus_area))
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The old wording is kept below the new one."))
        return redirect(href("themes:focus_detail", theme=focus_area.theme_id))
    context = {"form": form, "theme": focus_area.theme, "focus_area": focus_area}
    return render(request, "themes/focus/area_edit.html", context, status=status_of(form))


@require_GET
@requires(can_see_theme)
def focus_print(request: OrgRequest, theme: Theme) -> HttpResponse:
    """The focus on one page that leaders take along and explain."""
    return render(request, "themes/focus/print.html", {"theme": theme, "page": _page_or_404(theme)})


@require_GET
@requires(can_see_theme)
def focus_markdown(request: OrgRequest, theme: Theme) -> HttpResponse:
    text = markdown(_page_or_404(theme))
    name = slugify(theme.name) or "theme"
    disposition = f'attachment; filename="{name}.md"'
    return HttpResponse(
        text,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


def _forming(theme: Theme) -> Cycle | None:
    """The cycle whose teams can be made now out of the focus areas."""
    phases = [Cycle.Phase.CALLING, Cycle.Phase.FORMING]
    return theme.cycles.filter(phase__in=phases).first()


def _page_or_404(theme: Theme) -> OnePage:
    page = one_page(theme)
    if page is None:
        raise Http404
    return page
