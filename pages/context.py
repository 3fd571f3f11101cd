"""What every page knows: the product's name, the tabs of this person, and their organisations."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _

from core.http import href
from orgs.access import can_administer
from orgs.glossary import called
from orgs.models import Organisation, Person, Role
from orgs.roles.queries import waiting_roles
from orgs.sign_in.entrance import open_to
from teams.access import team_ids
from teams.models import Commitment, Team
from themes.models import Cycle

MOST_TABS = 5  # what fits beside each other on a phone


@dataclass
class Tab:
    """One of at most five tabs of the bar."""

    label: str | Promise
    url: str
    icon: str
    count: int = 0
    current: bool = False


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "product": settings.PRODUCT_NAME,
        "base_url": settings.BASE_URL,
        "demo": settings.DEMO,
        "sign_up_open": settings.SIGN_UP,
        "tabs": SimpleLazyObject(lambda: _tabs(request)),  # a fragment has none
        "organisations": SimpleLazyObject(lambda: _organisations(request)),
    }


def _organisations(request: HttpRequest) -> list[Organisation]:
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    inside: list[Organisation] | None = getattr(request, "organisations", None)
    return list(open_to(request).order_by("name")) if inside is None else inside


def _tabs(request: Any) -> list[Tab]:
    person = getattr(request, "person", None)
    if person is None or not request.path_info.startswith("/o/"):
        return []
    counted: int | None = getattr(request, "waiting_count", None)
    tabs = [
        Tab(_("My work"), href("pages:my_work"), "list", count=counted or 0),
        Tab(called(_("Themes"), "theme", "many"), href("pages:theme_list"), "sun"),
        *_my_team(person),
        *_approvals(person, counting=counted is not None),
        *_organisation(person),
    ]
    _mark_current(tabs[:MOST_TABS], request.path_info)
    return tabs[:MOST_TABS]


def _my_team(person: Person) -> list[Tab]:
    """The team somebody is in; of several the newest of those that run now, if one does."""
    teams = team_ids(person)
    if not teams:
        return []
    running = Team.objects.filter(pk__in=teams, cycle__phase=Cycle.Phase.RUNNING)
    at_work = running.values_list("pk", flat=True) if len(teams) > 1 else ()
    team = max(at_work, default=max(teams))
    return [Tab(_("My team"), href("pages:team_detail", team=team), "orbit")]


def _approvals(person: Person, *, counting: bool) -> list[Tab]:
    """For home leaders: their people's time, and how many requests wait."""
    if not person.led.filter(left_on=None).exists():
        return []
    asked = Commitment.objects.waiting_for(person).count() if counting else 0
    return [Tab(_("Approvals"), href("teams:approval_list"), "check", count=asked)]


def _organisation(person: Person) -> list[Tab]:
    people = Tab(_("People"), href("orgs:person_list"), "people")
    if can_administer(person) or Role.Kind.ADMINISTRATOR in waiting_roles(person):
        return [Tab(_("Organisation"), href("orgs:organisation_settings"), "building"), people]
    return [people]


def _mark_current(tabs: list[Tab], path: str) -> None:
    """The tab whose page this is, or lies under; *My work* has nothing under it."""
    inside = [tab for tab in tabs[1:] if path.startswith(tab.url)]
    if path == tabs[0].url:
        tabs[0].current = True
    elif inside:
        max(inside, key=lambda tab: len(tab.url)).current = True
