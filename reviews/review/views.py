"""The review of a cycle: open it, score, reflect, keep practices, close."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.forms.saving import saved
from core.http import href, words
from okrs.models import KeyResult
from orgs.http import OrgRequest, requires
from reviews.access import (
    can_keep_practices,
    can_reflect,
    can_reveal,
    can_score,
    closing_event_for,
    finds_pulse,
    own_reflection,
)
from reviews.continuations.actions import unanswered
from reviews.review.actions import cycle_close as close
from reviews.review.actions import proposed_score
from reviews.review.forms import PracticeForm, ReflectionForm, ReopenForm, ReviewForm, ScoreForm
from reviews.review.results import ScoredResult, TeamReport, team_reports
from reviews.scoring.rounds import Scoring, open_for, scored_by
from teams.access import can_work_in, is_in_program, is_member
from teams.models import Team
from themes.access import can_see_cycle, can_steer_cycle
from themes.cycles.phases import NotNowError, missing_for
from themes.models import Cycle


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def review_open(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    form = ReviewForm(request.POST or None, cycle=cycle)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The review is open. Everybody is asked now."))
        return redirect(href("reviews:review_detail", cycle=cycle.pk))
    context = {"form": form, "cycle": cycle, "missing": missing_for(cycle, "review")}
    status = 422 if form.errors else 200
    return render(request, "reviews/review/review_open.html", context, status=status)


@require_GET
@requires(can_see_cycle)
def review_detail(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    reports = team_reports(cycle, request.person, today=timezone.localdate())
    scores = cycle.phase == Cycle.Phase.REVIEWING
    context = {
        "cycle": cycle,
        "review": getattr(cycle, "review", None),
        "in_program": is_in_program(request.person, cycle.theme),
        "events": [closing_event_for(request.person, row) for row in cycle.closing_events.all()],
        "reports": _with_forms(reports, request.person, cycle) if scores else reports,
        "scores": scores,
        "quotes": sorted(quote for report in reports for quote in report.quotes),
        "practices": [practice for report in reports for practice in report.practices],
        "my_teams": [r.team for r in reports if is_member(request.person, r.team)],
        "steers": can_steer_cycle(request.person, cycle),
        "reads_pulse": finds_pulse(request.person, cycle),
    }
    return render(request, "reviews/review/review_detail.html", context)


def _with_forms(reports: list[TeamReport], person: Any, cycle: Cycle) -> list[TeamReport]:
    scored = scored_by([report.team for report in reports])
    alone = open_for(cycle)
    found = []
    for report in reports:
        works, reveals = can_work_in(person, report.team), can_reveal(person, report.team)
        results = [_with_form(row) for row in report.results] if works else report.results
        scoring = None
        if (works or reveals) and any(row.hidden for row in results):
            says = alone and is_member(person, report.team)
            scoring = Scoring(alone, scored.get(report.team.pk, 0), says, reveals)
        found.append(replace(report, results=results, works=works, scoring=scoring))
    return found


def _with_form(row: ScoredResult) -> ScoredResult:
    key_result = row.status.key_result
    if key_result.kind == KeyResult.Kind.BASELINE or row.hidden:
        return row
    given = {"given": row.score.given, "reason": row.score.reason} if row.score else None
    start = given or {"given": row.proposed}
    form = ScoreForm(key_result=key_result, proposed=row.proposed, initial=start)
    return replace(row, form=form)


@require_POST
@requires(can_score)
def score_give(request: OrgRequest, key_result: KeyResult) -> HttpResponse:
    """Keep one score; htmx gets the row, everybody else the review."""
    cycle = key_result.objective.okr_set.team.cycle
    proposed = proposed_score(key_result, min(timezone.localdate(), cycle.ends_on))
    form = ScoreForm(request.POST, key_result=key_result, proposed=proposed)
    kept = saved(form, by=request.person)
    if kept and not request.htmx:
        messages.success(request, _("The score is kept."))
        return redirect(href("reviews:review_detail", cycle=cycle.pk))
    reports = team_reports(cycle, request.person, today=timezone.localdate())
    row = next(
        row for r in reports for row in r.results if row.status.key_result.pk == key_result.pk
    )
    row = _with_form(row) if kept else replace(row, form=form)
    context = {"row": row, "saved": kept, "cycle": cycle}
    if kept or request.htmx:
        return render(
            request, "reviews/review/_scored_result.html", context, status=200 if kept else 422
        )
    return render(request, "reviews/review/score_give.html", context, status=422)


@require_http_methods(["GET", "POST"])
@requires(can_reflect)
def reflection_edit(request: OrgRequest, team: Team) -> HttpResponse:
    written = own_reflection(request.person, team)
    start = {"text": written.text, "audience": written.audience} if written else {}
    form = ReflectionForm(request.POST or None, team=team, initial=start)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("Your words are kept, and read only by whom you chose."))
        return redirect(href("reviews:review_detail", cycle=team.cycle_id))
    context = {"form": form, "team": team, "cycle": team.cycle}
    status = 422 if form.errors else 200
    return render(request, "reviews/review/reflection_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(can_keep_practices)
def practice_add(request: OrgRequest, team: Team) -> HttpResponse:
    start = {"learning": request.GET.get("learning"), "since": timezone.localdate()}
    form = PracticeForm(request.POST or None, team=team, initial=start)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("The practice is kept. We look at it again in three months."))
        return redirect(href("reviews:review_detail", cycle=team.cycle_id))
    context = {"form": form, "team": team, "cycle": team.cycle}
    status = 422 if form.errors else 200
    return render(request, "reviews/practices/add.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def cycle_close(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    """A step of its own: values stay as they are afterwards."""
    error, note = "", words(request, "note")
    if request.method == "POST":
        try:
            close(cycle=cycle, by=request.person, note=note)
        except NotNowError as why:
            error = str(why)
        else:
            messages.success(request, _("%(cycle)s is closed.") % {"cycle": cycle})
            return redirect(href("themes:cycle_detail", cycle=cycle.pk))
    context = {
        "cycle": cycle,
        "missing": missing_for(cycle, "close"),
        "waiting": unanswered(cycle),
        "error": error,
        "note": note,
    }
    status = 422 if error else 200
    return render(request, "reviews/review/cycle_close.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(can_steer_cycle)
def cycle_reopen(request: OrgRequest, cycle: Cycle) -> HttpResponse:
    form = ReopenForm(request.POST or None, cycle=cycle)
    if request.method == "POST" and saved(form, by=request.person):
        messages.success(request, _("%(cycle)s is open again.") % {"cycle": cycle})
        return redirect(href("themes:cycle_detail", cycle=cycle.pk))
    context = {"form": form, "cycle": cycle}
    status = 422 if form.errors else 200
    return render(request, "reviews/review/cycle_reopen.html", context, status=status)
