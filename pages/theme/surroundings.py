"""What stands around a theme's picture: what waits for leaders, learnings, dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Window
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from checkins.access import can_see_impediments
from checkins.models import Ask, CheckIn, Impediment, Learning
from core.days import at_time, morning_of
from core.formatting import spoken_date
from core.http import href
from orgs.closed_days import is_late
from orgs.models import Person
from reviews.models import ClosingEvent
from teams.models import Call, Seat, Session, Team
from themes.models import Cycle, Theme

LEARNINGS, DATES = 3, 5
SEVERAL = 2
OPEN = (Impediment.State.OPEN, Impediment.State.WITH_LEADER)


@dataclass(frozen=True)
class Waiting:
    """An open impediment that needs a leader, and the leader who looks after it, if one does."""

    impediment: Impediment
    ask: Ask | None

    @property
    def days(self) -> int:
        return (timezone.localdate() - timezone.localdate(self.impediment.at)).days

    @property
    def who(self) -> str:
        if self.ask is None:
            return _("Nobody yet")
        words = _("%(leader)s is on it") if self.ask.answer else _("%(leader)s is asked")
        return words % {"leader": self.ask.leader}

    @property
    def since(self) -> str:
        """For how long it waits, and what was promised."""
        days = self.days
        waits = (
            ngettext("%(n)s day", "%(n)s days", days) % {"n": days} if days else _("since today")
        )
        if self.promised_for is None:
            return waits
        said = {"waits": waits, "day": spoken_date(self.promised_for)}
        return _("%(waits)s, promised for %(day)s") % said

    @property
    def promised_for(self) -> date | None:
        return self.ask.promised_for if self.ask else None

    @property
    def late(self) -> bool:
        return self.promised_for is not None and is_late(self.promised_for)


@dataclass(frozen=True)
class Date:
    """One date of the agenda."""

    at: datetime
    what: str
    note: str = ""
    url: str = ""
    until: datetime | None = None
    whole_day: bool = False
    cycle: int | None = None
    theme: str = ""

    @property
    def when(self) -> str:
        """The weekday, and from when to when."""
        day, begins = date_format(_local(self.at), "l"), _clock(self.at)
        if self.whole_day:
            return day
        if self.until is None:
            return _("%(day)s, %(begins)s") % {"day": day, "begins": begins}
        said = {"day": day, "begins": begins, "ends": _clock(self.until)}
        return _("%(day)s, %(begins)s to %(ends)s") % said


def waiting(person: Person, teams: Sequence[Team]) -> list[Waiting]:
    """Open impediments that want something from a leader, the oldest first; never private ones.

    Who may not see a team's impediments sees those that wait for themselves.
    """
    seen = [team for team in teams if can_see_impediments(person, team)]
    visible = Q(team__in=seen) | Q(owner=person) | Q(asks__leader=person)
    found = (
        Impediment.objects.filter(visible, team__in=teams, private=False, state__in=OPEN)
        .exclude(state=Impediment.State.OPEN, category="")
        .distinct()
        .select_related("team")
        .prefetch_related(Prefetch("asks", Ask.objects.select_related("leader")))
        .order_by("at", "id")
    )
    return [Waiting(impediment, _last_ask(impediment)) for impediment in found]


def learnings(theme: Theme) -> list[Learning]:
    """The latest shared learnings of a theme; each row knows how many there are (`all`)."""
    shared = Learning.objects.filter(team__cycle__theme=theme, share=True)
    counted = shared.annotate(all=Window(Count("id")))
    return list(counted.select_related("by", "team").order_by("-at", "-id")[:LEARNINGS])


def dates(
    cycles: Sequence[Cycle], today: date, person: Person | None = None, *, outside: bool = False
) -> list[Date]:
    """The next dates of all open cycles of a theme; for a person, with the seats they have.

    From `outside` no way leads into a check-in, and no link into an event.
    """
    alive = [cycle for cycle in cycles if not cycle.frozen]
    found = [*_cycles(alive, today), *_check_ins(alive, outside), *_calls(alive, today)]
    found += [*_closing_events(alive, outside), *_sessions(alive, person, outside)]
    return sorted(found, key=lambda entry: entry.at)[:DATES]


def named(found: Sequence[Date], cycles: Sequence[Cycle]) -> list[Date]:
    """The dates with the name of their theme, where there are several themes."""
    themes = {cycle.pk: cycle.theme for cycle in cycles}
    if len(set(themes.values())) < SEVERAL:
        return list(found)
    return [replace(row, theme=str(themes[row.cycle])) for row in found if row.cycle]


def open_call(cycles: Iterable[Cycle], today: date) -> Call | None:
    """The call people can answer now."""
    calling = [cycle for cycle in cycles if cycle.phase == Cycle.Phase.CALLING]
    found = Call.objects.filter(cycle__in=calling, deadline__gte=today)
    call: Call | None = found.select_related("cycle").order_by("deadline").first()
    return call


def _last_ask(impediment: Impediment) -> Ask | None:
    """The leader it is with; one who declined or handed it over no longer is."""
    asks = [a for a in impediment.asks.all() if a.answer in {"", Ask.Answer.ACCEPTED}]
    return asks[-1] if asks else None


def _cycles(cycles: Sequence[Cycle], today: date) -> list[Date]:
    begin = [
        Date(_noon(c.starts_on), _("%(cycle)s begins") % {"cycle": c}, whole_day=True, cycle=c.pk)
        for c in cycles
        if c.starts_on >= today
    ]
    end = [
        Date(
            _noon(c.ends_on), _("Last day of %(cycle)s") % {"cycle": c}, whole_day=True, cycle=c.pk
        )
        for c in cycles
        if c.starts_on <= today <= c.ends_on
    ]
    return begin + end


def _check_ins(cycles: Sequence[Cycle], outside: bool) -> list[Date]:
    states = [CheckIn.State.PLANNED, CheckIn.State.LIVE]
    found = CheckIn.objects.filter(
        cycle__in=cycles, state__in=states, starts_at__gte=_start_of_today()
    )
    counted = found.annotate(teams=Count("cycle__teams")).order_by("starts_at")[:DATES]
    return [_check_in(check_in, outside) for check_in in counted]


def _check_in(check_in: CheckIn, outside: bool) -> Date:
    teams = check_in.teams  # type: ignore[attr-defined]
    length = timedelta(minutes=check_in.slot_minutes * teams)
    note = _("%(minutes)s minutes a team") % {"minutes": check_in.slot_minutes}
    until = check_in.starts_at + length if teams else None
    url = "" if outside else href("checkins:check_in_detail", check_in=check_in.pk)
    return Date(
        check_in.starts_at, _("OKR check-in"), note, url, until=until, cycle=check_in.cycle_id
    )


def _calls(cycles: Sequence[Cycle], today: date) -> list[Date]:
    calls = Call.objects.filter(cycle__in=cycles, deadline__gte=today).select_related("cycle")
    return [
        Date(
            _noon(call.deadline),
            _("Call for volunteers closes"),
            _("Teams for %(cycle)s are formed after it") % {"cycle": call.cycle},
            href("teams:call_detail", call=call.pk),
            whole_day=True,
            cycle=call.cycle_id,
        )
        for call in calls
        if call.cycle.phase == Cycle.Phase.CALLING
    ]


def _closing_events(cycles: Sequence[Cycle], outside: bool) -> list[Date]:
    """Review and retrospective as the integration team planned them (M1)."""
    found = ClosingEvent.objects.filter(cycle__in=cycles, starts_at__gte=_start_of_today())
    return [
        Date(
            event.starts_at,
            str(event),
            "" if outside else event.place or _("All teams"),
            href("reviews:review_detail", cycle=event.cycle_id),
            until=event.ends_at,
            cycle=event.cycle_id,
        )
        for event in found
    ]


def _sessions(cycles: Sequence[Cycle], person: Person | None, outside: bool) -> list[Date]:
    mine = Seat.objects.filter(session=OuterRef("pk"), person=person)
    found = Session.objects.filter(cycle__in=cycles, starts_at__gte=_start_of_today())
    found = found.annotate(mine=Exists(mine)).order_by("starts_at")[:DATES]
    return [
        Date(
            session.starts_at,
            session.get_kind_display(),
            "" if outside else _session_note(session),
            href("teams:session_detail", session=session.pk),
            cycle=session.cycle_id,
        )
        for session in found
    ]


def _session_note(session: Any) -> str:
    if not session.mine:
        return str(session.place)
    kept = _("Your seat is kept")
    return f"{kept}, {session.place}" if session.place else kept


def _start_of_today() -> datetime:
    return morning_of(timezone.localdate(), timezone.get_current_timezone())


def _noon(day: date) -> datetime:
    return at_time(day, time(12), timezone.get_current_timezone())


def _clock(moment: datetime) -> str:
    return date_format(_local(moment), pgettext("time format", "H:i"))


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
