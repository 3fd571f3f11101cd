"""What sessions ask of people: members to come to both, hosts to say who was there (F1)."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formatting import spoken_time
from core.http import href
from nudges.registry import DAY, OPEN, Due, Nudge
from orgs.audit.log import key
from orgs.models import Person
from teams.models import Membership, Seat, Session
from teams.sessions.preparation import knows, was_in
from themes.models import Cycle

LASTS = timedelta(hours=1)
DAYS_TO_MARK = timedelta(days=2)
Open = dict[tuple[int, str], Session]


def take_a_seat(now: datetime, person: Person | None) -> Iterator[Due]:
    """Members who were not in a session of a kind and have no seat in one that comes."""
    ahead = _ahead(now)
    if not ahead:
        return
    members = Membership.objects.current().filter(team__cycle__in={cycle for cycle, _ in ahead})
    members = members.filter(**({"person": person} if person else {"person__left_on": None}))
    people = {(m.person_id, m.team.cycle_id) for m in members.select_related("team")}
    known = was_in({pk for pk, _cycle in people})
    seated = set(
        Seat.objects.filter(session__starts_at__gt=now).values_list(
            "person_id", "session__cycle_id", "session__kind"
        )
    )
    for (cycle, kind), session in ahead.items():
        theme = session.cycle.theme_id
        for pk in sorted(pk for pk, theirs in people if theirs == cycle):
            settled = (pk, cycle, kind) in seated or knows(pk, kind, theme, known)
            if not settled and pk != session.host_id:
                yield _come(session, pk)


def mark_attendance(now: datetime, person: Person | None) -> Iterator[Due]:
    """Hosts whose session is over and who have not said who was there."""
    rows = Session.objects.filter(starts_at__lte=now - LASTS, marked_at=None, host__left_on=None)
    if person is not None:
        rows = rows.filter(host=person)
    for session in _open_cycles(rows):
        yield _mark(session)


def _ahead(now: datetime) -> Open:
    """The next session with a free seat by cycle and kind; where all are full, the next one."""
    found: Open = {}
    for session in _open_cycles(Session.objects.filter(starts_at__gt=now)).with_taken():
        at = (session.cycle_id, session.kind)
        if at not in found or (found[at].full and not session.full):
            found[at] = session
    return found


def _open_cycles(rows: Any) -> Any:
    alive = rows.exclude(cycle__phase=Cycle.Phase.CLOSED).select_related("cycle__theme", "host")
    return alive.prefetch_related("cycle__theme__focuses").order_by("starts_at", "id")


def _come(session: Session, person_id: int) -> Due:
    words = {"session": session, "when": spoken_time(session.starts_at)}
    return Due(
        person_id=person_id,
        about=key(session),
        title=_("%(session)s, %(when)s: do you come?") % words,
        url=href("teams:session_detail", session=session.pk),
        due_at=session.starts_at,
        action=_("Take a seat"),
        context=_about(session),
        read=[read for read in [to_read(session)] if read],
    )


def _mark(session: Session) -> Due:
    return Due(
        person_id=session.host_id,
        about=key(session),
        title=_("Who was at %(session)s?") % {"session": session},
        url=href("teams:session_detail", session=session.pk),
        due_at=session.starts_at + DAYS_TO_MARK,
        action=_("Say who was there"),
        context=[str(session.cycle.theme), spoken_time(session.starts_at)],
        opens_at=session.starts_at + LASTS,
    )


def _about(session: Session) -> list[str]:
    lines = [str(session.cycle.theme), _("hosted by %(host)s") % {"host": session.host}]
    return [*lines, session.place] if session.place else lines


def to_read(session: Session) -> tuple[str, str] | None:
    """What belongs to a session: the one-page focus to the context (F2), our text to OKR 101."""
    theme = session.cycle.theme
    if session.kind == Session.Kind.OKR_101:
        return _("OKR 101, ten minutes to read"), href("teams:okr_101")
    if theme.focuses.all():
        return _("The strategic focus on one page"), href("themes:focus_print", theme=theme.pk)
    return None


SESSIONS: Iterable[Nudge] = [
    Nudge(
        "teams.take_a_seat",
        "book",
        take_a_seat,
        moments=(OPEN, DAY),
        name=gettext_lazy("Come to a session"),
        serves="F1 F2",
        who="members who were not in a session of the kind",
        when="a session is planned; due when it begins",
        late="the coach sees them on the page of the team",
        ends="they take a seat, or the session begins",
        only=("teams.sessions_ahead",),
    ),
    Nudge(
        "teams.mark_attendance",
        "people",
        mark_attendance,
        name=gettext_lazy("Say who was at your session"),
        serves="F1",
        who="the host",
        when="an hour after it began; due two days later",
        ends="they have said who was there",
        only=("teams.sessions_to_mark",),
    ),
]
