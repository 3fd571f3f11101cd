"""The hidden vote of confidence in the room, and the team's own word after it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checkins.access import can_run, can_run_slot, can_say_word, can_see_check_in, can_vote
from checkins.live_check_in.changes import VOTE, channel
from checkins.models import CheckIn, Slot
from checkins.votes import actions
from checkins.votes.counts import own_answers, vote_of
from checkins.votes.forms import VoteForm, WordForm
from core.forms.saving import saved
from core.http import href
from core.live.channels import versions
from core.numbers import row_number
from okrs.status import team_status
from orgs.http import OrgRequest, requires

both = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@requires(can_see_check_in)
def vote_live(request: OrgRequest, check_in: CheckIn) -> HttpResponse:
    """The vote of the team on stage as it stands; nothing for a page that shows another team."""
    rows = Slot.objects.filter(check_in=check_in, state=Slot.State.ON)
    slot = rows.select_related("team", "check_in__cycle__theme").first()
    shown = row_number(request.GET.get("shown", ""))
    if shown is not None and slot is not None and slot.pk != shown:
        return HttpResponse(status=204)
    context = {"check_in": check_in, "shown": shown, **vote_context(request, check_in, slot)}
    return render(request, "checkins/votes/_vote.html", context)


@require_POST
@requires(can_run_slot)
def vote_open(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _step(request, slot, lambda: actions.vote_open(slot=slot, by=request.person))


@require_POST
@requires(can_run_slot)
def vote_close(request: OrgRequest, slot: Slot) -> HttpResponse:
    return _step(request, slot, lambda: actions.vote_close(slot=slot, by=request.person))


@both
@requires(can_vote)
def vote_give(request: OrgRequest, slot: Slot) -> HttpResponse:
    """One's own vote, on one's own screen."""
    vote = vote_of(slot)
    if request.method != "POST" and not vote.open:
        return redirect(href("checkins:word_say", slot=slot.pk))
    form = VoteForm(slot, request.POST if request.method == "POST" else None, by=request.person)
    if saved(form):
        messages.success(request, _("Your vote is in. It is shown when the vote is closed."))
        return redirect(href("checkins:room_follow", check_in=slot.check_in_id))
    context = {"slot": slot, "check_in": slot.check_in, "form": form, "vote": vote}
    return render(
        request, "checkins/votes/vote_give.html", context, status=422 if form.is_bound else 200
    )


@both
@requires(can_say_word)
def word_say(request: OrgRequest, slot: Slot) -> HttpResponse:
    """What was voted stands there as a proposal; the team says its word."""
    status = team_status(slot.team, timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = WordForm(slot, data, status=status)
    if saved(form, by=request.person) is not None:
        messages.success(request, _("That is your team's word."))
        return redirect(href("checkins:check_in_detail", check_in=slot.check_in_id))
    context = {"slot": slot, "check_in": slot.check_in, "form": form, "vote": vote_of(slot)}
    return render(
        request, "checkins/votes/word_say.html", context, status=422 if form.is_bound else 200
    )


def vote_context(request: OrgRequest, check_in: CheckIn, slot: Slot | None) -> dict[str, Any]:
    """What `_vote.html` reads: the vote of the team on stage, and what this person can do."""
    version = versions(channel(check_in))[VOTE]
    if slot is None:
        return {"vote": None, "vote_version": version}
    may_vote = can_vote(request.person, slot)
    return {
        "vote_version": version,
        "vote": vote_of(slot),
        "may_run": can_run(request.person, slot.check_in),
        "may_vote": may_vote,
        "has_voted": may_vote and bool(own_answers(slot, request.person.pk)),
        "may_say": can_say_word(request.person, slot),
    }


def _step(request: OrgRequest, slot: Slot, step: Callable[[], None]) -> HttpResponse:
    try:
        step()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(href("checkins:check_in_detail", check_in=slot.check_in_id))
