from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.formatting import spoken_date
from core.forms.saving import saved
from core.http import SURE, href, is_sure
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from themes.access import can_see_cycle, can_steer, can_steer_cycle
from themes.cycles.forms import CycleForm, MoveForm, StepForm
from themes.cycles.journey import journey, offered_steps
from themes.cycles.phases import TRANSITIONS, NotNowError, check, door, open_transitions, take
from themes.models import Cycle, Theme


@require_http_methods(["GET", "POST"])
@requires(can_steer)
def cycle_plan(request: OrgRequest, theme: Theme) -> HttpResponse:
    form = CycleForm(request.POST or None, theme=theme)
    if request.method == "POST" and (cycle := saved(form, by=request.person)):
        messages.success(request, _("%(cycle)s is planned.") % {"cycle": cycle})
        return redirect(href("themes:cycle_detail", cycle=cycle.pk))
    context = {"form": form, "theme": theme}
    return render(request, "themes/cycles/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def cycle_move(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    form = MoveForm(request.POST or None, cycle=cycle)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("%(cycle)s has other days now.") % {"cycle": cycle})
        return redirect(href("themes:cycle_detail", cycle=cycle.pk))
    context = {"form": form, "theme": cycle.theme, "cycle": cycle}
    return render(request, "themes/cycles/move.html", context, status=422 if form.errors else 200)


@require_GET
@requires(can_see_cycle)
def cycle_detail(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    return render(request, "themes/cycles/detail.html", _context(request, cycle))


@require_POST
@requires(can_steer_cycle)
def cycle_step(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """Take a named transition, or go where it is taken; what is missing is said in a sentence."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return _refused(request, cycle, form)
    step, note = form.cleaned_data["step"], form.cleaned_data["note"]
    if elsewhere := door(cycle, step):
        return redirect(elsewhere)
    try:
        if not is_sure(request):
            check(cycle, step, note=note)
            return render(request, "confirm.html", _ask(cycle, step, note))
        change = take(cycle, step, by=request.person, note=note)
    except NotNowError as why:
        form.add_error(None, str(why))
        return _refused(request, cycle, form)
    messages.success(
        request,
        _("%(cycle)s: %(phase)s.") % {"cycle": cycle, "phase": change.get_entered_display()},
    )
    return redirect(href("themes:cycle_detail", cycle=cycle.pk))


def _ask(cycle: Cycle, step: str, note: str) -> dict[str, Any]:
    return {
        "question": _("%(cycle)s: %(step)s?") % {"cycle": cycle, "step": TRANSITIONS[step].words},
        "consequence": _("The phase of the cycle changes for everybody, and there is no way back."),
        "details": [
            *_closes_call(cycle, step),
            _("From now on everybody is asked what belongs to the new phase."),
        ],
        "verb": TRANSITIONS[step].words,
        "back_url": href("themes:cycle_detail", cycle=cycle.pk),
        "kept": [SURE, ("step", step), ("note", note)],
    }


def _closes_call(cycle: Cycle, step: str) -> list[str]:
    until = _call_until(cycle)
    if step != "form" or until is None:
        return []
    words = _("The call is open until %(day)s. Forming the teams closes it now.")
    return [words % {"day": spoken_date(until)}]


def _call_until(cycle: Cycle) -> date | None:
    """The last day of a call that still runs."""
    if cycle.phase != Cycle.Phase.CALLING:
        return None
    days = cycle.calls.filter(deadline__gte=today_here())
    return days.values_list("deadline", flat=True).first()


def _refused(request: OrgRequest, cycle: Cycle, form: StepForm) -> HttpResponse:
    cycle.refresh_from_db()
    context = _context(request, cycle, form)
    return render(request, "themes/cycles/detail.html", context, status=422)


def _context(request: OrgRequest, cycle: Cycle, form: StepForm | None = None) -> dict[str, Any]:
    changes = list(cycle.phase_changes.select_related("by"))
    steers = can_steer_cycle(request.person, cycle)
    offered = offered_steps(cycle, form) if steers else []
    shown = any(step.form is form for step in offered)
    return {
        "cycle": cycle,
        "theme": cycle.theme,
        "steps": journey(cycle, changes),
        "offered": offered,
        "refused": None if shown else form,
        "steers": steers,
        "call_until": _call_until(cycle) if steers else None,
        "coming": open_transitions(cycle),
        "integration": _integration(cycle.theme),
        "changes": changes[::-1],
        "week": cycle.week(today_here()),
    }


def _integration(theme: Theme) -> list[Any]:
    roles = theme.roles.filter(kind="integration").select_related("person")
    return [role.person for role in roles]
