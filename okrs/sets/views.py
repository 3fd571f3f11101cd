"""The OKR set of a team: read by all, written by the team, commented by the other teams."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.conflict import held, status_of
from core.forms.saving import refusal_of, saved
from core.http import href, way_back
from okrs.access import can_comment, can_define, can_define_in
from okrs.key_results.actions import MOST_KEY_RESULTS
from okrs.models import Objective, OKRSet
from okrs.quality.panel import quality_page
from okrs.sets import actions
from okrs.sets.forms import AnswerForm, CommentForm, ObjectiveForm, ObjectiveRemoveForm
from okrs.sets.versions import with_changes
from okrs.workshop.chosen_wording import back_of, wording_of
from okrs.workshop.state import way_in
from orgs.http import OrgRequest, requires
from teams.access import can_see_team
from teams.models import Team


@require_GET
@requires(can_see_team)
def set_edit(request: OrgRequest, team: Team) -> HttpResponse:
    """The set as it reads now, with what this person can do about it."""
    return _page(request, team)


@require_http_methods(["GET", "POST"])
@requires(can_define)
def objective_add(request: OrgRequest, team: Team) -> HttpResponse:
    return _objective(request, team, None)


@require_http_methods(["GET", "POST"])
@requires(can_define_in)
def objective_edit(request: OrgRequest, objective: Objective) -> HttpResponse:
    return _objective(request, objective.okr_set.team, objective)


@require_http_methods(["GET", "POST"])
@requires(can_define_in)
def objective_remove(request: OrgRequest, objective: Objective) -> HttpResponse:
    """Asked once more: a second objective goes with its key results."""
    team = objective.okr_set.team
    form = ObjectiveRemoveForm(
        objective.okr_set, request.POST if request.method == "POST" else None
    )
    if saved(form, by=request.person, objective=objective):
        messages.success(request, _("Taken out."))
        return redirect(href("okrs:set_edit", team=team.pk))
    context = {"form": form, "objective": objective, "team": team}
    status = 422 if form.is_bound else 200
    return render(request, "okrs/sets/objective_remove.html", context, status=status)


@require_POST
@requires(can_define)
def set_share(request: OrgRequest, team: Team) -> HttpResponse:
    """Let the other teams of the theme comment."""
    words = _("Shared. The other teams of the theme can comment now.")
    return _take(request, team, actions.set_share, words)


@require_POST
@requires(can_define)
def set_take_back(request: OrgRequest, team: Team) -> HttpResponse:
    """Write on before others look at it again."""
    return _take(request, team, actions.set_take_back, _("It is a draft again."))


@require_http_methods(["GET", "POST"])
@requires(can_define)
def set_agree(request: OrgRequest, team: Team) -> HttpResponse:
    """The team's word, asked once more because it cannot be taken back."""
    if request.method == "POST":
        return _take(request, team, actions.set_agree, _("Agreed. From here on you measure."))
    question = {
        "question": _("Does the whole team agree?"),
        "consequence": _(
            "From then on you measure. A change needs a reason, and everybody sees old and new."
        ),
        "verb": _("We agree"),
        "back_url": href("okrs:set_edit", team=team.pk),
    }
    return render(request, "confirm.html", question)


@require_POST
@requires(can_define)
def set_answer(request: OrgRequest, team: Team) -> HttpResponse:
    """If all key results are met, is the objective met? The team's word, for these words."""
    okr_set = get_object_or_404(OKRSet.objects.filter(team=team))
    form = AnswerForm(request.POST)
    done = saved(form, okr_set=okr_set, by=request.person)
    problem = "" if done else refusal_of(form)
    status = 200 if done else 422
    if request.htmx:
        quality = quality_page(okr_set, person=request.person, problem=problem)
        return render(request, "okrs/quality/_quality.html", {"quality": quality}, status=status)
    if not done:
        return _page(request, team, problem=problem, status=status)
    return redirect(way_back(request, f"{href('okrs:set_edit', team=team.pk)}#quality"))


@require_POST
@requires(can_comment)
def comment_create(request: OrgRequest, team: Team) -> HttpResponse:
    okr_set = get_object_or_404(OKRSet.objects.filter(team=team))
    form = CommentForm(request.POST)
    if not (saved(form, okr_set=okr_set, by=request.person)):
        return _page(request, team, comment_form=form, status=422)
    messages.success(request, _("Your comment is there."))
    return redirect(f"{href('okrs:set_edit', team=team.pk)}#comments")


def _take(request: OrgRequest, team: Team, act: Callable[..., object], words: str) -> HttpResponse:
    """Take a step with the set; what keeps it from being taken is said on its page."""
    try:
        act(okr_set=_own(team), by=request.person)
    except ValidationError as refused:
        return _page(request, team, problem=" ".join(refused.messages), status=422)
    messages.success(request, words)
    return redirect(href("okrs:set_edit", team=team.pk))


def _objective(request: OrgRequest, team: Team, objective: Objective | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    if objective is not None:
        held(request, objective.okr_set)
        objective = held(request, objective)
    form = ObjectiveForm(team, data, objective=objective, wording=wording_of(request, team))
    back = back_of(request, team)
    if saved(form, by=request.person):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "team": team, "objective": objective, "back": back}
    return render(request, "okrs/sets/objective_edit.html", context, status=status_of(form))


def _page(
    request: OrgRequest,
    team: Team,
    *,
    problem: str = "",
    comment_form: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    okr_set = _as_written(team)
    person, cycle = request.person, team.cycle
    may_define = can_define(person, team)
    context: dict[str, Any] = {
        "team": team,
        "okr_set": okr_set,
        "objectives": okr_set.objectives.all() if okr_set else [],
        "problem": problem,
        "may_define": may_define and not cycle.frozen,
        "quality": quality_page(okr_set, person=person) if okr_set and may_define else None,
        "many": MOST_KEY_RESULTS,
        "versions": with_changes(list(_versions(okr_set))),
        "comments": okr_set.comments.select_related("person") if okr_set else [],
        "comment_form": None,
        **way_in(person, team, agreed=okr_set is not None and okr_set.agreed),
    }
    if okr_set and okr_set.shared and can_comment(person, team):
        context["comment_form"] = comment_form or CommentForm()
    return render(request, "okrs/sets/set_edit.html", context, status=status)


def _as_written(team: Team) -> OKRSet | None:
    rows = OKRSet.objects.filter(team=team).select_related("agreed_by", "team__cycle")
    relations = ("owner", "steps", "measurements")
    okr_set: OKRSet | None = rows.prefetch_related(
        *(f"objectives__key_results__{relation}" for relation in relations)
    ).first()
    return okr_set


def _versions(okr_set: OKRSet | None) -> Any:
    return okr_set.versions.select_related("by") if okr_set else []


def _own(team: Team) -> OKRSet:
    okr_set: OKRSet | None = OKRSet.objects.filter(team=team).first()
    if okr_set is None:
        raise ValidationError(_("Write the objective first."))
    return okr_set
