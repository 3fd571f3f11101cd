"""What a check-in brought, to read, print and take along. It stays as it was written."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from checkins.access import can_see_check_in
from checkins.models import CheckIn, Minutes
from orgs.http import OrgRequest, requires


@require_GET
@requires(can_see_check_in)
def minutes_detail(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    minutes = _minutes(check_in)
    context = {"check_in": check_in, "minutes": minutes, "content": minutes.content}
    return render(request, "checkins/minutes_detail.html", context)


@require_GET
@requires(can_see_check_in)
def minutes_markdown(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    name = slugify(f"{check_in.cycle.theme} {check_in}") or "check-in"
    return HttpResponse(
        _minutes(check_in).markdown,
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


def _minutes(check_in: CheckIn) -> Minutes:
    minutes: Minutes | None = Minutes.objects.filter(check_in=check_in).first()
    if minutes is None:
        raise Http404
    return minutes
