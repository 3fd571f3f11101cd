"""Where a mail service reports bounces and complaints; django-anymail reads what each one says."""

from collections.abc import Iterable
from typing import Any

from anymail.signals import EventType, RejectReason
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.http import open_to_all
from nudges.bounces.actions import Report, report_everywhere
from nudges.models import ReturnedAddress

Kind = ReturnedAddress.Kind
# Not what came back for another reason than its address: a full queue, a virus, a blocked sender.
NOBODY_THERE = {
    (EventType.BOUNCED, None),
    (EventType.BOUNCED, RejectReason.BOUNCED),
    (EventType.BOUNCED, RejectReason.INVALID),
    (EventType.BOUNCED, RejectReason.OTHER),
    (EventType.REJECTED, RejectReason.BOUNCED),
    (EventType.REJECTED, RejectReason.INVALID),
}


@csrf_exempt
@open_to_all
@require_http_methods(["HEAD", "POST"])
def mails_returned(request: HttpRequest, service: str) -> HttpResponse:
    """Closed without a secret. An answer of 500 makes the service report again later."""
    if not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    view: Any = resolve(f"/{service}/tracking/", "anymail.urls").func
    reader = view.view_class()
    reader.setup(request)
    if request.method == "POST":
        reader.run_validators(request)
        report_everywhere(_reports(reader.parse_events(request)))
    return HttpResponse()


def _reports(events: Iterable[Any]) -> list[Report]:
    return [
        Report(
            email=event.recipient,
            kind=kind,
            detail=" ".join((event.mta_response or event.description or "").split()),
            at=event.timestamp or timezone.now(),
        )
        for event in events
        if event.recipient and (kind := _kind(event))
    ]


def _kind(event: Any) -> str:
    if event.event_type == EventType.COMPLAINED:
        return Kind.COMPLAINED
    return Kind.BOUNCED if (event.event_type, event.reject_reason) in NOBODY_THERE else ""
