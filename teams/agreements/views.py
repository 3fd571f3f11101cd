"""The working agreement of a team: read it, write it, say yes to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.conflict import held, status_of
from core.http import href
from core.numbers import row_number
from orgs.http import OrgRequest, requires
from orgs.models import Person
from teams.access import agreement_for, can_confirm_agreement, can_see_team, can_work_in, is_member
from teams.agreements import actions
from teams.agreements.forms import AgreementForm
from teams.agreements.routine import next_meeting, next_moderator
from teams.calendar import calendar_file, meeting_series
from teams.models import AgreementConfirmation, Membership, Team, WorkingAgreement


@require_GET
@requires(can_see_team)
def agreement_detail(request: OrgRequest, team: Team) -> HttpResponse:
    """How the team works together, and who has said yes to it."""
    return render(request, "teams/agreements/detail.html", _detail(request.person, team))


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
    return render(request, "teams/agreements/form.html", context, status=status_of(form))


@require_POST
@requires(can_confirm_agreement)
def agreement_confirm(request: OrgRequest, team: Team) -> HttpResponse:
    """Say yes to the version that was on the page."""
    agreement = get_object_or_404(WorkingAgreement.objects.all(), team=team)
    seen = row_number(request.POST.get("version", "")) or 0
    try:
        actions.agreement_confirm(agreement=agreement, by=request.person, version=seen)
    except ValidationError as refused:
        return _changed(request, team, refused)
    messages.success(request, _("You have confirmed the working agreement."))
    return redirect(href("teams:agreement_detail", team=team.pk))


@require_POST
@requires(can_work_in)
def agreement_review(request: OrgRequest, team: Team) -> HttpResponse:
    """Still right: nothing changes, and nobody is asked to confirm it again."""
    agreement = get_object_or_404(WorkingAgreement.objects.all(), team=team)
    seen = row_number(request.POST.get("version", "")) or 0
    try:
        actions.agreement_review(agreement=agreement, by=request.person, version=seen)
    except ValidationError as refused:
        return _changed(request, team, refused)
    messages.success(request, _("Good: it stays as it is."))
    return redirect(href("teams:agreement_detail", team=team.pk))


@require_GET
@requires(can_work_in)
def agreement_calendar(request: OrgRequest, team: Team) -> HttpResponse:
    """The weekly meetings of the cycle, for one's own calendar."""
    agreement = get_object_or_404(
        WorkingAgreement.objects.select_related("organisation", "team__cycle__theme"), team=team
    )
    return HttpResponse(
        calendar_file([meeting_series(agreement_for(request.person, agreement))]),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="meetings.ics"'},
    )


def _changed(request: OrgRequest, team: Team, refused: ValidationError) -> HttpResponse:
    context = {**_detail(request.person, team), "problems": refused.messages}
    return render(request, "teams/agreements/detail.html", context, status=409)


def _detail(person: Person, team: Team) -> dict[str, Any]:
    rows = WorkingAgreement.objects.select_related("changed_by", "organisation", "team__cycle")
    found, now = rows.filter(team=team).first(), timezone.now()
    agreement = agreement_for(person, found) if found else None
    memberships = Membership.objects.current().filter(team=team).with_people()
    members = [membership.person for membership in memberships.order_by("person__sort_key")]
    said, works_here = _said_yes(agreement), can_work_in(person, team)
    return {
        "team": team,
        "agreement": agreement,
        "next_meeting": next_meeting(agreement, now) if agreement else None,
        "moderator": next_moderator(agreement, members, now) if agreement else None,
        "members": members,
        "confirmed": [member for member in members if member.pk in said],
        "open": [member for member in members if member.pk not in said] if works_here else [],
        "reviewed": agreement.reviews.select_related("by").first() if agreement else None,
        "works_here": works_here,
        "may_edit": works_here and not team.cycle.frozen,
        "may_confirm": agreement and is_member(person, team) and person.pk not in said,
    }


def _said_yes(agreement: WorkingAgreement | None) -> set[int]:
    if agreement is None:
        return set()
    rows = AgreementConfirmation.objects.filter(agreement=agreement, version=agreement.version)
    return set(rows.values_list("person_id", flat=True))
