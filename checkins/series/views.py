"""The check-ins of a cycle: the list, the plan, and one of them moved or cancelled."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from checkins.access import can_run, can_see_check_in, can_see_cleared, check_in_for
from checkins.calendar import check_in_event
from checkins.models import CheckIn
from checkins.series.actions import check_in_cancel, series_propose
from checkins.series.forms import FIRST_SCHEDULE, CheckInForm, DayFormSet, ScheduleForm, plan_days
from checkins.series.schedule import Proposed
from core.forms.saving import saved
from core.http import href
from orgs.closed_days import all_countries, closed_on, zone
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import is_in_program
from teams.calendar import calendar_file
from themes.access import can_moderate, can_see_cycle
from themes.models import Cycle

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(can_see_cycle)
def check_in_list(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    ready = Count("slots", filter=Q(slots__prepared_at__isnull=False))
    check_ins = cycle.check_ins.select_related("facilitator").annotate(
        ready=ready, teams=Count("slots")
    )
    check_ins = check_ins.order_by("starts_at", "id")  # counting leaves a model's own order out
    countries = all_countries()
    context = {
        "cycle": cycle,
        "check_ins": [(row, closed_on(row.starts_at, countries)) for row in check_ins],
        "may_plan": can_moderate(request.person, cycle),
        "may_run": can_moderate(request.person, cycle),
        "may_read": is_in_program(request.person, cycle.theme),
        "sees_cleared": can_see_cleared(request.person, cycle),
    }
    return render(request, "checkins/series/check_in_list.html", context)


@require_GET
@requires(can_see_cycle)
def series_calendar(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """All check-ins of a cycle, for one's own calendar; those cancelled say so."""
    return _calendar(request.person, cycle.check_ins.all(), "check-ins.ics")


@require_GET
@requires(can_see_check_in)
def check_in_calendar(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    rows = CheckIn.objects.filter(pk=check_in.pk)
    return _calendar(request.person, rows, f"check-in-{check_in.number}.ics")


def _calendar(person: Person, rows: QuerySet[CheckIn], name: str) -> HttpResponse:
    whole = rows.select_related("cycle__theme").prefetch_related("slots", "changes")
    return HttpResponse(
        calendar_file(check_in_event(check_in_for(person, row)) for row in whole),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@both
@requires(can_moderate)
def series_plan(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """First the schedule by GET, then the proposed dates to keep, move or leave out."""
    if request.method == "POST":
        return _plan(request, cycle)
    schedule = ScheduleForm(request.GET or FIRST_SCHEDULE, cycle=cycle)
    days, flags = None, []
    if schedule.is_valid():
        proposed = _proposed(cycle, schedule)
        days = DayFormSet(initial=[{"keep": True, "starts_at": _wall(p)} for p in proposed])
        flags = [list(p.countries) for p in proposed]
    return _plan_page(request, cycle, schedule, days, flags)


def _plan(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    schedule, days = ScheduleForm(request.POST, cycle=cycle), DayFormSet(request.POST)
    if schedule.is_valid() and days.is_valid():
        try:
            check_ins = plan_days(days, cycle=cycle, schedule=schedule, by=request.person)
        except ValidationError as refused:
            schedule.add_error(None, ValidationError(refused.messages))
        else:
            messages.success(request, _planned(len(check_ins)))
            return redirect(href("checkins:check_in_list", cycle=cycle.pk))
    return _plan_page(request, cycle, schedule, days, _flags(days), status=422)


def _flags(days: Any) -> list[list[str]]:
    """The holidays of the days as they were typed."""
    countries = all_countries()
    typed = [getattr(form, "cleaned_data", {}).get("starts_at") for form in days.forms]
    return [closed_on(moment, countries) if moment else [] for moment in typed]


@both
@requires(can_run)
def check_in_edit(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    form = CheckInForm(request.POST or None, check_in=check_in)
    if saved(form, by=request.person) is not None:
        closed = closed_on(form.cleaned_data["starts_at"], all_countries())
        where = {"where": ", ".join(closed)}
        messages.success(request, _("The check-in is moved."))
        if closed:
            messages.warning(request, _("That day is a public holiday: %(where)s.") % where)
        return redirect(href("checkins:check_in_detail", check_in=check_in.pk))
    context = {"form": form, "check_in": check_in}
    status = 422 if form.is_bound else 200
    return render(request, "checkins/series/check_in_edit.html", context, status=status)


@both
@requires(can_run)
def check_in_remove(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """Cancel it, after a page that says what that means."""
    back = href("checkins:check_in_detail", check_in=check_in.pk)
    if request.method == "POST":
        try:
            check_in_cancel(check_in=check_in, by=request.person)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect(back)
    context = {
        "question": _("Cancel %(check_in)s?") % {"check_in": check_in},
        "consequence": _("It stays in the list as cancelled. What the teams prepared is kept."),
        "verb": _("Cancel the check-in"),
        "back_url": back,
    }
    return render(request, "confirm.html", context)


def _proposed(cycle: Cycle, schedule: ScheduleForm) -> list[Proposed]:
    words = schedule.cleaned_data
    planned = cycle.check_ins.exclude(state=CheckIn.State.CANCELLED)
    taken = {
        moment.astimezone(zone()).date() for moment in planned.values_list("starts_at", flat=True)
    }
    proposed = series_propose(cycle, weekday=words["weekday"], at=words["at"])
    return [p for p in proposed if p.starts_at.date() not in taken]


def _wall(proposed: Proposed) -> datetime:
    """What the clock on the wall shows, as a date field wants it."""
    return proposed.starts_at.replace(tzinfo=None)


def _plan_page(
    request: OrgRequest,
    cycle: Cycle,
    schedule: ScheduleForm,
    days: Any,
    flags: Any,
    status: int = 200,
) -> HttpResponse:
    rows = list(zip(days.forms, flags, strict=True)) if days else []
    # the second form of the page carries the schedule along, under no id of its own
    again = ScheduleForm(schedule.data, cycle=cycle, auto_id=False)
    context = {"cycle": cycle, "schedule": schedule, "again": again, "days": days, "rows": rows}
    return render(request, "checkins/series/series_plan.html", context, status=status)


def _planned(count: int) -> str:
    return ngettext("%(count)s check-in is planned.", "%(count)s check-ins are planned.", count) % {
        "count": count
    }
