"""The home leader's answers: on the approvals page, one at a time, and by a mailed link."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reswap, retarget

from core.http import fragment, href
from orgs.access import is_insider
from orgs.http import OrgRequest, requires
from orgs.links import by_link
from teams.access import can_answer_hours
from teams.hours.approvals import approvals, request_about
from teams.hours.forms import FORMS, AgreeForm, AnswerForm
from teams.models import Commitment, LeaderAnswer

LIST, ONE, BY_LINK = (f"teams/hours/{name}.html" for name in ("approvals", "answer", "link"))
TOO_LATE = {"decided", "changed", "leader"}
Via = LeaderAnswer.Via


@require_GET
@requires(is_insider)
def approval_list(request: OrgRequest) -> HttpResponse:
    """Your people's time: what waits for your answer, and the whole team week by week."""
    found = approvals(request.person, timezone.localdate())
    return render(request, LIST, {"approvals": found})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_answer_hours)
def hours_answer(request: OrgRequest, commitment: Commitment) -> HttpResponse:
    """One request with its three answers; `?answer=` opens the form of one of them."""
    if request.method == "POST":
        return _answer(request, commitment)
    context = _decision(request, commitment, opened=request.GET.get("answer", ""))
    if context["form"] is None or context["opened"] == LeaderAnswer.Answer.AGREE:
        return render(request, ONE, context)
    return fragment(request, ONE, "answer-form", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_link("teams.hours", Commitment, tells_later=True)
def hours_link(request: Any, commitment: Commitment, *, token: str) -> HttpResponse:
    """The one decision a mail asked for. The link ends with its request and opens nothing else."""
    context = _by_link(request, _decision(request, commitment))
    if context["over"]:
        late = 410 if request.link.ran_out else 409 if request.method == "POST" else 200
        return render(request, BY_LINK, context, status=late)
    if request.method == "POST":
        return _answer_by_link(request, commitment)
    return render(request, BY_LINK, context)


def _answer(request: OrgRequest, commitment: Commitment) -> HttpResponse:
    form, status = _given(request, commitment, Via.SCREEN)
    if status == 200:
        return _answered(request, commitment)
    context = _decision(request, commitment, form=form)
    if status == 409:
        return _too_late(request, context)
    response = fragment(request, ONE, "answer-form", context, status=422)
    return reswap(retarget(response, f"#{form.answer}-{commitment.pk}"), "innerHTML")


def _too_late(request: OrgRequest, context: dict[str, Any]) -> HttpResponse:
    context["problems"] = context["form"].non_field_errors()
    if request.htmx:
        return fragment(request, LIST, "request", context, status=409)
    return render(request, ONE, context, status=409)


def _answered(request: OrgRequest, commitment: Commitment) -> HttpResponse:
    """The row as it is now and the team's weeks, or the whole page anew."""
    asked = request_about(commitment, request.person)
    if request.htmx:
        found = approvals(request.person, timezone.localdate())
        context = {"approvals": found, "asked": asked, "swapped": True}
        return fragment(request, LIST, "answered", context)
    messages.success(request, f"{asked.person}: {asked.answered[-1].what}")
    return redirect(href("teams:approval_list"))


def _answer_by_link(request: Any, commitment: Commitment) -> HttpResponse:
    form, status = _given(request, commitment, Via.MAIL)
    if status == 200:
        return HttpResponseRedirect(request.path)
    context = _by_link(request, _decision(request, commitment, form=form))
    return render(request, BY_LINK, context, status=status)


def _given(request: Any, commitment: Commitment, via: str) -> tuple[AnswerForm, int]:
    """The form of the answer, and how it went: 200, 422 to correct, 409 too late."""
    kind = request.POST.get("answer", "")
    form = FORMS.get(kind, AgreeForm)(request.POST, commitment=commitment)
    if kind not in FORMS:
        form.add_error(None, _("Choose one of the three answers."))
    if not form.is_valid():
        return form, 422
    try:
        form.save(leader=request.person, via=via)
    except ValidationError as refused:
        form.add_error(None, refused)
        return form, 409 if refused.code in TOO_LATE else 422
    return form, 200


def _decision(
    request: Any, commitment: Commitment, *, opened: str = "", form: AnswerForm | None = None
) -> dict[str, Any]:
    """The request as it stands with the three forms; one of them open or refused."""
    asked = request_about(commitment, request.person)
    forms = {kind: made(commitment=asked.commitment) for kind, made in FORMS.items()}
    if form is not None:
        form.look_again(asked.commitment)
        forms[form.answer], opened = form, form.answer
    chosen = forms.get(opened)
    return {
        "asked": asked,
        "forms": forms,
        "opened": opened,
        "form": chosen,
        "action": request.path,
    }


def _by_link(request: Any, context: dict[str, Any]) -> dict[str, Any]:
    """With whether the link's request is over: decided, somebody else's, replaced, taken back.

    Who no longer leads the member learns what they decided themselves, not what the other did.
    """
    asked, link = context["asked"], request.link
    moved = asked.person.leader_id != request.person.pk
    answers = [
        row
        for row in asked.answered
        if row.request >= link.turn and not (moved and row.leader_id != request.person.pk)
    ]
    replaced = asked.open and asked.commitment.requests != link.turn
    return {
        **context,
        "leader": request.person,
        "decided": answers[0] if answers else None,
        "moved": moved,
        "replaced": replaced,
        "over": bool(answers or moved or replaced or link.ran_out or not asked.open),
    }
