"""A leader is asked to answer an ask, and to keep the promise that was made."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from checkins.models import Ask, AskRules, Impediment
from checkins.people import only_of
from core.days import end_of_day, morning_of
from core.formatting import spoken_date
from core.http import href
from nudges.registry import Due, Nudge
from orgs.audit import log as audit
from orgs.closed_days import today_here, zone
from orgs.models import Person

PROMISE_OPENS = timedelta(days=1)


def asks_to_answer(now: datetime, person: Person | None) -> Iterator[Due]:
    """A leader answers what a team asks, within as many working days as the rules say (J2)."""
    waiting = Ask.objects.filter(answer=Ask.Answer.WAITING, leader__left_on=None)
    rows = only_of(person, waiting, "leader").select_related(
        "impediment__team", "asked_by", "leader__site"
    )
    asks = list(rows)
    days = AskRules.current().answer_after if asks else 0
    for ask in asks:
        yield Due(
            person_id=ask.leader_id,
            about=audit.key(ask),
            title=_("Can you clear the way? %(impediment)s") % {"impediment": ask.impediment.text},
            url=href("checkins:ask_answer", ask=ask.pk),
            due_at=ask.due_at(days),
            opens_at=ask.asked_at,
            action=_("Answer"),
            context=[
                ask.impediment.team.name,
                _("asked by %(person)s") % {"person": ask.asked_by},
            ],
            minutes=3,
        )


def promises_to_resolve(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who promised to clear the way is asked the day before the day has come (J3)."""
    asks = Ask.objects.filter(
        answer=Ask.Answer.ACCEPTED,
        impediment__state=Impediment.State.WITH_LEADER,
        leader__left_on=None,
        promised_for__lte=today_here(now + PROMISE_OPENS),
    )
    for ask in only_of(person, asks, "leader").select_related("impediment__team"):
        due_at = end_of_day(ask.promised_for, zone())
        yield Due(
            person_id=ask.leader_id,
            about=audit.key(ask),
            title=_("Is it solved? %(impediment)s") % {"impediment": ask.impediment.text},
            url=href("checkins:impediment_detail", impediment=ask.impediment_id),
            due_at=due_at,
            opens_at=morning_of(ask.promised_for - PROMISE_OPENS, zone()),
            action=_("Say so"),
            context=[
                ask.impediment.team.name,
                _("promised for %(date)s") % {"date": spoken_date(ask.promised_for)},
            ],
            minutes=2,
        )


NUDGES = [
    Nudge(
        "checkins.answer_ask",
        "hand",
        asks_to_answer,
        late_after=timedelta(days=0),
        name=gettext_lazy("Answer an ask"),
        serves="J2 J3",
        who="the leader who is asked",
        when="a team asks; due in five working days (a setting)",
        late="the sponsor, to whom the ask goes; the team sees where it is",
        ends="they answer, or the sponsor has it",
        only=("checkins.asks",),
    ),
    Nudge(
        "checkins.resolve_promise",
        "hand",
        promises_to_resolve,
        name=gettext_lazy("Clear the way as promised"),
        serves="J3",
        who="the leader who accepted the ask",
        when="the day before the day that was promised",
        ends="somebody says that it is solved",
        only=("checkins.promises",),
    ),
]
