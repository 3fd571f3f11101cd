"""What themes ask of their integration teams. `rows(now, person)` is one set-based query each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.days import end_of_day
from core.http import href
from core.outbox import State
from nudges.registry import Due, Nudge
from orgs.audit import log as audit
from orgs.closed_days import today_here, zone
from orgs.models import Person, Role
from themes.models import ChatChannel, ChatPost, Cycle, ThemeRole

FOCUS_WITHIN = timedelta(days=14)
CHAT_WITHIN = timedelta(days=3)


def focus_to_write(now: datetime, person: Person | None) -> Iterable[Due]:
    """A theme without a strategic focus: no call can open yet."""
    rows = _integration(person).filter(theme__focuses=None, theme__closures=None)
    for role in rows.select_related("theme"):
        yield Due(
            person_id=role.person_id,
            about=f"themes.theme:{role.theme_id}",
            title=_("What is the focus of “%(theme)s”?") % {"theme": role.theme},
            url=href("themes:focus_edit", theme=role.theme_id),
            due_at=role.theme.created_at + FOCUS_WITHIN,
            action=_("Write it down"),
            minutes=20,
            opens_at=role.theme.created_at,
        )


@dataclass(frozen=True)
class Step:
    """What the integration team is asked about a cycle in one phase, counted from one of its days.

    It is asked from `early` before that day on and due `late` after it.
    """

    phase: Cycle.Phase
    title: str | Promise
    action: str | Promise
    day: str
    early: timedelta = timedelta(0)
    late: timedelta = timedelta(0)

    def __call__(self, now: datetime, person: Person | None) -> Iterable[Due]:
        rows = (
            _integration(person)
            .exclude(theme__focuses=None)
            .filter(
                theme__cycles__phase=self.phase,
                **{f"theme__cycles__{self.day}__lte": today_here(now) + self.early},
                theme__closures=None,
            )
        )
        fields = "theme__cycles__id", "theme__cycles__number", f"theme__cycles__{self.day}"
        for person_id, theme, pk, number, day in rows.values_list(
            "person_id", "theme__name", *fields
        ):
            yield Due(
                person_id=person_id,
                about=f"themes.cycle:{pk}",
                title=str(self.title) % {"number": number},
                url=href("themes:cycle_detail", cycle=pk),
                due_at=end_of_day(day + self.late, zone()),
                action=str(self.action),
                context=[theme],
                minutes=2,
                opens_at=end_of_day(day, zone()) - self.early,
            )


call_to_open = Step(
    Cycle.Phase.PLANNED,
    gettext_lazy("Who wants to be part of cycle %(number)s?"),
    gettext_lazy("Open the call"),
    "starts_on",
    early=timedelta(weeks=8),
    late=-timedelta(weeks=3),
)
cycle_to_start = Step(
    Cycle.Phase.PREPARING,
    gettext_lazy("Does cycle %(number)s start?"),
    gettext_lazy("Start the cycle"),
    "starts_on",
    early=timedelta(days=3),
)
review_to_open = Step(
    Cycle.Phase.RUNNING,
    gettext_lazy("What did cycle %(number)s bring?"),
    gettext_lazy("Open the review"),
    "ends_on",
    early=timedelta(weeks=2),
)
cycle_to_close = Step(
    Cycle.Phase.REVIEWING,
    gettext_lazy("Is cycle %(number)s over?"),
    gettext_lazy("Close the cycle"),
    "ends_on",
    late=timedelta(weeks=1),
)


def chat_silent(now: datetime, person: Person | None) -> Iterable[Due]:
    """Whoever connected a chat, and the administrators, when its last message failed (Q7)."""
    ended = ChatPost.objects.filter(channel=OuterRef("pk"), settled_at__isnull=False)
    last = ended.exclude(state=State.DROPPED).order_by("-settled_at", "-pk")
    rows = ChatChannel.objects.annotate(
        ended=Subquery(last.values("state")[:1]), ended_at=Subquery(last.values("settled_at")[:1])
    ).filter(ended=State.FAILED)
    silent = list(rows.select_related("theme", "connected_by"))
    hearers = _administrators() if silent else set()
    for row in silent:
        told = hearers | ({row.connected_by_id} if row.connected_by.active else set())
        for person_id in sorted(told):
            if person is None or person.pk == person_id:
                yield _silent(row, person_id)


def _silent(row: Any, person_id: int) -> Due:
    said = {"chat": row, "theme": row.theme}
    return Due(
        person_id=person_id,
        about=audit.key(row),
        title=_("%(chat)s no longer hears of “%(theme)s”") % said,
        url=href("themes:chat_detail", theme=row.theme_id),
        due_at=row.ended_at + CHAT_WITHIN,
        opens_at=row.ended_at,
        action=_("See why"),
        minutes=3,
    )


def _administrators() -> set[int]:
    held = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, person__left_on=None)
    return set(held.values_list("person", flat=True))


NUDGES = [
    Nudge(
        kind="themes.write_focus",
        icon="compass",
        rows=focus_to_write,
        name=gettext_lazy("Write down a strategic focus"),
        serves="B1",
        who="the integration team",
        when="a theme is chosen; due after two weeks",
        ends="the focus is written, or the theme is closed",
        only=("themes.no_focus",),
    ),
    Nudge(
        kind="themes.open_call",
        icon="hand",
        rows=call_to_open,
        name=gettext_lazy("Open the call of a cycle"),
        serves="C1",
        who="the integration team",
        when="eight weeks before the cycle; due three weeks before it",
        ends="the call is open",
        only=(Cycle.Phase.PLANNED,),
    ),
    Nudge(
        kind="themes.start_cycle",
        icon="flag",
        rows=cycle_to_start,
        name=gettext_lazy("Start a cycle"),
        serves="A3",
        who="the integration team",
        when="three days before its first day",
        ends="the cycle runs",
        only=(Cycle.Phase.PREPARING,),
    ),
    Nudge(
        kind="themes.open_review",
        icon="flag",
        rows=review_to_open,
        name=gettext_lazy("Open the review"),
        serves="M1",
        who="the integration team",
        when="two weeks before the cycle ends",
        ends="the review is open",
        only=(Cycle.Phase.RUNNING,),
    ),
    Nudge(
        kind="themes.close_cycle",
        icon="flag",
        rows=cycle_to_close,
        name=gettext_lazy("Close a cycle"),
        serves="M10",
        who="the integration team",
        when="on its last day; due a week later",
        ends="the cycle is closed",
        only=(Cycle.Phase.REVIEWING,),
    ),
    Nudge(
        kind="themes.chat_silent",
        icon="chat",
        rows=chat_silent,
        name=gettext_lazy("A chat that no longer hears of a theme"),
        serves="Q7",
        who="whoever connected the chat, and administrators",
        when="a message to it has failed for good; due after three days",
        ends="a message arrives again, or the chat is taken away",
        only=("themes.chats",),
    ),
]


def _integration(person: Person | None) -> Any:
    rows = ThemeRole.objects.filter(kind=ThemeRole.Kind.INTEGRATION, person__left_on=None)
    return rows if person is None else rows.filter(person=person)
