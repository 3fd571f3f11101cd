"""What this app asks of people: measure, finish a to-do, look at a bet, agree on the OKR set."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import end_of_day, morning_of
from core.http import href
from nudges.registry import DAY, LATE, OPEN, Due, Nudge
from okrs.key_results import formatting
from okrs.measurements import schedule
from okrs.measurements.panels import measure_panels
from okrs.models import Initiative, KeyResult, OKRSet, ToDo, Workshop
from orgs.audit.log import key, row_id
from orgs.closed_days import zone
from orgs.models import Person
from teams.models import Membership
from themes.models import Cycle

Phase = Cycle.Phase
TWO_DAYS, THREE_DAYS, WEEK = timedelta(days=2), timedelta(days=3), timedelta(weeks=1)


def to_measure(now: datetime, person: Person | None) -> Iterator[Due]:
    """The owner is asked, or who speaks for the team when there is no owner in it."""
    for kr in asked_to_measure(person):
        team = kr.objective.okr_set.team
        due_on = schedule.due_on(
            starts_on=team.cycle.starts_on,
            ends_on=team.cycle.ends_on,
            every_weeks=kr.every_weeks,
            last=kr.last,
        )
        if due_on is not None:
            yield Due(
                person_id=kr.asked,
                about=key(kr),
                title=formatting.question(kr),
                url=href("okrs:measurement_create", key_result=kr.pk),
                action=_("Measure it"),
                due_at=end_of_day(due_on, zone()),
                opens_at=morning_of(due_on - TWO_DAYS, zone()),
                context=[team.name],
                minutes=0.5,
            )


def to_finish(now: datetime, person: Person | None) -> Iterator[Due]:
    """To-dos that are due within three days, or late."""
    rows = ToDo.objects.open()
    rows = rows.exclude(team__cycle__phase=Phase.CLOSED).select_related("team")
    for to_do in rows.filter(owner=person) if person else rows:
        yield Due(
            person_id=to_do.owner_id,
            about=key(to_do),
            title=str(to_do),
            url=f"{href('pages:team_detail', team=to_do.team_id)}#to-do-{to_do.pk}",
            action=_("Tick it off"),
            due_at=end_of_day(to_do.due_on, zone()),
            opens_at=morning_of(to_do.due_on - THREE_DAYS, zone()),
            context=[to_do.team.name],
        )


def to_do_panels(rows: list[Due], person: Person) -> dict[str, dict[str, Any]]:
    return {row.about: {"to_do": row_id(row.about)} for row in rows}


def to_review(now: datetime, person: Person | None) -> Iterator[Due]:
    """On the day a team looks at a bet again: its owner, or who speaks for the team."""
    rows = Initiative.objects.filter(
        state=Initiative.State.TRYING, team__cycle__phase__in=[Phase.PREPARING, Phase.RUNNING]
    )
    for bet in _asked(rows, person, team="team").select_related("team"):
        yield Due(
            person_id=bet.asked,
            about=key(bet),
            title=_("What did the bet show?"),
            url=f"{href('okrs:initiative_detail', initiative=bet.pk)}#review",
            action=_("Say what it showed"),
            due_at=end_of_day(bet.review_on, zone()),
            opens_at=morning_of(bet.review_on, zone()),
            context=[bet.title, bet.team.name],
            minutes=2,
        )


def to_define(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who speaks for a team without an agreed OKR set; everybody while nobody speaks yet."""
    members = Membership.objects.current().filter(team=OuterRef("team"), speaks=True)
    rows = Membership.objects.current().filter(
        team__cycle__phase__in=[Phase.PREPARING, Phase.RUNNING]
    )
    rows = rows.exclude(team__okr_set__state=OKRSet.State.AGREED)
    room = Workshop.objects.filter(team=OuterRef("team"), ended_at=None).values("pk")
    rows = rows.annotate(
        voice=Exists(members), state=F("team__okr_set__state"), room=Subquery(room[:1])
    )
    rows = rows.filter(Q(speaks=True) | Q(voice=False))
    for membership in rows.filter(person=person) if person else rows:
        team = membership.team
        url, action = _where_to_define(membership)
        yield Due(
            person_id=membership.person_id,
            about=key(team),
            title=_("What does your team aim at in this cycle?"),
            url=url,
            action=action,
            due_at=end_of_day(team.cycle.starts_on + WEEK, zone()),
            context=[team.name],
            minutes=30,
        )


def _where_to_define(membership: Any) -> tuple[str, str]:
    """The definition workshop as long as one is open, else the page of the set."""
    if membership.room is not None:
        return href("okrs:workshop_detail", workshop=membership.room), _("Go to the workshop")
    url = href("okrs:set_edit", team=membership.team_id)
    if membership.state == OKRSet.State.SHARED:
        return url, _("Agree on the OKR set")
    return url, _("Write the OKR set")


def asked_to_measure(person: Person | None) -> Any:
    """Key results of running cycles with `asked`, the person, and `last`, the day measured."""
    rows = KeyResult.objects.filter(
        objective__okr_set__state=OKRSet.State.AGREED,
        objective__okr_set__team__cycle__phase__in=[Phase.RUNNING, Phase.REVIEWING],
    ).annotate(last=Max("measurements__measured_on", filter=Q(measurements__replaced_by=None)))
    rows = _asked(rows, person, team="objective__okr_set__team")
    return rows.select_related("objective__okr_set__team__cycle")


def _asked(rows: Any, person: Person | None, *, team: str) -> Any:
    """With `asked`: the owner, or who speaks for the team when there is no owner in it."""
    members = Membership.objects.current().filter(team=OuterRef(team)).values("person")
    rows = rows.annotate(
        asked=Coalesce(
            Subquery(members.filter(person=OuterRef("owner"))[:1]),
            Subquery(members.filter(speaks=True)[:1]),
        )
    )
    return rows.filter(asked=person.pk) if person else rows.filter(asked__isnull=False)


NUDGES = [
    Nudge(
        "okrs.measure",
        icon="edit",
        rows=to_measure,
        template="okrs/measurements/_nudge_measure.html",
        panels=measure_panels,
        moments=(OPEN, DAY, LATE),
        name=gettext_lazy("Measure a key result"),
        serves="G4 I4 T1",
        who="its owner, or who speaks for the team",
        when="two days before the day",
        late="who speaks for the team and its coach, by “Key results that wait for a value”",
        ends="it is measured",
        only=("okrs.key_results",),
    ),
    Nudge(
        "okrs.to_do",
        icon="check",
        rows=to_finish,
        template="okrs/to_dos/_nudge.html",
        panels=to_do_panels,
        moments=(OPEN, DAY, LATE),
        name=gettext_lazy("To-dos that are due"),
        serves="H2 T1",
        who="the owner",
        when="three days before the day",
        ends="it is ticked off",
        only=("okrs.to_dos",),
    ),
    Nudge(
        "okrs.review_bet",
        icon="compass",
        rows=to_review,
        name=gettext_lazy("Look at an initiative again"),
        serves="H1",
        who="its owner, or who speaks for the team",
        when="on the day the team has set",
        ends="they say what it showed",
        only=("okrs.bets",),
    ),
    Nudge(
        "okrs.define_set",
        icon="orbit",
        rows=to_define,
        name=gettext_lazy("Write the OKR set and agree on it"),
        serves="G3 G7",
        who="who speaks for the team, or all members",
        when="the teams are confirmed; due a week into the cycle",
        ends="the set is agreed",
        only=("teams.teams",),
    ),
]
