"""A key result waits for its value: those are told who can help the one who measures (T4)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import end_of_day
from core.formatting import spoken_date
from core.http import href
from nudges.registry import OPEN, Due, Nudge
from okrs.measurements import schedule
from okrs.models import KeyResult, MeasureRules
from okrs.nudges import asked_to_measure
from orgs.audit.log import key
from orgs.closed_days import answer_due, zone
from orgs.models import Person
from teams.models import Coaching, Membership, Team

DAYS_TO_HELP = 5  # working days


def stale_key_results(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who speaks for the team and its coach, some working days after the day, by the rules."""
    rows = asked_to_measure(None)
    if person is not None:
        team = "objective__okr_set__team__in"
        voices = Q(**{team: _voices().filter(person=person).values("team")})
        rows = rows.filter(voices | Q(**{team: _coaches().filter(coach=person).values("team")}))
    late = [(kr, due_at) for kr in rows if (due_at := _due_at(kr)) and due_at <= now]
    if not late:
        return
    days, helpers = MeasureRules.current().tell_after, _helpers({_team(kr).pk for kr, _at in late})
    for kr, due_at in late:
        told_at = answer_due(due_at, days)
        for helper in sorted(helpers[_team(kr).pk] - {kr.asked}):
            if told_at <= now and (person is None or person.pk == helper):
                yield _wait(kr, helper, due_at, told_at)


def _due_at(kr: Any) -> datetime | None:
    cycle = _team(kr).cycle
    day = schedule.due_on(
        starts_on=cycle.starts_on, ends_on=cycle.ends_on, every_weeks=kr.every_weeks, last=kr.last
    )
    return end_of_day(day, zone()) if day else None


def _team(kr: KeyResult) -> Team:
    return kr.objective.okr_set.team


def _voices() -> Any:
    return Membership.objects.current().filter(speaks=True)


def _coaches() -> Any:
    return Coaching.objects.filter(until=None, coach__left_on=None)


def _helpers(teams: Iterable[int]) -> dict[int, set[int]]:
    """By team: who speaks for it, and its coach."""
    helpers: dict[int, set[int]] = defaultdict(set)
    voices = _voices().filter(team__in=teams).order_by().values_list("team", "person")
    coaches = _coaches().filter(team__in=teams).order_by().values_list("team", "coach")
    for team, helper in voices.union(coaches):
        helpers[team].add(helper)
    return helpers


def _wait(kr: KeyResult, helper: int, due_at: datetime, told_at: datetime) -> Due:
    return Due(
        person_id=helper,
        about=key(kr),
        title=_("“%(key_result)s” waits for a value. Can you help?") % {"key_result": kr.title},
        url=href("okrs:key_result_detail", key_result=kr.pk),
        due_at=answer_due(told_at, DAYS_TO_HELP),
        opens_at=told_at,
        action=_("See the key result"),
        context=[_team(kr).name, _("since %(day)s") % {"day": spoken_date(due_at)}],
        details=[_("Whoever measures it was reminded once. Perhaps something is in the way.")],
        minutes=2,
    )


STALE_KEY_RESULTS = Nudge(
    "okrs.unmeasured",
    "edit",
    stale_key_results,
    moments=(OPEN,),
    name=gettext_lazy("Key results that wait for a value"),
    serves="T4 L1",
    who="who speaks for the team and its coach, except the one who measures",
    when="three working days (a setting) after the day on which it was due",
    ends="it is measured",
    only=("okrs.key_results",),
)
