"""The inbox of a leader: what teams ask, oldest first, and the answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import reswap, retarget

from checkins.access import can_answer
from checkins.impediments.forms import AnswerForm, AskRulesForm
from checkins.models import Ask, AskRules, Impediment
from core.forms.saving import saved
from core.http import href
from orgs.access import is_insider
from orgs.closed_days import countries_of, working_days
from orgs.http import OrgRequest, requires
from orgs.models import Person
from orgs.organisation_settings.setting_page import SettingPage, setting_view
from themes.access import theme_roles
from themes.models import ThemeRole

RECENT = 20
WATCHING = {ThemeRole.Kind.SPONSOR, ThemeRole.Kind.INTEGRATION}


@dataclass(frozen=True)
class Waiting:
    """An ask that waits: until when, and for how many working days somebody has been asked."""

    ask: Ask
    days: int
    due_at: datetime
    late: bool


@dataclass(frozen=True)
class Clock:
    """Counts for an ask: from now, and by the organisation's rule."""

    now: datetime
    rule: int

    def read(self, ask: Ask) -> Waiting:
        """Days count from the first ask about an impediment, whoever was asked then."""
        since = getattr(ask, "since", None) or ask.asked_at
        days = working_days(since, self.now, countries_of(ask.leader))
        due_at = ask.due_at(self.rule)
        return Waiting(ask, days, due_at, due_at < self.now)


@require_GET
@requires(is_insider)
def ask_list(request: OrgRequest) -> HttpResponse:
    clock, person = _clock(), request.person
    mine = Ask.objects.filter(leader=person).select_related(
        "impediment__team__cycle__theme", "asked_by", "leader__site"
    )
    promised = mine.filter(answer="accepted", impediment__state=Impediment.State.WITH_LEADER)
    replied = mine.exclude(answer="").exclude(pk__in=promised.values("pk"))
    context = {
        "waiting": [clock.read(ask) for ask in _oldest(mine.filter(answer=""))],
        "promised": promised.order_by("promised_for", "id"),
        "answered": replied.order_by("-answered_at")[:RECENT],
        "elsewhere": [clock.read(ask) for ask in _elsewhere(person)],
    }
    return render(request, "checkins/impediments/ask_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(can_answer)
def ask_answer(request: OrgRequest, ask: Ask) -> HttpResponse:
    """On a page of its own, or below the ask in the inbox."""
    if not ask.waiting:
        messages.info(request, _("This ask has been answered already."))
        return redirect(href("checkins:impediment_detail", impediment=ask.impediment_id))
    form = AnswerForm(request.POST or None, ask=ask)
    answered_ask = saved(form, by=request.person) if form.is_bound else None
    in_place = request.htmx.target == f"answer-{ask.pk}"
    if answered_ask is None:
        context = {"form": form, "waiting": _clock().read(ask), "team": ask.impediment.team}
        page = (
            "checkins/impediments/_answer_form.html"
            if in_place
            else "checkins/impediments/ask_answer.html"
        )
        return render(request, page, context, status=422 if form.is_bound else 200)
    if in_place:
        answer = render(request, "checkins/impediments/_answered_ask.html", {"ask": answered_ask})
        return reswap(retarget(answer, f"#ask-{ask.pk}"), "outerHTML")
    messages.success(request, _("The team reads your answer now."))
    return redirect(href("checkins:ask_list"))


ask_rules_edit = setting_view(
    SettingPage(
        AskRulesForm,
        url="checkins:ask_rules_edit",
        way="asks",
        title=gettext_lazy("Asks"),
        heading=gettext_lazy("What teams ask of leaders"),
        lede=gettext_lazy(
            "Every ask gets an answer: from the leader who is asked, or from the sponsor."
        ),
    )
)


def _clock() -> Clock:
    return Clock(timezone.now(), AskRules.current().answer_after)


def _elsewhere(person: Person) -> Any:
    """What waits for others in the themes this person sponsors or steers."""
    themes = {theme for theme, kind in theme_roles(person) if kind in WATCHING}
    rows = Ask.objects.filter(answer="", impediment__team__cycle__theme__in=themes)
    others = rows.exclude(leader=person)
    people = ("leader__site", "asked_by")
    return _oldest(others.select_related("impediment__team__cycle__theme", *people))


def _oldest(rows: Any) -> Any:
    first = Ask.objects.filter(impediment=OuterRef("impediment")).order_by("asked_at")
    since = Subquery(first.values("asked_at")[:1])
    return rows.annotate(since=since).order_by("since", "id")
