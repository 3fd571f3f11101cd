from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.conflict import held, status_of
from core.forms.saving import posted, saved
from core.http import href
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import can_see_call, can_steer_call
from teams.calls import numbers
from teams.calls.feedback import wished_for
from teams.calls.forms import CallForm, NamingForm
from teams.calls.share import share
from teams.models import Call, Membership, Offer
from teams.offers.actions import ANSWERABLE
from teams.offers.late_acceptances import late_yeses
from themes.access import can_steer_cycle
from themes.models import Cycle, FocusArea


@require_GET
@requires(can_see_call)
def call_detail(request: OrgRequest, call: Call) -> HttpResponse:
    """Who wants to be part of it? Everybody may look, and put up their hand."""
    context = _call(call) | _own(call, request.person)
    if can_steer_call(request.person, call):
        context["steering"] = _steering(call)
    return render(request, "teams/calls/detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def call_open(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    existing = Call.objects.filter(cycle=cycle).first()
    if existing:
        return redirect(href("teams:call_detail", call=existing.pk))
    earlier = Call.objects.filter(cycle__theme=cycle.theme_id, cycle__number=cycle.number - 1)
    form = CallForm(posted(request), before=earlier.first())
    if request.method == "POST":
        call = saved(form, cycle, by=request.person)
        if call:
            messages.success(request, _("The call is open. Share its address."))
            return redirect(href("teams:call_detail", call=call.pk))
    return _form(request, cycle, form)


@require_http_methods(["GET", "POST"])
@requires(can_steer_call)
def call_edit(request: OrgRequest, call: Call) -> HttpResponse:
    call = held(request, call)
    form = CallForm(posted(request), instance=call)
    if request.method == "POST":
        if saved(form, call.cycle, by=request.person) is None:
            return _form(request, call.cycle, form, call=call)
        messages.success(request, _("The call is saved."))
        return redirect(href("teams:call_detail", call=call.pk))
    return _form(request, call.cycle, form, call=call)


@require_http_methods(["GET", "POST"])
@requires(can_steer_call)
def person_name(request: OrgRequest, call: Call) -> HttpResponse:
    """Ask somebody. They answer for themselves; until then they are not a member."""
    form = NamingForm(posted(request))
    if request.method == "POST":
        offer = saved(form, call, by=request.person)
        if offer:
            messages.success(request, _("%(person)s is asked.") % {"person": offer.person})
            return redirect(href("teams:call_detail", call=call.pk))
    context = {"call": call, "cycle": call.cycle, "theme": call.cycle.theme, "form": form}
    return render(request, "teams/calls/name.html", context, status=_status(form))


@require_GET
@requires(can_steer_call)
def call_numbers(request: OrgRequest, call: Call) -> HttpResponse:
    """Where people come from and what they choose, as numbers about groups."""
    context = _call(call) | {"numbers": numbers.call_numbers(call)}
    return render(request, "teams/calls/numbers.html", context)


@require_GET
@requires(can_see_call)
def call_share(request: OrgRequest, call: Call) -> HttpResponse:
    """Whoever sees the call may hand it on, in the language of those they ask."""
    languages = dict(settings.LANGUAGES)
    asked = request.GET.get("language", "")
    language = asked if asked in languages else get_language() or settings.LANGUAGE_CODE
    context = {"languages": languages.items(), "chosen": language, "share": share(call, language)}
    return render(request, "teams/calls/share.html", _call(call) | context)


def _form(
    request: OrgRequest, cycle: Cycle, form: CallForm, *, call: Call | None = None
) -> HttpResponse:
    context = {
        "cycle": cycle,
        "theme": cycle.theme,
        "call": call,
        "form": form,
        "wishes": wished_for(cycle),
    }
    return render(request, "teams/calls/edit.html", context, status=status_of(form))


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _call(call: Call) -> dict[str, Any]:
    cycle = call.cycle
    areas = FocusArea.objects.filter(theme=cycle.theme_id, retired_on=None)
    return {
        "call": call,
        "cycle": cycle,
        "theme": cycle.theme,
        "areas": areas,
        "open": call.is_open(today_here()),
        "formed": cycle.phase not in {Cycle.Phase.CALLING, Cycle.Phase.FORMING},
        "over": cycle.phase not in ANSWERABLE,
    }


def _own(call: Call, person: Person) -> dict[str, Any]:
    """The reader's own offer and, when the teams are confirmed, their own team."""
    rows = Offer.objects.filter(call=call, person=person)
    member = Membership.objects.current().filter(person=person, team__cycle=call.cycle_id)
    return {
        "offer": rows.select_related("call", "first_choice", "second_choice", "named_by").first(),
        "looking": late_yeses().filter(call=call, person=person).exists(),
        "membership": member.select_related("team").first(),
    }


def _steering(call: Call) -> dict[str, Any]:
    """What only the integration team sees: who has not answered, and how many said yes."""
    offers = Offer.objects.filter(call=call)
    asked = offers.filter(state=Offer.State.OPEN).select_related(
        "person__division", "person__level", "named_by"
    )
    return {
        "asked": asked,
        "late": late_yeses().filter(call=call).select_related("person__division", "person__level"),
        "hands": offers.filter(state=Offer.State.ACCEPTED).count(),
        "teams": call.cycle.teams.all(),
    }
