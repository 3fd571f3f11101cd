"""Divisions, levels and sites are few: one page shows them, a small form changes each."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.saving import saved
from core.http import href
from orgs.access import can_administer, can_edit_division, can_edit_level, can_edit_site
from orgs.http import OrgRequest, requires
from orgs.models import Division, Level, Site
from orgs.organisations.forms import DivisionForm, LeadsForm, LevelForm, SiteForm
from orgs.places.actions import place_save

either = require_http_methods(["GET", "POST"])


@require_GET
@requires(can_administer)
def place_list(request: OrgRequest) -> HttpResponse:
    here = Count("people", filter=Q(people__left_on=None))
    context = {
        "divisions": Division.objects.annotate(here=here),
        "levels": Level.objects.annotate(here=here),
        "sites": Site.objects.annotate(here=here),
    }
    return render(request, "orgs/places/place_list.html", context)


@either
@requires(can_administer)
def division_add(request: OrgRequest) -> HttpResponse:
    return _edit(request, DivisionForm(request.POST or None), _("A new division"))


@either
@requires(can_edit_division)
def division_edit(request: OrgRequest, division: Division) -> HttpResponse:
    return _edit(request, DivisionForm(request.POST or None, instance=division), _("Division"))


@either
@requires(can_administer)
def level_add(request: OrgRequest) -> HttpResponse:
    return _edit(request, LevelForm(request.POST or None), _("A new level"))


@either
@requires(can_edit_level)
def level_edit(request: OrgRequest, level: Level) -> HttpResponse:
    return _edit(request, LevelForm(request.POST or None, instance=level), _("Level"))


@either
@requires(can_administer)
def levels_lead(request: OrgRequest) -> HttpResponse:
    """All levels at once, as the first run asks after the roster."""
    form = LeadsForm(request.POST or None)
    if saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("orgs:place_list"))
    status = 422 if request.method == "POST" else 200
    return render(request, "orgs/places/levels_lead.html", {"form": form}, status=status)


@either
@requires(can_administer)
def site_add(request: OrgRequest) -> HttpResponse:
    return _edit(request, SiteForm(request.POST or None), _("A new site"))


@either
@requires(can_edit_site)
def site_edit(request: OrgRequest, site: Site) -> HttpResponse:
    return _edit(request, SiteForm(request.POST or None, instance=site), _("Site"))


def _edit(request: OrgRequest, form: Any, title: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        place_save(place=form.save(commit=False), by=request.person)
        messages.success(request, _("Saved."))
        return redirect(href("orgs:place_list"))
    status = 422 if request.method == "POST" else 200
    return render(
        request, "orgs/places/place_form.html", {"form": form, "title": title}, status=status
    )
