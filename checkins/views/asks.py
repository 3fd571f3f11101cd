"""The inbox of a leader: what teams ask, oldest first, and the answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from checkins.access import can_answer
from checkins.forms.impediments import AnswerForm
from checkins.models import Ask, Impediment
from orgs.access import is_insider
from orgs.closed_days import answer_due, working_days
from orgs.forms.saving import saved
from orgs.http import OrgRequest, href, requires
from orgs.models import Person
from themes.access import theme_roles
from themes.models import ThemeRole

RECENT = 20
WATCHING = {ThemeRole.Kind.SPONSOR, ThemeRole.Kind.INTEGRATION}


@dataclass(frozen=True)
class Waiting:
    """An ask that waits: since when, for how many working days, and whether it is late."""

    ask: Ask
    days: int
    due_at: datetime
    late: bool


@require_GET
@requires(is_insider)
def ask_list(request: OrgRequest) -> HttpResponse:
    now, person = timezone.now(), request.person
    mine = Ask.objects.filter(leader=person).select_related(
        "impediment__team__cycle__theme", "asked_by"
    )
    promised = mine.filter(answer="accepted", impediment__state=Impediment.State.WITH_LEADER)
    given = mine.exclude(answer="").exclude(pk__in=promised.values("pk"))
    context = {
        "waiting": [
            _waiting(ask, now) for ask in mine.filter(answer="").order_by("asked_at", "id")
        ],
        "promised": promised.order_by("promised_for", "id"),
        "answered": given.order_by("-answered_at")[:RECENT],
        "elsewhere": [_waiting(ask, now) for ask in _elsewhere(person)],
    }
    return render(request, "checkins/ask_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_answer)
def ask_answer(request: OrgRequest, ask: Ask) -> HttpResponse:
    if not ask.waiting:
        messages.info(request, _("This ask has been answered already."))
        return redirect(href("checkins:impediment_detail", impediment=ask.impediment_id))
    form = AnswerForm(request.POST or None, ask=ask)
    if form.is_bound and saved(form, by=request.person) is not None:
        messages.success(request, _("The team reads your answer now."))
        return redirect(href("checkins:ask_list"))
    context = {"form": form, "waiting": _waiting(ask, timezone.now()), "team": ask.impediment.team}
    return render(
        request, "checkins/ask_answer.html", context, status=422 if form.is_bound else 200
    )


def _waiting(ask: Ask, now: datetime) -> Waiting:
    due_at = answer_due(ask.asked_at)
    return Waiting(ask, working_days(ask.asked_at, now), due_at, due_at < now)


def _elsewhere(person: Person) -> Any:
    """What waits for others in the themes this person sponsors or steers."""
    themes = {theme for theme, kind in theme_roles(person) if kind in WATCHING}
    rows = Ask.objects.filter(answer="", impediment__team__cycle__theme__in=themes)
    others = rows.exclude(leader=person)
    return _oldest(others.select_related("impediment__team__cycle__theme", "leader", "asked_by"))


def _oldest(rows: Any) -> Any:
    return rows.order_by("asked_at", "id")
