"""Hours follow the roster: whoever leads a member now is asked, however that came about."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from orgs.closed_days import today_here
from orgs.models import Person
from teams.hours.actions import go_on, stepped
from teams.models import Commitment, CommitmentChange

State = Commitment.State
MOVED = ("state", "hours", "agreed_hours", "leader", "asked_at", "requests", "words_to")


@transaction.atomic
def hours_follow_roster(now: datetime) -> int:
    """Ask the home leader the roster names now, in a constant number of statements.

    An open request goes to them anew; agreed hours stand while they look; who was told "not now"
    by somebody else is asked again themself. Nobody is asked whose leader has left.
    """
    rows = list(_moved(now))
    changes = [change for row in rows for change in _follow(row, now)]
    Commitment.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=MOVED
    )
    CommitmentChange.objects.bulk_create(changes)
    return len(rows)


def _moved(now: datetime) -> Any:
    """Commitments whose state does not fit whoever leads the member now."""
    led = Person.objects.active().filter(leader=OuterRef("membership__person"))
    is_led = Q(membership__person__leader__isnull=False)
    here = is_led & Q(membership__person__leader__left_on=None)
    other = Q(leader=None) | ~Q(leader=F("membership__person__leader"))
    rows = Commitment.objects.current().select_related("membership__person__leader")
    return (
        rows.annotate(leads=Exists(led))
        .filter(membership__team__cycle__ends_on__gte=today_here(now))
        .exclude(state=State.PROPOSED)
        .filter(
            here & other
            | ~here & Q(state=State.ASKED)
            | ~is_led & Q(state=State.COMMITTED, leads=True)
        )
        .select_for_update(of=("self",))
    )


def _follow(row: Any, now: datetime) -> Iterator[CommitmentChange]:
    leader = row.person.leader
    if row.state == State.DECLINED:
        yield stepped(row, row.reopen, by=None)
        return
    if row.state == State.ASKED and (leader is None or not leader.active):
        yield stepped(row, row.wait, by=None)
    yield from go_on(row, leads=row.leads, now=now, by=None)
