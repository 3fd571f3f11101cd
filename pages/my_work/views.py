"""One page says what waits for me now, across themes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core.http import href
from core.text import capital
from nudges.bounces.actions import returned_of
from nudges.registry import Waiting, waiting_for
from nudges.waiting_count import counted
from okrs.status import team_statuses
from orgs.access import is_insider
from orgs.closed_days import today_here
from orgs.http import OrgRequest, requires
from orgs.models import Person
from pages.my_work.first_day import is_new
from pages.my_work.first_run import guide
from pages.theme.surroundings import Date, dates, named
from teams.agreements.routine import next_meeting
from teams.models import Call, Membership, Offer, Team, WorkingAgreement
from themes.access import theme_roles
from themes.models import Cycle, Theme
from themes.theme.program import states

DATES = 5


@require_GET
@requires(is_insider)
def my_work(request: OrgRequest) -> HttpResponse:
    now = timezone.now()
    waiting = waiting_for(request.person, now)
    request.waiting_count = len(waiting)
    steps = guide(request.person)
    mine = my_memberships(request.person)
    coached = coached_teams(request.person)
    teams = [*(membership.team for membership in mine), *coached]
    themes, today = my_themes(request.person), today_here(now)
    statuses, found = team_statuses(teams, today), states(themes)
    calls = open_calls(request.person, today)
    context = {
        "waiting": waiting,
        "missing": [str(nudge.name) for nudge in waiting.missing if nudge.name],
        "returned": returned_of(request.person),
        "guide": steps,
        "greeting": greeting(request.person.given_name, now),
        "lede": lede(waiting, begins=bool(steps)),
        "teams": [(membership, statuses[membership.team_id]) for membership in mine],
        "coached": [(team, statuses[team.pk]) for team in coached],
        "themes": [(theme, found[theme.pk], of_theme(calls, theme)) for theme in themes],
        "calls": [call for call in calls if call.cycle.theme not in themes],
        "dates": my_dates(teams, themes, now, request.person),
        "new_in": [row.team for row in mine if is_new(row, today)],
    }
    return render(request, "pages/my_work/my_work.html", context)


@require_GET
@requires(is_insider)
def tab_counts(request: OrgRequest) -> HttpResponse:
    """What waits, for the bar of a page that stands already: no page waits for the counting."""
    request.waiting_count = counted(request.person)
    return render(request, "_tab_counts.html")


def my_memberships(person: Person) -> list[Membership]:
    """The teams somebody is in now, with the hours they give."""
    rows = person.memberships.filter(left_on=None)
    return list(
        rows.select_related("team__cycle__theme", "commitment", "acceptance").order_by("team_id")
    )


def coached_teams(person: Person) -> list[Team]:
    """The teams of open cycles that somebody coaches now (D6)."""
    rows = Team.objects.filter(coachings__coach=person, coachings__until=None)
    open_now = rows.exclude(cycle__phase=Cycle.Phase.CLOSED)
    return list(open_now.select_related("cycle__theme").order_by("id"))


def my_themes(person: Person) -> list[Theme]:
    """The open themes somebody sponsors or works for."""
    keys = {theme for theme, _role in theme_roles(person)}
    return list(Theme.objects.filter(pk__in=keys, closures=None).order_by("pk"))


def open_calls(person: Person, today: date) -> list[Call]:
    """The calls somebody could answer and has not answered yet."""
    rows = Call.objects.filter(cycle__phase=Cycle.Phase.CALLING, deadline__gte=today)
    rows = rows.exclude(pk__in=person.offers.exclude(state=Offer.State.DRAFT).values("call"))
    return list(rows.select_related("cycle__theme").order_by("deadline", "pk"))


def of_theme(calls: Sequence[Call], theme: Theme) -> list[Call]:
    return [call for call in calls if call.cycle.theme_id == theme.pk]


def my_dates(
    teams: Sequence[Team], themes: Sequence[Theme], now: datetime, person: Person
) -> list[Date]:
    """The next dates: the weekly meetings of one's teams, and what all these cycles bring."""
    known = [
        *(team.cycle for team in teams),
        *Cycle.objects.filter(theme__in=themes).select_related("theme"),
    ]
    cycles = list({cycle.pk: cycle for cycle in known}.values())
    agreements = WorkingAgreement.objects.filter(team__in=teams).select_related(
        "organisation", "team"
    )
    meetings = [
        Date(
            next_meeting(agreement, now),
            _("Team meeting"),
            _place(agreement, several=len(teams) > 1),
            href("pages:team_detail", team=agreement.team_id),
        )
        for agreement in agreements
    ]
    found = [*meetings, *named(dates(cycles, today_here(now), person), cycles)]
    return sorted(found, key=lambda entry: entry.at)[:DATES]


def _place(agreement: WorkingAgreement, *, several: bool) -> str:
    """Where a team meets; which team it is, for somebody in several."""
    if agreement.place and not several:
        return agreement.place
    return ", ".join(part for part in (str(agreement.team), agreement.place) if part)


def greeting(name: str, now: datetime) -> str:
    """By the hour of the person's own day."""
    hour = timezone.localtime(now).hour
    if hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def lede(waiting: list[Waiting], *, begins: bool = False) -> str:
    """How many things wait and how long they take together."""
    if begins and not waiting:
        return _("Welcome. A few steps lead to your first call for volunteers.")
    if not waiting:
        return _("When somebody needs you, it stands here and comes by mail.")
    minutes = max(1, round(sum(row.due.minutes for row in waiting)))
    things = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", len(waiting))
    time = ngettext("about %(n)s minute in all.", "about %(n)s minutes in all.", minutes)
    first = capital(things % {"n": apnumber(len(waiting))})
    return f"{first}, {time % {'n': apnumber(minutes)}}"
