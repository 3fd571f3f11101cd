"""The administrator's view of what was sent, what waits and what failed."""

from django.contrib import messages as toasts
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nudges import outbox
from nudges.access import can_look_after
from nudges.models import Message
from orgs.access import can_administer
from orgs.http import OrgRequest, href, requires
from orgs.numbers import row_number

PAGE = 50


@require_GET
@requires(can_administer)
def message_list(request: OrgRequest) -> HttpResponse:
    """Newest first, page by page by number, so that new mails do not shift the pages."""
    state = request.GET.get("state", "")
    rows = Message.objects.select_related("person").prefetch_related("occasions")
    if state in Message.State.values:
        rows = rows.filter(state=state)
    before = row_number(request.GET.get("before", ""))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    shown = list(rows[: PAGE + 1])
    context = {
        "rows": shown[:PAGE],
        "older": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "state": state,
        "counts": _counts(),
    }
    return render(request, "nudges/message_list.html", context)


def _counts() -> list[tuple[str, str, int]]:
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(value, str(label), found.get(value, 0)) for value, label in Message.State.choices]


@require_POST
@requires(can_look_after)
def message_send_again(request: OrgRequest, message: Message) -> HttpResponse:
    if outbox.send_again(message):
        toasts.success(request, _("The mail goes out again within a minute."))
    else:
        toasts.error(request, _("Only a mail that failed or may not have arrived can go again."))
    return redirect(href("nudges:message_list"))
