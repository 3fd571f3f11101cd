"""A meeting in writing: its deadline, "that is all from me", and back to a call."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from checkins.access import can_answer_round, can_work_at_meeting
from checkins.meetings import round_actions
from checkins.meetings.views import meeting_page
from checkins.models import TeamMeeting
from checkins.reports.forms import RoundForm
from core.forms.saving import saved
from core.http import href
from orgs.http import OrgRequest, requires


@require_POST
@requires(can_work_at_meeting)
def round_open(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    """Ask everybody to answer in writing, or move the deadline."""
    form = RoundForm(request.POST, meeting=meeting)
    if saved(form, by=request.person) is None:
        return meeting_page(request, meeting, round_form=form, status=422)
    messages.success(request, _("Everybody in the team is asked to answer in writing."))
    return redirect(href("checkins:meeting_detail", meeting=meeting.pk))


@require_POST
@requires(can_answer_round)
def round_answer(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    return _back(
        request,
        meeting,
        round_actions.round_answer,
        _("Thank you. You can add to it until the end."),
    )


@require_POST
@requires(can_work_at_meeting)
def round_drop(request: OrgRequest, meeting: TeamMeeting) -> HttpResponse:
    """Hold it as a call: the lines stay and more can be added."""
    return _back(
        request, meeting, round_actions.round_drop, _("What was written stays. Go on together.")
    )


def _back(
    request: OrgRequest, meeting: TeamMeeting, act: Callable[..., None], words: str
) -> HttpResponse:
    try:
        act(meeting=meeting, by=request.person)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, words)
    return redirect(href("checkins:meeting_detail", meeting=meeting.pk))
