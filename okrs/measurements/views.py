"""Measuring a key result, wherever its quick form stands."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.saving import saved
from core.http import href
from okrs.access import can_correct, can_measure
from okrs.measurements.forms import MeasureForm, MeasureRulesForm
from okrs.measurements.quick_form import quick_form, show, take
from okrs.models import KeyResult, Measurement
from okrs.status import key_result_status
from orgs.http import OrgRequest, requires
from orgs.organisation_settings.setting_page import SettingPage, setting_view


@require_http_methods(["GET", "POST"])
@requires(can_measure)
def measurement_create(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """The quick form: asked for by Update, and what it sends."""
    if request.method == "GET":
        return show(request, quick_form(request, key_result))
    return take(request, quick_form(request, key_result, data=request.POST))


@require_GET
@requires(can_measure)
def measurement_preview(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """Where the planet would stand with the value being typed; nothing is kept."""
    status = key_result_status(key_result, timezone.localdate())
    form = MeasureForm.about(status, data=request.GET)
    form.is_valid()
    typed = form.cleaned_data.get("value")
    if typed is None:
        return render(request, "okrs/measurements/_measure_preview.html", {"status": status})
    measurement = Measurement(
        value=typed,
        measured_on=timezone.localdate(),
        key_result=key_result,
        confidence=form.cleaned_data.get("confidence", ""),
    )
    ahead = replace(status, history=[*status.history, measurement], before=status.latest)
    return render(
        request, "okrs/measurements/_measure_preview.html", {"status": ahead, "typed": typed}
    )


@require_http_methods(["GET", "POST"])
@requires(can_correct)
def measurement_correct(request: OrgRequest, measurement: Measurement) -> HttpResponse:
    """Correct a measurement; the old value stays in the history."""
    key_result = measurement.key_result
    status = key_result_status(key_result, timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = MeasureForm.about(status, data=data, replaces=measurement)
    if data is not None and saved(form, by=request.person):
        messages.success(request, _("Corrected. The old value stays in the history."))
        return redirect(href("okrs:key_result_detail", key_result=key_result.pk))
    context = {"form": form, "measurement": measurement, "key_result": key_result}
    code = 200 if data is None else 422
    return render(request, "okrs/measurements/measurement_correct.html", context, status=code)


measure_rules_edit = setting_view(
    SettingPage(
        MeasureRulesForm,
        url="okrs:measure_rules_edit",
        way="measuring",
        title=gettext_lazy("Measuring"),
        heading=gettext_lazy("When a value waits"),
        lede=gettext_lazy(
            "A key result that is measured in time needs nobody else. One that waits may want a"
            " hand."
        ),
    )
)
