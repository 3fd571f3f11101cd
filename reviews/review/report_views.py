"""The report of a review: a page to print, and Markdown."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from orgs.http import OrgRequest, requires
from reviews.access import can_read_report, can_read_team_report
from reviews.review.report import ReviewReport, markdown_of, review_report, said_of
from teams.models import Team
from themes.models import Cycle


@require_GET
@requires(can_read_report)
def report_detail(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    return _page(request, review_report(cycle, request.person))


@require_GET
@requires(can_read_report)
def report_markdown(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    return _file(review_report(cycle, request.person))


@require_GET
@requires(can_read_team_report)
def team_report_detail(request: OrgRequest, team: Team) -> HttpResponse:
    return _page(request, review_report(team.cycle, request.person, team=team))


@require_GET
@requires(can_read_team_report)
def team_report_markdown(request: OrgRequest, team: Team) -> HttpResponse:
    return _file(review_report(team.cycle, request.person, team=team))


def _page(request: OrgRequest, report: ReviewReport) -> HttpResponse:
    context = {
        "report": report,
        "cycle": report.cycle,
        "cleared": said_of(report.cleared) if report.cleared else [],
    }
    return render(request, "reviews/review/report_detail.html", context)


def _file(report: ReviewReport) -> HttpResponse:
    name = slugify(f"{report.team or report.cycle.theme} {report.cycle}") or "review"
    return HttpResponse(
        markdown_of(report),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )
