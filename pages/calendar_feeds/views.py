"""Secret addresses from which a calendar program reads dates, and what it reads there."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from core.forms.saving import saved
from core.http import href, open_to_all
from core.languages import spoken
from core.numbers import row_number
from core.tenancy import tenant
from orgs.access import is_insider
from orgs.http import OrgRequest, requires
from orgs.models import Organisation, Person
from pages.calendar_feeds.entries import events_of, may_read, name_of
from pages.my_work.views import coached_teams, my_memberships, my_themes
from teams.access import can_work_in, coached_team_ids, team_ids
from teams.calendar import calendar_file
from teams.calendar_feeds.actions import feed_make
from teams.models import CalendarFeed, Team
from themes.models import Theme


class FeedForm(forms.Form):
    """Of what somebody wants an address: of a team, of a theme, or of their own dates."""

    team: Any = forms.ModelChoiceField(queryset=None, required=False)
    theme: Any = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        own = team_ids(person) | coached_team_ids(person)
        self.fields["team"].queryset = Team.objects.filter(pk__in=own)  # type: ignore[attr-defined]
        self.fields["theme"].queryset = Theme.objects.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A team has one cycle of one theme: whoever names both means the team."""
        kept: dict[str, Any] = self.cleaned_data
        return {**kept, "theme": None} if kept.get("team") else kept

    def save(self) -> CalendarFeed:
        return feed_make(person=self.person, **self.cleaned_data)


@dataclass(frozen=True)
class Choice:
    """One feed somebody can have, and its row once they have made its address."""

    team: Team | None = None
    theme: Theme | None = None
    feed: CalendarFeed | None = None

    @property
    def key(self) -> str:
        """What tells it from the others on the page."""
        return f"{self.team.pk if self.team else ''}-{self.theme.pk if self.theme else ''}"

    @property
    def address(self) -> str:
        if self.feed is None:
            return ""
        return settings.BASE_URL + reverse("calendar_feed", kwargs={"token": self.feed.token})

    @property
    def webcal(self) -> str:
        """The address as calendar programs take it over."""
        return self.address.replace(urlsplit(self.address).scheme, "webcal", 1)


@require_GET
@requires(is_insider)
def calendar(request: OrgRequest) -> HttpResponse:
    """One's own feed, those of one's teams and themes, and of the one somebody comes from."""
    asked = {name: row_number(request.GET.get(name, "")) for name in ("team", "theme")}
    context = {"choices": _choices(request.person, **asked)}
    return render(request, "pages/calendar_feeds/calendar.html", context)


@require_POST
@requires(is_insider)
def calendar_address(request: OrgRequest) -> HttpResponse:
    """Make an address, or another one in its place."""
    feed = saved(FeedForm(request.POST, person=request.person))
    if feed is None:
        sentence = _(
            "There is no address for this. A team’s dates are for its members and its coach: "
            "choose one of yours, or a theme."
        )
        messages.error(request, sentence)
        return redirect(href("pages:calendar"))
    messages.success(request, _("Here is the address. One that was there before works no more."))
    place = Choice(feed.team, feed.theme, feed).key
    return redirect(f"{href('pages:calendar')}#feed{place}")


@open_to_all
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads: without a session, and only if something has changed."""
    organisation_id, _dash, rest = token.partition("-")
    organisation = get_object_or_404(Organisation, pk=row_number(organisation_id) or 0)
    with tenant(organisation):
        rows = CalendarFeed.objects.select_related("person", "team__cycle__theme", "theme")
        feed = get_object_or_404(rows, pk=row_number(rest.partition("-")[0]) or 0)
        if not feed.opens_with(token):
            return HttpResponse(status=404)
        if not may_read(feed):
            return HttpResponseGone()
        with translation.override(spoken(feed.person.language)):
            body = calendar_file(events_of(feed, timezone.now()), name=name_of(feed))
    etag = f'"{sha256(body).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    whole = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, etag=etag, response=whole) or whole


def _choices(person: Person, *, team: int | None, theme: int | None) -> list[Choice]:
    feeds = person.calendar_feeds.select_related("team__cycle__theme", "theme")
    made = {(feed.team_id, feed.theme_id): feed for feed in feeds}
    rows = Team.objects.select_related("cycle__theme").filter(pk=team)
    teams = [*rows, *(row.team for row in my_memberships(person)), *coached_teams(person)]
    teams += [feed.team for feed in made.values() if feed.team]
    teams = [row for row in teams if can_work_in(person, row)]
    themes = [*Theme.objects.filter(pk=theme), *my_themes(person)]
    themes += [feed.theme for feed in made.values() if feed.theme]
    return [
        Choice(feed=made.get((None, None))),
        *(Choice(team=row, feed=made.get((row.pk, None))) for row in dict.fromkeys(teams)),
        *(Choice(theme=row, feed=made.get((None, row.pk))) for row in dict.fromkeys(themes)),
    ]
