"""What people give in the room. Without scripts the page comes anew.

By htmx a form that is part of the board gets the board; for the others the board asks anew, because
an answer that came with the deed could cross another one.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from core.forms.saving import attempt, saved
from core.numbers import row_number
from okrs.access import can_edit_cluster, can_give, can_move_idea, can_put_together
from okrs.models import Cluster, Idea, Workshop, WorkshopStep
from okrs.workshop import input_actions
from okrs.workshop.following import BOARD
from okrs.workshop.forms import ClusterForm, ConfidenceForm, DotsForm, LineForm, MoveForm
from okrs.workshop.views import board, do, newer, page, to_room
from orgs.http import OrgRequest, requires


@require_POST
@requires(can_give)
def line_add(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    """An idea or a wording; it counts for its step, also when the room has moved on."""
    form = LineForm(step, request.POST)
    row = saved(form, by=request.person)
    return _answer(request, step.workshop, form, bool(row))


@require_POST
@requires(can_give)
def idea_remove(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    own = Idea.objects.filter(workshop=step.workshop_id, kind=step.kind, by=request.person)
    idea = get_object_or_404(own, pk=row_number(request.POST.get("idea", "")))
    form = forms.Form(request.POST)
    done = attempt(form, lambda: input_actions.idea_remove(idea=idea, by=request.person) or True)
    return _answer(request, step.workshop, form, bool(done))


@require_POST
@requires(can_give)
def step_done(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    """Done with writing; or not yet after all."""
    done = "not_yet" not in request.POST
    return do(
        request,
        step.workshop,
        lambda: input_actions.step_done(step=step, done=done, by=request.person),
    )


@require_POST
@requires(can_put_together)
def cluster_add(request: OrgRequest, workshop: Workshop) -> HttpResponse:
    return _name(request, workshop, None)


@require_POST
@requires(can_edit_cluster)
def cluster_edit(request: OrgRequest, cluster: Cluster) -> HttpResponse:
    """Another name for it, or its end: then its ideas wait for another cluster."""
    if "remove" not in request.POST:
        return _name(request, cluster.workshop, cluster)
    return do(
        request,
        cluster.workshop,
        lambda: input_actions.cluster_remove(cluster=cluster, by=request.person),
    )


@require_POST
@requires(can_move_idea)
def idea_move(request: OrgRequest, idea: Idea) -> HttpResponse:
    form = MoveForm(idea, request.POST)
    moved = saved(form, by=request.person)
    return _answer(request, idea.workshop, form, bool(moved))


@require_POST
@requires(can_give)
def dots_put(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    form = DotsForm(step, request.POST)
    voted = saved(form, by=request.person)
    typed = {row_number(pk) for pk in request.POST.getlist("clusters")}
    return _answer(request, step.workshop, form, bool(voted), chosen=typed)


@require_POST
@requires(can_give)
def confidence_say(request: OrgRequest, step: WorkshopStep) -> HttpResponse:
    form = ConfidenceForm(step, request.POST)
    voted = saved(form, by=request.person)
    return _answer(request, step.workshop, form, bool(voted))


def _name(request: OrgRequest, workshop: Workshop, cluster: Cluster | None) -> HttpResponse:
    form = ClusterForm(request.POST)
    made = saved(form, workshop=workshop, cluster=cluster, by=request.person)
    return _answer(request, workshop, form, bool(made))


def _answer(
    request: OrgRequest, workshop: Workshop, form: forms.Form, done: bool, **more: Any
) -> HttpResponse:
    """Back to the room; what was refused is said, and what was typed stays."""
    if done:
        if not request.htmx:
            return to_room(workshop)
        if "shown" not in request.GET:
            return newer(BOARD)
        workshop.refresh_from_db(fields=["version"])
        return board(request, workshop)
    for sentences in form.errors.values():
        messages.error(request, " ".join(str(sentence) for sentence in sentences))
    if not request.htmx:
        return page(request, workshop, form=form, status=422, **more)
    answer = render(request, "_toasts.html", {"oob": True}, status=422)
    answer["HX-Reswap"] = "none"
    return answer
