"""The internal rate of an hour, a setting of the organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.forms.refusals import posted
from core.forms.saving import saved
from core.http import href
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from reviews.hourly_rate.forms import HourlyRateForm
from reviews.models import hourly_rate


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_administer)
def rate_edit(request: OrgRequest) -> HttpResponse:
    form = HourlyRateForm(posted(request), instance=hourly_rate())
    if form.is_bound and saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(href("reviews:rate_edit"))
    status = 422 if form.is_bound else 200
    return render(request, "reviews/hourly_rate/edit.html", {"form": form}, status=status)
