"""The working agreement of a team: read it, write it, say yes to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from orgs.forms.seen import held, status_of
from orgs.http import OrgRequest, href, requires
from orgs.models import Person
from orgs.numbers import row_number
from teams.access import can_confirm_agreement, can_see_team, can_work_in, is_member
from teams.actions import agreements as actions
from teams.forms.agreements import AgreementForm
from teams.models import AgreementConfirmation, Membership, Team, WorkingAgreement
from teams.routine import next_meeting


@require_GET
@requires(can_see_team)
def agreement_detail(request: OrgRequest, team: Team) -> HttpResponse:
    """How the team works together, and who has said yes to it."""
    return render(request, "teams/agreement_detail.html", _detail(request.person, team))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_work_in)
def agreement_edit(request: OrgRequest, team: Team) -> HttpResponse:
    kept = WorkingAgreement.objects.filter(team=held(request, team)).first()
    form = AgreementForm(request.POST or None, team=team, instance=kept)
    if form.is_bound and form.is_valid():
        try:
            form.save(by=request.person)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved. All members are asked to confirm it."))
            return redirect(href("teams:agreement_detail", team=team.pk))
    context = {"form": form, "team": team}
    return render(request, "teams/agreement_form.html", context, status=status_of(form))


@require_POST
@requires(can_confirm_agreement)
def agreement_confirm(request: OrgRequest, team: Team) -> HttpResponse:
    """Say yes to the version that was on the page."""
    agreement = get_object_or_404(WorkingAgreement.objects.all(), team=team)
    seen = row_number(request.POST.get("version", "")) or 0
    try:
        actions.agreement_confirm(agreement=agreement, by=request.person, version=seen)
    except ValidationError as refused:
        context = {**_detail(request.person, team), "problems": refused.messages}
        return render(request, "teams/agreement_detail.html", context, status=409)
    messages.success(request, _("You have confirmed the working agreement."))
    return redirect(href("teams:agreement_detail", team=team.pk))


def _detail(person: Person, team: Team) -> dict[str, Any]:
    agreement = WorkingAgreement.objects.select_related("changed_by").filter(team=team).first()
    memberships = Membership.objects.current().filter(team=team).with_people()
    members = [membership.person for membership in memberships.order_by("person__sort_key")]
    said = _said_yes(agreement)
    return {
        "team": team,
        "agreement": agreement,
        "next_meeting": next_meeting(agreement, timezone.now()) if agreement else None,
        "confirmed": [member for member in members if member.pk in said],
        "open": [member for member in members if member.pk not in said],
        "may_edit": can_work_in(person, team) and not team.cycle.frozen,
        "may_confirm": agreement and is_member(person, team) and person.pk not in said,
    }


def _said_yes(agreement: WorkingAgreement | None) -> set[int]:
    if agreement is None:
        return set()
    rows = AgreementConfirmation.objects.filter(agreement=agreement, version=agreement.version)
    return set(rows.values_list("person_id", flat=True))
