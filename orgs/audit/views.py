from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.keyset import newest_first
from orgs.access import can_administer, can_audit
from orgs.audit.log import shown
from orgs.http import OrgRequest, requires
from orgs.models import AuditEvent

PAGE = 50


@require_GET
@requires(can_audit)
def audit_list(request: OrgRequest) -> HttpResponse:
    """R8: who did what and when, newest first."""
    events = AuditEvent.objects.select_related("actor")
    page = newest_first(events, request.GET.get("before", ""), PAGE)
    for event in page.rows:
        event.before, event.after = shown(event.before), shown(event.after)
    context = {
        "slice": page,
        "may_administer": can_administer(request.person),
    }
    return render(request, "orgs/audit/list.html", context)
