"""Measuring a key result, wherever its quick form stands."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reswap, retarget

from core.formatting import percent, points
from core.forms.saving import saved
from core.http import fragment, href, way_back
from okrs.access import can_correct, can_measure, team_of
from okrs.key_results import formatting
from okrs.measurements.actions import NewerMeasurement
from okrs.measurements.forms import MeasureForm, MeasureRulesForm
from okrs.models import KeyResult, Measurement
from okrs.status import KeyResultStatus, key_result_status, team_status
from orgs.http import OrgRequest, requires
from orgs.organisation_settings.views import SettingPage, setting_view

PLACES = ("edit", "ask", "prepare")  # on the team page, on my work, before a check-in


@require_http_methods(["GET", "POST"])
@requires(can_measure)
def measurement_create(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """The quick form: asked for by Update, and what it sends."""
    if request.method == "GET":
        return show(request, quick_form(request, key_result))
    return take(request, quick_form(request, key_result, data=request.POST))


def quick_form(request: OrgRequest, key_result: KeyResult, **around: Any) -> MeasureForm:
    """The form in the element it stands in; `around` is what a higher floor adds to it."""
    status = key_result_status(key_result, timezone.localdate())
    return MeasureForm.about(status, target=_target(request, key_result), **around)


def show(request: OrgRequest, form: MeasureForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form}
    return fragment(
        request, "okrs/measurements/measurement_create.html", "measure", context, status=status
    )


def take(request: OrgRequest, form: MeasureForm) -> HttpResponse:
    """Keep what the form brought, and answer with what became of it."""
    status = form.status
    if request.POST.get("keep") == "theirs":
        return _done(request, form, _("%(value)s stays.") % {"value": status.value_text})
    try:
        made = _save(request, form)
    except NewerMeasurement as newer:
        return _ask_which(request, form, newer.latest)
    if made is None:
        return show(request, form)
    return _done(request, form, "")


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


def _save(request: OrgRequest, form: MeasureForm) -> Measurement | None:
    if request.POST.get("same"):
        form.full_clean()
        form.errors.clear()
        return form.save_unchanged(by=request.person)
    return saved(form, by=request.person)


def _ask_which(request: OrgRequest, form: MeasureForm, theirs: Measurement) -> HttpResponse:
    """409: two people at once. Both values are shown and the person chooses."""
    kr = form.key_result
    context = {
        "form": form,
        "theirs": theirs,
        "key_result": kr,
        "theirs_text": formatting.value_text(kr, theirs.value),
        "mine_text": form.typed_text(),
    }
    return fragment(
        request, "okrs/measurements/measurement_conflict.html", "measure", context, status=409
    )


def _done(request: OrgRequest, form: MeasureForm, words: str) -> HttpResponse:
    """The row or line that changed; without htmx back to where the person came from."""
    status = key_result_status(KeyResult.objects.get(pk=form.key_result.pk), timezone.localdate())
    messages.success(request, words or saved_words(status))
    if not request.htmx:
        return redirect(_back(request, status))
    context = {"status": status, "may_measure": True, "saved": not words, "words": words}
    if not form.target.startswith("edit-"):
        return render(request, "okrs/measurements/_measured_line.html", context)
    team = team_of(status.key_result)
    context["team_status"] = team_status(team, timezone.localdate())
    answer = render(request, "okrs/measurements/_measured_row.html", context)
    return reswap(retarget(answer, f"#kr-{status.key_result.pk}"), "outerHTML")


def saved_words(status: KeyResultStatus) -> str:
    """What a person reads after saving: "Saved. 55 %, up 7 points"."""
    if status.raw is None:
        return _("Saved. %(value)s") % {"value": status.value_text}
    if status.change is None:
        return _("Saved. %(progress)s") % {"progress": percent(status.raw)}
    params = {"progress": percent(status.raw), "change": points(status.change)}
    return _("Saved. %(progress)s, %(change)s") % params


def _target(request: OrgRequest, key_result: KeyResult) -> str:
    """The element the form stands in, if it is one of ours."""
    target = request.htmx.target or ""
    return target if target in {f"{place}-{key_result.pk}" for place in PLACES} else ""


def _back(request: OrgRequest, status: KeyResultStatus) -> str:
    team = team_of(status.key_result)
    here = f"{href('pages:team_detail', team=team.pk)}#kr-{status.key_result.pk}"
    return way_back(request, here)


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
