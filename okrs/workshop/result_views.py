"""What came out of a definition workshop: to read, print and take along."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from okrs.access import can_define, can_see_workshop
from okrs.models import OKRSet, Workshop
from okrs.workshop.markdown import markdown
from okrs.workshop.state import by_votes, clusters_of, counted, objectives_of
from orgs.http import OrgRequest, requires


@require_GET
@requires(can_see_workshop)
def workshop_markdown(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    if not workshop.ended:
        raise Http404
    name = slugify(f"okr {workshop.team}") or "workshop"
    return HttpResponse(
        markdown(workshop),
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


def result_page(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    team = workshop.team
    columns = clusters_of(workshop)
    okr_set = OKRSet.objects.filter(team=team).first()
    context = {
        "workshop": workshop,
        "team": team,
        "okr_set": okr_set,
        "objectives": objectives_of(team),
        "counted": counted(workshop),
        "clusters": by_votes(columns),
        "loose": columns[0][1],
        "may_define": can_define(request.person, team) and not team.cycle.frozen,
    }
    return render(request, "okrs/workshop/result.html", context)
