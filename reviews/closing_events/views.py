"""Review and retrospective: planned together, and taken into one's own calendar."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires
from orgs.models import Person
from reviews.access import can_see_closing_event, closing_event_for
from reviews.closing_events.actions import Planned, closing_events_propose
from reviews.closing_events.calendar import closing_event
from reviews.closing_events.forms import ClosingEventForm
from reviews.models import ClosingEvent
from teams.calendar import calendar_file
from themes.access import can_steer_cycle
from themes.models import Cycle


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_steer_cycle)
def closing_events_plan(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Both at once: what is planned, or else what is proposed."""
    planned = {
        row.kind: Planned(row.starts_at, row.minutes, row.place)
        for row in cycle.closing_events.all()
    }
    data = request.POST if request.method == "POST" else None
    forms = [
        ClosingEventForm(data, cycle=cycle, kind=kind, planned=planned.get(kind, proposed))
        for kind, proposed in closing_events_propose(cycle).items()
    ]
    if data is not None and _saved(forms, request.person):
        messages.success(request, _("The dates are planned, and stand with the theme's dates."))
        return redirect(href("reviews:review_detail", cycle=cycle.pk))
    rows = [(ClosingEvent.Kind(form.kind).label, form) for form in forms]
    context = {"cycle": cycle, "rows": rows, "planned": bool(planned)}
    status = 200 if data is None else 422
    return render(request, "reviews/closing_events/plan.html", context, status=status)


def _saved(forms: list[ClosingEventForm], by: Person) -> bool:
    """Both or none; each says what is wrong with it."""
    if not all([form.is_valid() for form in forms]):  # noqa: C419
        return False
    with transaction.atomic():
        done = [saved(form, by=by) for form in forms]
        if not all(done):
            transaction.set_rollback(True)
    return all(done)


@require_GET
@requires(can_see_closing_event)
def closing_event_calendar(request: OrgRequest, event: ClosingEvent) -> HttpResponse:
    return HttpResponse(
        calendar_file([closing_event(closing_event_for(request.person, event))]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{event.kind}.ics"'},
    )
