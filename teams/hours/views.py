"""Hours as members say them, and what a cycle's teams give together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.http import href
from orgs.http import OrgRequest, requires
from teams.access import can_commit, can_see_answers, can_see_hours, can_see_lenders
from teams.hours.approvals import HoursRequest, request_about
from teams.hours.cost import cost_so_far
from teams.hours.forms import CommitForm
from teams.hours.notes import noted_totals
from teams.hours.rough_sums import cost_for, hours_for
from teams.hours.totals import not_agreed_in
from teams.models import Commitment, notes_on
from themes.access import can_see_cycle
from themes.models import Cycle

PAGE = "teams/hours/detail.html"


@require_GET
@requires(can_see_answers)
def hours_detail(request: OrgRequest, commitment: Commitment) -> HttpResponse:
    """A member's hours with every answer; the member can say them anew here."""
    asked = request_about(commitment, request.person)
    own = can_commit(request.person, commitment) and not asked.ended
    return _detail(request, asked, _form(asked) if own else None, notes=own and notes_on())


@require_POST
@requires(can_commit)
def hours_commit(request: OrgRequest, commitment: Commitment) -> HttpResponse:
    """Say the hours; above the limit only after the warning has been seen."""
    asked = request_about(commitment, request.person)
    form = _form(asked, request.POST)
    if not form.is_valid() or form.warns_unheard:
        return _detail(request, asked, form, status=422)
    try:
        held = form.save(by=request.person)
    except ValidationError as refused:
        form.add_error(None, refused)
        return _detail(request, asked, form, status=422)
    messages.success(request, _said(held))
    return redirect(href("teams:hours_detail", commitment=held.pk))


def _detail(
    request: OrgRequest,
    asked: HoursRequest,
    form: CommitForm | None,
    *,
    notes: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {"asked": asked, "form": form, "notes": notes, "history": asked.history}
    return render(request, PAGE, context, status=status)


@require_GET
@requires(can_see_cycle)
def hours_list(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """What a cycle's teams give; who is not agreed yet, to whom they are named."""
    teams, today = list(cycle.teams.select_related("cycle__theme")), timezone.localdate()
    sums = hours_for(request.person, teams)
    costs = cost_for(request.person, teams, cost_so_far(teams, today))
    noted = noted_totals(teams, today)
    waiting = not_agreed_in(teams)
    named = [row for row in waiting if can_see_hours(request.person, row)]
    context = {
        "cycle": cycle,
        "rows": [(team, sums.by_team[team.pk], costs.by_team[team.pk]) for team in teams],
        "total": sums.total,
        "cost": costs.total,
        "noted": [(team, noted[team.pk]) for team in teams if noted.get(team.pk)],
        "not_agreed": named,
        "unnamed": len(waiting) - len(named),
        "may_see_lenders": can_see_lenders(request.person, cycle),
    }
    return render(request, "teams/hours/list.html", context)


def _form(asked: HoursRequest, data: object = None) -> CommitForm:
    return CommitForm(data, commitment=asked.commitment, given=asked.given)


def _said(held: Commitment) -> str:
    if held.state == Commitment.State.ASKED:
        return _("%(leader)s has been asked.") % {"leader": held.leader}
    if held.state == Commitment.State.COMMITTED:
        return _("Your hours are kept. An administrator is asked to enter who leads you.")
    if held.unled:
        return _("Nobody leads you on the roster, so your hours are agreed.")
    return _("Your hours stay agreed as they are.")
