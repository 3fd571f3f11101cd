"""What the product may ask of people: one definition for *My work*, mails and calendar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise

from orgs.models import Person
from orgs.registry import Registry


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

    Where the organisation has none of what it is asked `only` for, it is not even looked for.

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

# What the organisation has now, by name: cheap questions that spare many others.
at_hand: Registry[Callable[[], Iterable[str]]] = Registry()


def asked_now() -> list[Nudge]:
    """The kinds of which somebody may be asked something in this organisation now."""
    found = {name for look in at_hand for name in look()}
    return [nudge for nudge in nudges if not nudge.only or found.intersection(nudge.only)]


def open_rows(nudge: Nudge, now: datetime, person: Person | None = None) -> list[Due]:
    """What of this kind is open now, for one person or for everybody."""
    return [row for row in nudge.rows(now, person) if row.opens_at is None or row.opens_at <= now]


def waiting_for(person: Person, now: datetime | None = None) -> list[Waiting]:
    """Everything that waits for a person now, what is due first."""
    moment = now or timezone.now()
    kinds = asked_now()
    rows = [(n, due) for n in kinds for due in open_rows(n, moment, person)]
    rows.sort(key=lambda row: (row[1].due_at, row[1].about))
    panels = {n.kind: _panels(n, rows, person) for n in kinds if n.panels}
    return [
        Waiting(n, due, due.is_late(moment), panels.get(n.kind, {}).get(due.about))
        for n, due in rows
    ]


def count_waiting(person: Person) -> int:
    """How many things wait for a person, for the bar."""
    moment = timezone.now()
    return sum(len(open_rows(nudge, moment, person)) for nudge in asked_now())


def _panels(
    nudge: Nudge, rows: list[tuple[Nudge, Due]], person: Person
) -> dict[str, dict[str, Any]]:
    mine = [due for n, due in rows if n is nudge]
    return nudge.panels(mine, person) if nudge.panels and mine else {}
