"""What calls and forming ask of people. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import end_of_day
from core.formatting import spoken_date
from core.http import href
from nudges.registry import Due, Nudge
from orgs.audit import log as audit
from orgs.closed_days import today_here, zone
from orgs.links import token
from orgs.models import Person
from teams.at_hand import offers
from teams.models import Call, Membership, Offer
from teams.offers.late_acceptances import FORMED, late_yeses, waiting_invitations
from themes.models import Cycle, PhaseChange, ThemeRole

INVITATION = "teams.invitation"  # what the link of the mail is signed for
DAYS_TO_ANSWER, DAYS_TO_FORM = 5, 5
WEEK = timedelta(weeks=1)


def _invitations(now: datetime, person: Person | None) -> Iterator[Due]:
    """Somebody hopes that a person is part of it; the person has not answered."""
    rows = waiting_invitations()
    if person is not None:
        rows = rows.filter(person=person)
    for offer in rows.select_related("person", "call__cycle__theme", "named_by"):
        yield _invitation(offer)


def _invitation(offer: Offer) -> Due:
    theme = offer.call.cycle.theme
    asked = today_here(offer.changed_at)
    due_at = end_of_day(max(offer.call.deadline, asked + timedelta(days=DAYS_TO_ANSWER)), zone())
    signed = token(INVITATION, person=offer.person, row=offer, until=due_at + timedelta(days=30))
    return Due(
        person_id=offer.person_id,
        about=audit.key(offer),
        title=_("Would you like to be part of “%(theme)s”?") % {"theme": theme},
        url=href("teams:offer_edit", call=offer.call_id),
        due_at=due_at,
        action=_("Answer"),
        context=[_("%(person)s asks you") % {"person": offer.named_by}],
        minutes=3,
        opens_at=offer.changed_at,
        mail_url=reverse("invitation_link", kwargs={"token": signed}),
    )


def _forming(now: datetime, person: Person | None) -> Iterator[Due]:
    """The call is over and nobody has formed the teams yet: the integration team does."""
    rows = Call.objects.filter(
        deadline__lt=today_here(now),
        cycle__phase__in=[Cycle.Phase.CALLING, Cycle.Phase.FORMING],
        cycle__theme__roles__kind=ThemeRole.Kind.INTEGRATION,
        cycle__theme__roles__person__left_on=None,
        **({} if person is None else {"cycle__theme__roles__person": person}),
    ).annotate(person_id=F("cycle__theme__roles__person_id"))
    for call in rows.select_related("cycle__theme"):
        yield _teams_to_form(call)


def _teams_to_form(call: Call) -> Due:
    ended = _("The call ended on %(day)s") % {"day": spoken_date(call.deadline)}
    return Due(
        person_id=call.person_id,  # type: ignore[attr-defined]
        about=audit.key(call),
        title=_("Who is in which team?"),
        url=href("teams:forming_board", cycle=call.cycle_id),
        due_at=end_of_day(call.deadline + timedelta(days=DAYS_TO_FORM), zone()),
        action=_("Form the teams"),
        context=[str(call.cycle.theme), ended],
        minutes=30,
        opens_at=end_of_day(call.deadline, zone()),
    )


def _closed_early(now: datetime, person: Person | None) -> Iterator[Due]:
    """Somebody had begun an answer, and the call was closed before its day."""
    closed = PhaseChange.objects.filter(
        cycle=OuterRef("call__cycle"), entered=Cycle.Phase.FORMING
    ).order_by("-id")
    rows = Offer.objects.filter(
        state=Offer.State.DRAFT, person__left_on=None, call__cycle__phase=Cycle.Phase.FORMING
    ).annotate(closed_at=Subquery(closed.values("at")[:1]))
    if person is not None:
        rows = rows.filter(person=person)
    rows = rows.filter(closed_at__date__lte=F("call__deadline"))
    for offer in rows.select_related("call__cycle__theme"):
        yield _closed_before_its_day(offer)


def _closed_before_its_day(offer: Any) -> Due:
    day = spoken_date(offer.call.deadline)
    return Due(
        person_id=offer.person_id,
        about=f"{audit.key(offer)}/closed",
        title=_("The call for “%(theme)s” was closed before its day")
        % {"theme": offer.call.cycle.theme},
        url=href("teams:call_detail", call=offer.call_id),
        due_at=offer.closed_at + WEEK,
        opens_at=offer.closed_at,
        action=_("See the call"),
        context=[_("You had begun an answer; it was to be open until %(day)s") % {"day": day}],
        details=[
            _("What you wrote was not sent. If you still want to join, tell the integration team.")
        ],
        asks=False,
    )


def _late_yeses(now: datetime, person: Person | None) -> Iterator[Due]:
    """Somebody said yes once the teams were confirmed: the integration team looks for a place."""
    rows = (
        late_yeses()
        .filter(
            call__cycle__theme__roles__kind=ThemeRole.Kind.INTEGRATION,
            call__cycle__theme__roles__person__left_on=None,
            **({} if person is None else {"call__cycle__theme__roles__person": person}),
        )
        .annotate(asked_id=F("call__cycle__theme__roles__person_id"), said_at=F("acceptances__at"))
    )
    for offer in rows.prefetch_related("person", "call__cycle__theme", "first_choice"):
        yield _place_for(offer)


def _place_for(offer: Any) -> Due:
    said_on = today_here(offer.said_at)
    return Due(
        person_id=offer.asked_id,
        about=f"{audit.key(offer)}/{offer.said_at:%Y%m%d%H%M}",
        title=_("%(person)s would still like to join. Which team has room?")
        % {"person": offer.person},
        url=href("teams:offer_join", offer=offer.pk),
        due_at=end_of_day(said_on + timedelta(days=DAYS_TO_ANSWER), zone()),
        action=_("Look for a place"),
        context=[str(offer.call.cycle.theme), str(offer.first_choice)],
        minutes=5,
        opens_at=offer.said_at,
    )


def _voices(now: datetime, person: Person | None) -> Iterator[Due]:
    """Nobody speaks for a confirmed team: its members choose."""
    voice = Membership.objects.current().filter(team=OuterRef("team"), speaks=True)
    rows = Membership.objects.current().filter(~Exists(voice), team__cycle__phase__in=FORMED)
    if person is not None:
        rows = rows.filter(person=person)
    for member in rows.select_related("team__cycle"):
        yield Due(
            person_id=member.person_id,
            about=f"{audit.key(member.team)}/voice",
            title=_("Who speaks for your team?"),
            url=href("teams:member_list", team=member.team_id),
            due_at=end_of_day(max(member.joined_on, member.team.cycle.starts_on) + WEEK, zone()),
            action=_("Choose together"),
            context=[member.team.name],
            minutes=2,
        )


FORMING = [
    Nudge(
        "teams.invitation",
        "hand",
        _invitations,
        urgent=True,
        must_ask=True,
        name=gettext_lazy("Say whether you want to be part of a theme"),
        serves="C5",
        who="whoever is invited or nominated",
        when="at once; due at the call’s deadline, five days later at the earliest",
        late="nobody: silence is no yes",
        ends="their own yes or no, or the call ends without it",
        only=offers(Offer.State.OPEN),
    ),
    Nudge(
        "teams.call_closed",
        "hand",
        _closed_early,
        name=gettext_lazy("A call you had begun to answer was closed"),
        serves="C2",
        who="whoever had begun an answer and not sent it",
        when="the call is closed before its day; once",
        ends="the teams are confirmed, or a week later",
        only=offers(Offer.State.DRAFT),
    ),
    Nudge(
        "teams.form",
        "people",
        _forming,
        name=gettext_lazy("Form the teams"),
        serves="D1",
        who="the integration team",
        when="the call is over; due five days later",
        ends="the teams are confirmed",
        only=(Cycle.Phase.CALLING, Cycle.Phase.FORMING),
    ),
    Nudge(
        "teams.late_yes",
        "hand",
        _late_yeses,
        name=gettext_lazy("Find a place for a late yes"),
        serves="C5 D7",
        who="the integration team",
        when="somebody says yes after the teams are confirmed; due five days later",
        ends="they have a place, or take their hand down",
        only=offers("accepted"),
    ),
    Nudge(
        "teams.voice",
        "chat",
        _voices,
        name=gettext_lazy("Choose who speaks for your team"),
        serves="K2",
        who="all members, while nobody speaks for the team",
        when="the teams are confirmed; due a week into the cycle",
        ends="somebody speaks for the team",
        only=("teams.teams",),
    ),
]
