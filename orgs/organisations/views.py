from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.saving import saved
from core.http import href
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.organisations.forms import OrganisationForm


@require_http_methods(["GET", "POST"])
@requires(can_administer)
def organisation_settings(request: OrgRequest) -> HttpResponse:
    """Name, time zone, countries and language of the organisation."""
    if request.method != "POST":
        return _page(request, OrganisationForm.about(request.organisation))
    form = OrganisationForm(request.POST)
    if saved(form, request.organisation, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("orgs:organisation_settings"))
    return _page(request, form, status=422)


def _page(request: OrgRequest, form: OrganisationForm, status: int = 200) -> HttpResponse:
    return render(
        request, "orgs/organisations/organisation_settings.html", {"form": form}, status=status
    )
