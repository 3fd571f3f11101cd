"""What the product may ask of people: one definition for *My work*, mails and calendar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from orgs.models import Person
from orgs.registry import Registry


@dataclass(frozen=True)
class Due:
    """One thing that waits for one person: what, where it is done, until when, how long it takes.

    Texts are in the active language. `about` is the row in question ("okrs.keyresult:12").
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

    def is_late(self, now: datetime) -> bool:
        return self.due_at < now


@dataclass(frozen=True)
class Nudge:
    """A kind of request. `rows(now, person)` finds who is asked now, in a set-based query.

    With `person=None` it answers for everybody of the organisation. A row that is done disappears
    from the answer, so nothing that is done reminds again. `template` is a fragment for *My work*
    that shows more than the sentence (the form to measure, say). A mail goes out when a row opens
    and once more `late_after` its due date.
    """

    kind: str
    icon: str
    rows: Callable[[datetime, Person | None], Iterable[Due]]
    late_after: timedelta = timedelta(days=1)
    template: str = ""


nudges: Registry[Nudge] = Registry()


def waiting_for(person: Person, now: datetime | None = None) -> list[tuple[Nudge, Due]]:
    """Everything that waits for a person now, what is due first."""
    moment = now or timezone.now()
    rows = [(nudge, due) for nudge in nudges for due in nudge.rows(moment, person)]
    return sorted(rows, key=lambda row: (row[1].due_at, row[1].about))
