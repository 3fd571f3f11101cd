"""The pulse: open it, read its results, say what we do about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.saving import posted, saved
from core.http import href
from orgs.http import OrgRequest, requires
from reviews.access import can_change_follow_up, can_follow_up, can_read_pulse
from reviews.models import Pulse, PulseFollowUp
from reviews.pulse.forms import PulseFollowUpForm, PulseOpenForm
from reviews.pulse.keys import AFTERWARDS, WHILE_OPEN, KeyLostError
from reviews.pulse.nudges import answer_url
from reviews.pulse.report import report_of, trend
from themes.access import can_steer_cycle
from themes.models import Cycle

both = require_http_methods(["GET", "HEAD", "POST"])


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def pulse_open(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    form = PulseOpenForm(request.POST or None, cycle=cycle)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The pulse is open. Every member is asked by mail."))
        return redirect(href("reviews:pulse_detail", cycle=cycle.pk))
    context = {"form": form, "cycle": cycle, "while_open": WHILE_OPEN}
    status = 422 if form.errors else 200
    return render(request, "reviews/pulse/open.html", context, status=status)


@require_GET
@requires(can_read_pulse)
def pulse_detail(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Results for all teams, or with `?team=` for one; before the end nothing but the days."""
    pulse = Pulse.objects.select_related("result").filter(cycle=cycle).first()
    result = getattr(pulse, "result", None)
    context: dict[str, Any] = {
        "cycle": cycle,
        "pulse": pulse,
        "while_open": WHILE_OPEN,
        "afterwards": AFTERWARDS,
        "steers": can_steer_cycle(request.person, cycle),
        "answer_url": _own_link(request, pulse) if pulse and not result else "",
    }
    if pulse and result:
        teams = list(cycle.teams.order_by("number"))
        context["report"] = report_of(result, teams, request.GET.get("team", ""))
        context["cycles"], context["series"] = trend(cycle.theme)
        context["follow_ups"] = pulse.follow_ups.select_related("owner")
        context["follows_up"] = can_follow_up(request.person, cycle)
    return render(request, "reviews/pulse/detail.html", context)


def _own_link(request: OrgRequest, pulse: Pulse) -> str:
    asked = pulse.invitations.filter(person=request.person).exists()
    if not (asked and pulse.is_open(timezone.now())):
        return ""
    try:
        waits = request.person.pk not in pulse.have_answered()
        return answer_url(pulse, request.person) if waits else ""
    except KeyLostError:
        return ""


@both
@requires(can_follow_up)
def pulse_follow_up_add(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    return _follow_up(request, get_object_or_404(Pulse.objects.all(), cycle=cycle))


@both
@requires(can_change_follow_up)
def pulse_follow_up_edit(request: OrgRequest, pulse_follow_up: PulseFollowUp) -> HttpResponse:
    return _follow_up(request, pulse_follow_up.pulse, pulse_follow_up)


@both
@requires(can_change_follow_up)
def pulse_follow_up_remove(request: OrgRequest, pulse_follow_up: PulseFollowUp) -> HttpResponse:
    back = href("reviews:pulse_detail", cycle=pulse_follow_up.pulse.cycle_id)
    if request.method == "POST":
        pulse_follow_up.delete()
        messages.success(request, _("It is taken out."))
        return redirect(back)
    context = {
        "question": _("Take this out?"),
        "consequence": pulse_follow_up.text,
        "verb": _("Take it out"),
        "back_url": back,
    }
    return render(request, "confirm.html", context)


def _follow_up(
    request: OrgRequest, pulse: Pulse, follow_up: PulseFollowUp | None = None
) -> HttpResponse:
    form = PulseFollowUpForm(posted(request), pulse=pulse, follow_up=follow_up)
    if saved(form, by=request.person):
        messages.success(request, _("It stands beside the results now."))
        return redirect(href("reviews:pulse_detail", cycle=pulse.cycle_id))
    context = {"form": form, "cycle": pulse.cycle, "follow_up": follow_up}
    status = 422 if form.is_bound else 200
    return render(request, "reviews/pulse/follow_up_edit.html", context, status=status)
