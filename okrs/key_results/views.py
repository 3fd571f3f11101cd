"""A key result: written and reworded by the team, read with its whole history by all."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.conflict import held, status_of
from core.forms.saving import saved
from core.http import href
from okrs.access import can_define_in, can_measure, can_reword, can_see_key_result, team_of
from okrs.key_results.actions import MOST_KEY_RESULTS, baseline_keep
from okrs.key_results.forms import KeyResultForm, RemoveForm
from okrs.key_results.lineage import series_of
from okrs.measurements.schedule import Window
from okrs.models import KeyResult, Measurement, Objective
from okrs.status import counting, key_result_status
from okrs.workshop.chosen_wording import back_of, wording_of
from orgs.http import OrgRequest, requires


@require_http_methods(["GET", "POST"])
@requires(can_define_in)
def key_result_add(request: OrgRequest, objective: Objective) -> HttpResponse:
    return _write(request, objective, None)


@require_http_methods(["GET", "POST"])
@requires(can_reword)
def key_result_edit(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    return _write(request, key_result.objective, key_result)


@require_http_methods(["GET", "POST"])
@requires(can_reword)
def key_result_remove(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """Asked once more: what is taken out is gone."""
    posted = request.method == "POST"
    form = RemoveForm(key_result.objective.okr_set, request.POST if posted else None)
    team = team_of(key_result)
    if posted and saved(form, by=request.person, key_result=key_result):
        messages.success(request, _("Taken out."))
        return redirect(href("okrs:set_edit", team=team.pk))
    context = {"form": form, "key_result": key_result, "team": team}
    return render(request, "okrs/key_results/remove.html", context, status=422 if posted else 200)


@require_POST
@requires(can_reword)
def key_result_baseline(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """What the team has learned becomes the starting value."""
    try:
        baseline_keep(key_result=key_result, by=request.person)
    except ValidationError as refused:
        return _detail(request, key_result, problem=" ".join(refused.messages), code=422)
    messages.success(request, _("The starting value is set."))
    return redirect(href("okrs:key_result_detail", key_result=key_result.pk))


@require_GET
@requires(can_see_key_result)
def key_result_detail(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """Chart, table and every measurement with its corrections."""
    return _detail(request, key_result)


def _write(request: OrgRequest, objective: Objective, key_result: KeyResult | None) -> HttpResponse:
    posted = request.method == "POST"
    objective.okr_set = held(request, objective.okr_set)
    key_result = held(request, key_result) if key_result else None
    team = objective.okr_set.team
    form = KeyResultForm(
        objective,
        request.POST if posted else None,
        key_result=key_result,
        wording=wording_of(request, team),
    )
    back = back_of(request, team)
    if posted and saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {
        "form": form,
        "objective": objective,
        "key_result": key_result,
        "team": team,
        "back": back,
        "fifth": not key_result and objective.key_results.count() >= MOST_KEY_RESULTS - 1,
    }
    return render(request, "okrs/key_results/edit.html", context, status=status_of(form))


def _detail(
    request: OrgRequest, key_result: KeyResult, *, problem: str = "", code: int = 200
) -> HttpResponse:
    status = key_result_status(key_result, timezone.localdate())
    measurements = list(key_result.measurements.all())
    counted = {m.pk for m in counting(measurements)}
    replaced = {m.replaces_id for m in measurements if m.replaces_id}
    team = team_of(key_result)
    measurable = key_result.objective.okr_set.agreed and not team.cycle.frozen
    may_measure = measurable and can_measure(request.person, key_result)
    context = {
        "key_result": key_result,
        "status": status,
        "series": series_of(key_result),
        "team": team,
        "problem": problem,
        "may_measure": may_measure,
        "rows": _with_missed(
            [(m, m.pk in counted, m.pk in replaced) for m in reversed(measurements)], status.missed
        ),
        "initiatives": key_result.initiative_targets.select_related("initiative"),
        "may_keep_baseline": (
            may_measure
            and key_result.kind == KeyResult.Kind.BASELINE
            and status.value is not None
            and status.value != key_result.baseline
        ),
    }
    return render(request, "okrs/key_results/detail.html", context, status=code)


def _with_missed(
    measurements: list[tuple[Measurement, bool, bool]], missed: list[Window]
) -> list[tuple[Window | None, Measurement | None, bool, bool]]:
    """Every measurement and every window without one, newest first."""
    rows: list[tuple[date, Window | None, Measurement | None, bool, bool]] = [
        (m.measured_on, None, m, counts, replaced) for m, counts, replaced in measurements
    ]
    rows += [(window.last, window, None, False, False) for window in missed]
    return [row[1:] for row in sorted(rows, key=lambda row: row[0], reverse=True)]
