"""One person: who they are, where they belong, and what they are part of."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from core.forms.saving import saved
from core.http import href
from nudges.bounces.actions import returned_of
from orgs.access import can_administer, can_edit_person, can_see_person
from orgs.email_changes.actions import second_administrator, waiting_change, why_not_confirm
from orgs.http import OrgRequest, requires
from orgs.models import Invitation, Person
from orgs.people.forms import LeaveForm
from orgs.reauthentication.recent import recently_signed_in
from pages.person.left_behind import left_behind
from teams.access import can_see_hours
from teams.models import Membership
from themes.models import Theme, ThemeRole


@dataclass(frozen=True)
class Seat:
    """A person's place in a team; the hours only for those whom they concern."""

    membership: Membership
    hours: Decimal | None


@dataclass(frozen=True)
class Part:
    """What somebody is for a theme or a team beside being a member."""

    words: str | Promise
    about: str
    url: str


@require_GET
@requires(can_see_person)
def person_detail(request: OrgRequest, person: Person) -> HttpResponse:
    """R4: hours are the only figure about a person, as in `can_see_hours`; nothing compares."""
    near = request.person.pk in {person.pk, person.leader_id}
    administers = can_administer(request.person)
    change = waiting_change(person) if administers else None
    context = {
        "person": person,
        "change": change,
        "may_confirm": change is not None and not why_not_confirm(change, request.person),
        "second_administrator": change is not None and second_administrator(change),
        "weekly_hours": person.weekly_hours if near else None,
        "seats": _seats(request.person, person),
        "parts": _parts(person),
        "may_administer": administers,
        "invitation": _invitation(person) if administers else None,
        "returned": returned_of(person) if administers else None,
        "left_behind": left_behind(person) if administers and not person.active else [],
        "now": timezone.now(),
    }
    return render(request, "pages/person/person_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(can_edit_person)
@recently_signed_in
def person_deactivate(request: OrgRequest, person: Person) -> HttpResponse:
    """U3: what would be left behind is listed before somebody leaves."""
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})
    if saved(form, person, by=request.person):
        messages.success(request, _("%(name)s has left. Their history stays.") % {"name": person})
        return redirect(href("pages:person_detail", person=person.pk))
    context = {"form": form, "person": person, "left_behind": left_behind(person)}
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/person/person_deactivate.html", context, status=status)


def _invitation(person: Person) -> Invitation | None:
    row: Invitation | None = Invitation.objects.open().filter(person=person).first()
    return row


def _seats(viewer: Person, person: Person) -> list[Seat]:
    memberships = (
        Membership.objects.filter(person=person)
        .select_related("person", "team__cycle__theme", "commitment")
        .order_by("-team__cycle__starts_on", "pk")
    )
    return [
        Seat(seat, _hours(seat) if can_see_hours(viewer, seat) else None) for seat in memberships
    ]


def _hours(membership: Membership) -> Decimal | None:
    commitment = getattr(membership, "commitment", None)
    return commitment.hours if commitment else None


def _parts(person: Person) -> list[Part]:
    sponsored = [
        Part(gettext_lazy("Sponsor"), theme.name, _theme(theme))
        for theme in Theme.objects.filter(sponsor=person)
    ]
    roles = [
        Part(role.get_kind_display(), role.theme.name, _theme(role.theme))
        for role in ThemeRole.objects.filter(person=person).select_related("theme")
    ]
    coached = [
        Part(gettext_lazy("Coach"), team.name, href("pages:team_detail", team=team.pk))
        for team in (
            c.team for c in person.coachings.filter(until=None).select_related("team__cycle")
        )
    ]
    return [*sponsored, *roles, *coached]


def _theme(theme: Theme) -> str:
    return href("pages:theme_detail", theme=theme.pk)
