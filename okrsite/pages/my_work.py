"""One page says what waits for me now, across themes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nudges.registry import waiting_for
from orgs.access import is_insider
from orgs.http import OrgRequest, requires


@require_GET
@requires(is_insider)
def my_work(request: OrgRequest) -> HttpResponse:
    return render(request, "pages/my_work.html", {"waiting": waiting_for(request.person)})
