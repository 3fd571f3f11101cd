"""A workshop without screens: the sheet out, and its results in again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.http import href
from core.tables import TableError
from okrs.access import can_define, can_prepare_workshop
from okrs.workshop.agenda import ASKED, MINUTES
from okrs.workshop.import_actions import Report, results_import
from okrs.workshop.import_forms import ResultsForm
from okrs.workshop.import_sheet import COLUMNS, blank_csv, blank_markdown
from orgs.http import OrgRequest, requires
from teams.models import Team


@require_GET
@requires(can_prepare_workshop)
def workshop_sheet(request: OrgRequest, team: Team) -> HttpResponse:
    """To print, and to fill in on a table or on a laptop without a connection."""
    steps = [(kind.label, MINUTES[kind], ASKED[kind]) for kind in MINUTES]
    context = {"team": team, "steps": steps, "minutes": sum(MINUTES.values())}
    return render(request, "okrs/workshop/sheet.html", context)


@require_GET
@requires(can_prepare_workshop)
def sheet_csv(request: OrgRequest, team: Team) -> HttpResponse:
    return _file(team, "csv", "text/csv", blank_csv())


@require_GET
@requires(can_prepare_workshop)
def sheet_markdown(request: OrgRequest, team: Team) -> HttpResponse:
    return _file(team, "md", "text/markdown", blank_markdown())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_define)
def results_bring(request: OrgRequest, team: Team) -> HttpResponse:
    """A file or pasted lines lead to a preview that writes nothing."""
    if request.method != "POST":
        return _ask(request, team, ResultsForm(), status=200)
    return _run(request, team, ResultsForm(request.POST, request.FILES), write=False)


@require_POST
@requires(can_define)
def results_save(request: OrgRequest, team: Team) -> HttpResponse:
    """The same text once more, checked anew: the set may have changed since the preview."""
    return _run(request, team, ResultsForm(request.POST), write=True)


def _run(request: OrgRequest, team: Team, form: ResultsForm, *, write: bool) -> HttpResponse:
    if not form.is_valid():
        return _ask(request, team, form)
    text = form.cleaned_data["text"]
    try:
        report = results_import(team=team, text=text, by=request.person, write=write)
    except TableError as unreadable:
        form.add_error(None, str(unreadable))
        return _ask(request, team, form)
    if report.problems:
        return _ask(request, team, ResultsForm(initial={"text": text}), report=report)
    if not write:
        context = {"team": team, "text": text, "report": report}
        return render(request, "okrs/workshop/import_preview.html", context)
    messages.success(request, _("The results of the workshop are in the OKR set."))
    return redirect(href("okrs:set_edit", team=team.pk))


def _ask(
    request: OrgRequest,
    team: Team,
    form: ResultsForm,
    *,
    report: Report | None = None,
    status: int = 422,
) -> HttpResponse:
    columns = [column.label for column in COLUMNS.values()]
    context = {"team": team, "form": form, "report": report, "columns": columns}
    return render(request, "okrs/workshop/import_bring.html", context, status=status)


def _file(team: Team, ending: str, kind: str, text: str) -> HttpResponse:
    name = slugify(f"okr {team}") or "okr"
    return HttpResponse(
        text,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{ending}"'},
    )
