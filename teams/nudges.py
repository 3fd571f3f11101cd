"""What this app asks of people. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import end_of_day
from core.http import href
from nudges.registry import Due, Nudge
from orgs.closed_days import answer_due, countries_of, today_here, zone
from orgs.models import Person
from teams.agreements.routine import look_again_on
from teams.focus_answers.nudges import FOCUS
from teams.forming.nudges import FORMING
from teams.hours.nudges import HOURS, of
from teams.models import AgreementConfirmation, Membership
from teams.sessions.nudges import SESSIONS
from themes.models import Cycle

DAYS_TO_CONFIRM = 5  # working days


def confirm_agreement(now: datetime, person: Person | None) -> Iterable[Due]:
    """Members who have not said yes to the working agreement as it is now."""
    said = AgreementConfirmation.objects.filter(
        agreement=OuterRef("team__agreements"),
        person=OuterRef("person"),
        version=OuterRef("team__agreements__version"),
    )
    rows = (
        Membership.objects.current()
        .filter(~Exists(said), team__agreements__isnull=False)
        .exclude(team__cycle__phase=Cycle.Phase.CLOSED)
        .annotate(agreement=F("team__agreements"), written_at=F("team__agreements__changed_at"))
        .select_related("team__cycle", "person__site")
    )
    return [_confirm(row) for row in of("person", person, rows)]


def review_agreement(now: datetime, person: Person | None) -> Iterable[Due]:
    """Who speaks for a team, everybody while nobody does: is the agreement still right?"""
    voices = Membership.objects.current().filter(team=OuterRef("team"), speaks=True)
    rows = Membership.objects.current().filter(
        Q(speaks=True) | ~Exists(voices),
        team__agreements__isnull=False,
        team__cycle__phase=Cycle.Phase.RUNNING,
    )
    rows = rows.annotate(
        agreement=F("team__agreements"),
        looked_at=Greatest("team__agreements__changed_at", Max("team__agreements__reviews__at")),
    ).select_related("team__cycle")
    found = [(row, _look_again_on(row)) for row in of("person", person, rows)]
    return [_review(row, day) for row, day in found if day is not None]


def _look_again_on(row: Any) -> date | None:
    cycle = row.team.cycle
    return look_again_on(
        looked_on=today_here(row.looked_at),
        first_cycle=row.team.previous_id is None,
        starts_on=cycle.starts_on,
        ends_on=cycle.ends_on,
    )


def _review(row: Any, day: date) -> Due:
    due_at = end_of_day(day, zone())
    return Due(
        person_id=row.person_id,
        about=f"teams.workingagreement:{row.agreement}",
        title=_("Is the working agreement still right for your team?"),
        url=f"{href('teams:agreement_detail', team=row.team_id)}#review",
        due_at=due_at,
        opens_at=due_at - timedelta(days=3),
        action=_("Look at it together"),
        context=[row.team.name],
        minutes=10,
    )


def _confirm(row: Any) -> Due:
    return Due(
        person_id=row.person_id,
        about=f"teams.workingagreement:{row.agreement}",
        title=_("Is this how you want to work together?"),
        url=href("teams:agreement_detail", team=row.team_id),
        due_at=answer_due(row.written_at, DAYS_TO_CONFIRM, countries_of(row.person)),
        action=_("Read and confirm"),
        context=[_("the working agreement of %(team)s") % {"team": row.team}],
        minutes=3,
    )


NUDGES: list[Nudge] = [
    *FORMING,
    *SESSIONS,
    *HOURS,
    Nudge(
        kind="teams.confirm_agreement",
        icon="chat",
        rows=confirm_agreement,
        name=gettext_lazy("Confirm the working agreement"),
        serves="H5",
        who="members who have not said yes to it as it is now",
        when="it is written or changed; due in five working days",
        ends="their own yes",
        only=("teams.agreements",),
    ),
    Nudge(
        kind="teams.review_agreement",
        icon="chat",
        rows=review_agreement,
        name=gettext_lazy("Look at the working agreement again"),
        serves="H5",
        who="who speaks for the team, or all members",
        when="each month in the first cycle, then once a cycle; three days before",
        ends="the team has looked at it",
        only=("teams.agreements",),
    ),
    *FOCUS,
]
