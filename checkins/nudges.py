"""What this app asks of people. `rows(now, person)` is one set-based query each."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from checkins.minutes.nudges import MINUTES
from checkins.models import (
    Ask,
    AskRules,
    CheckIn,
    CheckInChange,
    Impediment,
    MeetingRound,
    RoundAnswer,
    Slot,
)
from core.days import end_of_day, morning_of
from core.formatting import spoken_date
from core.http import href
from nudges.registry import DAY, OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.closed_days import opens_before, today_here, zone
from orgs.models import Person
from teams.models import Coaching, Membership

LOOK_AHEAD = timedelta(days=14)  # two working days and every feast in between
PROMISE_OPENS = timedelta(days=1)
BEFORE_THE_END = timedelta(hours=4)
CHANGE_STANDS = timedelta(days=3)


def _answer_round(now: datetime, person: Person | None) -> Iterator[Due]:
    """Members are asked when a round opens and reminded once, as long as they are silent (I7)."""
    answered = RoundAnswer.objects.filter(round=OuterRef("pk"), person=OuterRef("member"))
    rounds = MeetingRound.objects.filter(
        until__gt=now,
        meeting__held_at=None,
        meeting__team__memberships__left_on=None,
        meeting__team__memberships__person__left_on=None,
        **({} if person is None else {"meeting__team__memberships__person": person}),
    ).annotate(member=F("meeting__team__memberships__person"))
    for row in rounds.filter(~Exists(answered)).select_related("meeting__team"):
        yield Due(
            person_id=row.member,
            about=audit.key(row),
            title=_("What moved, what have you learned, what stands in the way?"),
            url=href("checkins:meeting_detail", meeting=row.meeting_id),
            due_at=row.until,
            opens_at=row.opened_at,
            action=_("Answer"),
            context=[row.meeting.team.name, _("team meeting in writing")],
            minutes=5,
        )


def _prepare(now: datetime, person: Person | None) -> Iterator[Due]:
    """Two working days before, by their own calendar, whoever speaks for a team prepares (K2)."""
    slots = Slot.objects.filter(
        prepared_at=None,
        check_in__state=CheckIn.State.PLANNED,
        check_in__starts_at__range=(now - LOOK_AHEAD, now + LOOK_AHEAD),
        team__memberships__speaks=True,
        team__memberships__left_on=None,
        team__memberships__person__left_on=None,
        **({} if person is None else {"team__memberships__person": person}),
    ).annotate(
        speaker=F("team__memberships__person"),
        country=F("team__memberships__person__site__country"),
    )
    for slot in slots.select_related("check_in", "team"):
        starts_at = slot.check_in.starts_at
        opens_at = opens_before(starts_at, countries=[slot.country] if slot.country else None)
        if opens_at > now:
            continue
        yield Due(
            person_id=slot.speaker,
            about=audit.key(slot),
            title=_("What does your team bring to the check-in?"),
            url=href("checkins:slot_detail", slot=slot.pk),
            due_at=starts_at,
            opens_at=opens_at,
            action=_("Prepare"),
            context=[slot.team.name, _clock_time(starts_at)],
            minutes=5,
        )


def _answer_ask(now: datetime, person: Person | None) -> Iterator[Due]:
    """A leader answers what a team asks, within as many working days as the rules say (J2)."""
    waiting = Ask.objects.filter(answer=Ask.Answer.WAITING, leader__left_on=None)
    rows = _of(waiting, person, "leader").select_related(
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


def _resolve_promise(now: datetime, person: Person | None) -> Iterator[Due]:
    """Who promised to clear the way is asked the day before the day has come (J3)."""
    asks = Ask.objects.filter(
        answer=Ask.Answer.ACCEPTED,
        impediment__state=Impediment.State.WITH_LEADER,
        leader__left_on=None,
        promised_for__lte=today_here(now + PROMISE_OPENS),
    )
    for ask in _of(asks, person, "leader").select_related("impediment__team"):
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


def _moderate(now: datetime, person: Person | None) -> Iterator[Due]:
    """On the day of a check-in whoever moderates it finds the room here (K3)."""
    first = morning_of(today_here(now), zone())
    rows = CheckIn.objects.filter(
        state__in=[CheckIn.State.PLANNED, CheckIn.State.LIVE],
        starts_at__range=(first, first + timedelta(days=1)),
        facilitator__left_on=None,
        facilitator__isnull=False,
    )
    for check_in in _of(rows, person, "facilitator").select_related("cycle__theme"):
        yield Due(
            person_id=check_in.facilitator_id,
            about=audit.key(check_in),
            title=_("Today you moderate the check-in."),
            url=href("checkins:check_in_detail", check_in=check_in.pk),
            due_at=check_in.starts_at,
            opens_at=first,
            action=_("Open the room"),
            context=[check_in.cycle.theme.name, _clock_time(check_in.starts_at)],
            minutes=45,
        )


def _changed(now: datetime, person: Person | None) -> Iterator[Due]:
    """Everybody of the teams, their coaches and who moderates hear what was changed (K12)."""
    changes = list(_fresh_changes(now))
    people = _concerned({change.check_in.cycle_id for change in changes}, person)
    for change in changes:
        check_in = change.check_in
        heard = people[check_in.cycle_id] | ({check_in.facilitator_id} - {None})
        for person_id in sorted(heard - {change.by_id}):
            if person is None or person.pk == person_id:
                yield _change(change, person_id)


def _fresh_changes(now: datetime) -> Any:
    """The last change of each check-in whose time, old or new, is still to come."""
    later = CheckInChange.objects.filter(check_in=OuterRef("check_in"), pk__gt=OuterRef("pk"))
    rows = CheckInChange.objects.filter(~Exists(later), at__gt=now - CHANGE_STANDS)
    to_come = Q(entered__gt=now) & ~Q(entered=F("left")) | Q(entered=None, left__gt=now)
    return rows.filter(to_come).select_related("check_in__cycle__theme")


def _concerned(cycles: set[int], person: Person | None) -> dict[int, set[int]]:
    """Cycle → who is in one of its teams or coaches one."""
    found: dict[int, set[int]] = defaultdict(set)
    if not cycles:
        return found
    members = _of(Membership.objects.current(), person, "person").filter(
        team__cycle__in=cycles, person__left_on=None
    )
    coaches = _of(Coaching.objects.all(), person, "coach").filter(
        team__cycle__in=cycles, until=None, coach__left_on=None
    )
    for cycle, one in members.values_list("team__cycle", "person").union(
        coaches.values_list("team__cycle", "coach")
    ):
        found[cycle].add(one)
    return found


def _change(change: CheckInChange, person_id: int) -> Due:
    check_in, was = change.check_in, _clock_time(change.left)
    title = (
        _("%(check_in)s of %(was)s is cancelled.")
        if change.entered is None
        else _("%(check_in)s is moved to %(now)s.")
    )
    said = {"check_in": check_in, "was": was, "now": _clock_time(check_in.starts_at)}
    moved = [_("before: %(when)s") % {"when": was}] if change.entered else []
    return Due(
        person_id=person_id,
        about=audit.key(change),
        title=title % said,
        url=href("checkins:check_in_detail", check_in=check_in.pk),
        due_at=change.at + CHANGE_STANDS,
        opens_at=change.at,
        action=_("See the check-in"),
        context=[check_in.cycle.theme.name, *moved],
        asks=False,
    )


def _of(rows: Any, person: Person | None, part: str) -> Any:
    return rows if person is None else rows.filter(**{part: person})


def _clock_time(moment: datetime) -> str:
    local = timezone.localtime(moment)
    clock = date_format(local, pgettext("time format", "H:i"))
    return f"{spoken_date(local)}, {clock}"


NUDGES: list[Nudge] = [
    Nudge(
        "checkins.answer_round",
        "chat",
        _answer_round,
        late_after=-BEFORE_THE_END,
        urgent=True,
        name=gettext_lazy("Answer a team meeting in writing"),
        serves="I7",
        who="members who have not answered",
        when="at once; again four hours before it ends",
        ends="they answer, or it ends",
        only=("checkins.rounds",),
    ),
    Nudge(
        "checkins.prepare",
        "calendar",
        _prepare,
        moments=(OPEN, DAY),
        name=gettext_lazy("Prepare a check-in"),
        serves="K2",
        who="who speaks for the team",
        when="two working days before",
        late="the room shows which teams are ready",
        ends="it is prepared, or the check-in begins",
        only=("checkins.to_come",),
    ),
    Nudge(
        "checkins.answer_ask",
        "hand",
        _answer_ask,
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
        _resolve_promise,
        name=gettext_lazy("Clear the way as promised"),
        serves="J3",
        who="the leader who accepted the ask",
        when="the day before the day that was promised",
        ends="somebody says that it is solved",
        only=("checkins.promises",),
    ),
    Nudge(
        "checkins.moderate",
        "play",
        _moderate,
        moments=(OPEN,),
        name=gettext_lazy("Moderate a check-in"),
        serves="K3",
        who="its facilitator",
        when="on the day",
        late="nobody",
        ends="it is held",
        only=("checkins.to_come",),
    ),
    MINUTES,
    Nudge(
        "checkins.changed",
        "calendar",
        _changed,
        moments=(OPEN,),
        urgent=True,
        name=gettext_lazy("A check-in is moved or cancelled"),
        serves="K12",
        who="members, coaches and who moderates it, except who changed it",
        when="at once",
        late="nobody",
        ends="three days have passed, or its time has",
        only=("checkins.changes",),
    ),
]
