"""A line that grows where it stands: its form opens below it, and what is kept takes its place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django_htmx.http import reswap, retarget

from checkins.models import Impediment, Learning
from orgs.http import OrgRequest


def grows(request: OrgRequest, row: Learning | Impediment) -> bool:
    """Whether the form was asked for below the line itself."""
    return request.htmx.target == f"more-{row.kind}-{row.pk}"


def answer_more(
    request: OrgRequest, row: Learning | Impediment, form: Any, changed: Any
) -> HttpResponse:
    """The line as it reads now, or the form with what was refused."""
    if changed is None:
        context = {"form": form, "row": row}
        return render(
            request,
            "checkins/reports/_note_form.html",
            context,
            status=422 if form.is_bound else 200,
        )
    context = {"row": changed, "kind": changed.kind, "grows": True, "saved": True}
    answer = render(request, "checkins/reports/_note_line.html", context)
    return reswap(retarget(answer, f"#{changed.kind}-{changed.pk}"), "outerHTML")
