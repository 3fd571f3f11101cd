"""The quick form of a measurement, wherever it stands: made, taken, and answered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from core.formatting import percent, points
from core.forms.saving import saved
from core.http import fragment, href, way_back
from okrs.access import can_measure, team_of
from okrs.key_results import formatting
from okrs.measurements.actions import NewerMeasurement
from okrs.measurements.forms import MeasureForm
from okrs.models import KeyResult, Measurement
from okrs.status import KeyResultStatus, key_result_status, team_status
from orgs.http import OrgRequest, requires


@require_http_methods(["GET", "POST"])
@requires(can_measure)
def measurement_create(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """The quick form: asked for by Update, and what it sends."""
    if request.method == "GET":
        return show(request, quick_form(request, key_result))
    return take(request, quick_form(request, key_result, data=request.POST))


PLACES = ("edit", "ask", "prepare")  # on the team page, on my work, before a check-in


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
