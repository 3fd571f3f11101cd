"""The roster comes in: choose a file, see what it would do, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.http import href
from core.tables import TableError
from orgs.access import can_administer
from orgs.http import OrgRequest, requires
from orgs.reauthentication.recent import recently_signed_in
from orgs.roster import COLUMNS, Roster
from orgs.roster import actions as roster
from orgs.roster.forms import RosterForm

PREVIEWED = 20
DELIMITERS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
}


@require_http_methods(["GET", "POST"])
@requires(can_administer)
def roster_import(request: OrgRequest) -> HttpResponse:
    """A file or pasted lines lead to a preview that writes nothing."""
    form = RosterForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _ask(request, form, status=200)
    if not form.is_valid():
        return _ask(request, form)
    return _run(request, form, write=False)


@require_POST
@requires(can_administer)
@recently_signed_in
def roster_save(request: OrgRequest) -> HttpResponse:
    """The same text once more, checked anew: the roster may have changed since the preview."""
    form = RosterForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    return _run(request, form, write=True)


def _run(request: OrgRequest, form: RosterForm, *, write: bool) -> HttpResponse:
    text = form.cleaned_data["text"]
    try:
        report = roster.roster_import(text=text, by=request.person, write=write)
    except TableError as unreadable:
        form.add_error(None, str(unreadable))
        return _ask(request, form)
    if report.problems:
        return _ask(request, RosterForm(initial={"text": text}), report=report)
    if not write:
        return _preview(request, text, report)
    messages.success(request, _told(report))
    return redirect(href("orgs:person_list"))


def _ask(
    request: OrgRequest, form: RosterForm, *, report: roster.Report | None = None, status: int = 422
) -> HttpResponse:
    context = {
        "form": form,
        "report": report,
        "columns": [column.label for column in COLUMNS.values() if column.required],
        "others": [column.label for column in COLUMNS.values() if not column.required],
    }
    return render(request, "orgs/roster/roster_import.html", context, status=status)


def _preview(request: OrgRequest, text: str, report: roster.Report) -> HttpResponse:
    entries = [*report.created, *report.changed, *report.unchanged]
    context = {
        "text": text,
        "report": report,
        "shown": entries[:PREVIEWED],
        "rest": max(0, len(entries) - PREVIEWED),
        "read_as": _read_as(report.roster),
    }
    return render(request, "orgs/roster/roster_preview.html", context)


def _read_as(read: Roster) -> dict[str, str]:
    return {
        "delimiter": str(DELIMITERS[read.delimiter]),
        "columns": ", ".join(str(COLUMNS[key].label) for key in read.columns),
        "ignored": ", ".join(read.ignored),
    }


def _told(report: roster.Report) -> str:
    return _("%(created)s new, %(changed)s changed, %(unchanged)s unchanged.") % {
        "created": len(report.created),
        "changed": len(report.changed),
        "unchanged": len(report.unchanged),
    }
