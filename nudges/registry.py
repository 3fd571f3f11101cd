"""What the product may ask of people: one definition for *My work*, mails and calendar."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any

import structlog
from django.utils import timezone
from django.utils.functional import Promise

from core.attempts import each
from core.registry import Registry
from nudges.at_hand import AtHand, look_at_hand
from orgs.models import Person


@dataclass(frozen=True)
class Due:
    """One thing that waits for one person: what, where it is done, until when, how long it takes.

    Texts are in the active language. `about` is the row in question ("okrs.keyresult:12").
    `details` are lines that a mail has room for and the page does without. `mail_url` is a signed
    link for mails that act; without it a mail leads to `url`.
    `why` says in the mail why it came, where the usual sentence does not fit. What `asks` nothing
    has no date to answer by. `read` are pages that belong to it, as label and address: attached on
    screen and in the mail.
    """

    person_id: int
    about: str
    title: str
    url: str
    due_at: datetime
    action: str
    context: list[str] = field(default_factory=list)
    minutes: float = 1
    opens_at: datetime | None = None
    mail_url: str = ""
    details: list[str] = field(default_factory=list)
    why: str = ""
    asks: bool = True
    read: list[tuple[str, str]] = field(default_factory=list)

    def is_late(self, now: datetime) -> bool:
        return self.due_at < now


log = structlog.get_logger(__name__)
OPEN, DAY, LATE = "open", "day", "late"
MOMENTS = (OPEN, DAY, LATE)  # in the order in which they come


@dataclass(frozen=True)
class Nudge:
    """A kind of request. `rows(now, person)` finds who is asked now, in a set-based query.

    With `person=None` it answers for everybody of the organisation. What is done disappears from
    the answer, so nothing that is done reminds again. It is told by mail at its `moments`: when a
    row opens, on the person's day on which it is due, and once `late_after` its due date.

    It is told in the person's morning mail. What is `urgent` comes at once, but not at night; what
    a person just sent by pressing a button comes at `any_hour`, in a mail of its own.

    A person chooses when each kind comes, under its `name`, and can do without its mails; only
    what `must_ask` for their own yes always comes. docs/nudges.md is made of the words that follow:
    which requirements it `serves`, `who` is asked `when`, who is told when it is `late`, and how it
    `ends`.

    With a `template`, *My work* shows that fragment in place of a plain row; `panels(rows, person)`
    gives its context for each row's `about`, again set-based.

    Where the organisation has nothing of those names at hand without which nobody can be asked
    (`only`, `nudges.at_hand`), it is not even looked for.

    A mail that may have been lost with its worker is parked, so that none comes twice; where twice
    is better than never (`better_twice`) it goes out again.
    """

    kind: str
    icon: str
    rows: Callable[[datetime, Person | None], Iterable[Due]]
    late_after: timedelta = timedelta(days=1)
    template: str = ""
    better_twice: bool = False
    panels: Callable[[list[Due], Person], dict[str, dict[str, Any]]] | None = None
    moments: tuple[str, ...] = (OPEN, LATE)
    urgent: bool = False
    any_hour: bool = False
    must_ask: bool = False
    only: tuple[str, ...] = ()
    name: str | Promise = ""
    serves: str = ""
    who: str = ""
    when: str = ""
    late: str = "nobody else"
    ends: str = ""

    @property
    def may_stop(self) -> bool:
        """Whether somebody can do without mails of this kind."""
        return not (self.must_ask or self.any_hour)

    def moment_of(self, due: Due, now: datetime, zone: tzinfo) -> str:
        """The last of its moments that has come; `zone` says when the due day begins."""
        if LATE in self.moments and now >= due.due_at + self.late_after:
            return LATE
        if (
            DAY in self.moments
            and now.astimezone(zone).date() >= due.due_at.astimezone(zone).date()
        ):
            return DAY
        return OPEN


@dataclass(frozen=True)
class Waiting:
    """One row of *My work*."""

    nudge: Nudge
    due: Due
    late: bool
    panel: dict[str, Any] | None = None


nudges: Registry[Nudge] = Registry()


def asked_now(now: datetime) -> list[Nudge]:
    """The kinds of which somebody may be asked something in this organisation now.

    Where that cannot be found out, all of them are looked for.
    """
    hand = look_at_hand(now)
    _log(hand.failed)
    return kinds_at_hand(hand)


def kinds_at_hand(hand: AtHand) -> list[Nudge]:
    return [nudge for nudge in nudges if hand.any_of(nudge.only)]


def open_rows(nudge: Nudge, now: datetime, person: Person | None = None) -> list[Due]:
    """What of this kind is open now, for one person or for everybody."""
    return [row for row in nudge.rows(now, person) if row.opens_at is None or row.opens_at <= now]


def rows_by_kind(
    kinds: Iterable[Nudge], now: datetime, person: Person | None = None
) -> tuple[dict[str, list[Due]], dict[str, Exception]]:
    """What is open of each kind, and the kinds for which that could not be found out."""
    return each({nudge.kind: partial(open_rows, nudge, now, person) for nudge in kinds})


class WaitingList(list[Waiting]):
    """What waits for somebody, what is due first; `missing` are kinds that could not be read."""

    missing: tuple[Nudge, ...] = ()


def waiting_for(person: Person, now: datetime | None = None) -> WaitingList:
    moment = now or timezone.now()
    kinds = asked_now(moment)
    found, failed = each({n.kind: partial(_waiting_of, n, moment, person) for n in kinds})
    _log(failed)
    rows = WaitingList(row for of_kind in found.values() for row in of_kind)
    rows.sort(key=lambda row: (row.due.due_at, row.due.about))
    rows.missing = tuple(nudge for nudge in kinds if nudge.kind in failed)
    return rows


def _waiting_of(nudge: Nudge, now: datetime, person: Person) -> list[Waiting]:
    dues = sorted(open_rows(nudge, now, person), key=lambda due: (due.due_at, due.about))
    panels = nudge.panels(dues, person) if nudge.panels and dues else {}
    return [Waiting(nudge, due, due.is_late(now), panels.get(due.about)) for due in dues]


def count_waiting(person: Person) -> int:
    """How many things wait for a person, for the bar."""
    now = timezone.now()
    found, failed = rows_by_kind(asked_now(now), now, person)
    _log(failed)
    return sum(map(len, found.values()))


def days_due(person: Person, now: datetime) -> Iterator[datetime]:
    """When something that waits for a person is due, for their calendar."""
    found, failed = rows_by_kind(asked_now(now), now, person)
    _log(failed)
    yield from (due.due_at for dues in found.values() for due in dues if due.asks)


def _log(failed: dict[str, Exception]) -> None:
    """For whoever looks: the tick notes for administrators what does not work."""
    for name, error in failed.items():
        log.error("kind_not_read", kind=name, error=type(error).__name__)
