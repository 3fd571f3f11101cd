"""The outbox: the sweep writes one message an occasion, delivery hands each over once.

A message moves waiting → claimed → handing over → sent. A lease that ran out tells that a worker
died: a claimed message waits again, one that was being handed over is unknown and stays parked,
or waits again where twice is better than never.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone
from django_scopes import scopes_disabled

from nudges.models import Message
from nudges.registry import Due, Nudge, nudges, open_rows
from orgs.database import dispatcher
from orgs.models import Person

LEASE = timedelta(minutes=5)  # longer than a task may run, shorter than the broker's redelivery
STALE_AFTER = timedelta(days=7)
State = Message.State


def sweep(now: datetime) -> int:
    """Write a message for every occasion that has come, inside one organisation; says how many.

    The dedupe key makes it harmless to sweep twice at once.
    """
    reachable = set(Person.objects.active().exclude(email="").values_list("pk", flat=True))
    messages = [
        message
        for nudge in nudges
        for due in open_rows(nudge, now)
        if due.person_id in reachable
        for message in _occasions(nudge, due, now)
    ]
    before = Message.objects.count()
    Message.objects.bulk_create(messages, ignore_conflicts=True, batch_size=500)
    return Message.objects.count() - before


def _occasions(nudge: Nudge, due: Due, now: datetime) -> Iterable[Message]:
    """The mail when it opens, and one reminder when it is late."""
    late_at = due.due_at + nudge.late_after
    if now < late_at:
        yield _message(nudge, due, "open", due.opens_at or now, stale_at=late_at)
    elif now < late_at + STALE_AFTER:
        yield _message(nudge, due, "late", late_at, stale_at=late_at + STALE_AFTER)


def _message(
    nudge: Nudge, due: Due, occasion: str, due_at: datetime, *, stale_at: datetime
) -> Message:
    day = due.due_at.date().isoformat()
    return Message(
        person_id=due.person_id,
        kind=nudge.kind,
        about=due.about,
        dedupe_key=f"{nudge.kind}|{due.about}|{due.person_id}|{day}|{occasion}",
        due_at=due_at,
        stale_at=stale_at,
    )


def claim(now: datetime, limit: int = 20) -> list[tuple[int, int]]:
    """Take some due messages of all organisations; gives (organisation, message) numbers.

    Two workers never take the same one: rows are locked and skipped, and carry a lease.
    """
    with dispatcher(), scopes_disabled():
        rows = list(
            Message.objects.select_for_update(skip_locked=True)
            .filter(state=State.WAITING, due_at__lte=now)
            .order_by("due_at")
            .values_list("organisation_id", "pk")[:limit]
        )
        Message.objects.filter(pk__in=[pk for _, pk in rows]).update(
            state=State.CLAIMED, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
    return rows


def release(now: datetime) -> None:
    """Give back what a dead worker held, or park it when it may have been sent."""
    with dispatcher(), scopes_disabled():
        ran_out = Message.objects.filter(lease_until__lt=now)
        again = Q(state=State.HANDING_OVER, kind__in=better_twice())
        ran_out.filter(Q(state=State.CLAIMED) | again).update(state=State.WAITING, lease_until=None)
        ran_out.filter(state=State.HANDING_OVER).update(
            state=State.UNKNOWN,
            lease_until=None,
            reason="The worker stopped while it handed this mail over; it may have arrived.",
        )


def better_twice() -> list[str]:
    """The kinds that go out again when nobody knows whether they have."""
    return [nudge.kind for nudge in nudges if nudge.better_twice]


def send_again(message: Message) -> bool:
    """An administrator's decision for what failed or is unknown; False for any other state."""
    again = Message.objects.filter(pk=message.pk, state__in=[State.FAILED, State.UNKNOWN])
    return bool(
        again.update(
            state=State.WAITING, due_at=timezone.now(), stale_at=None, attempts=0, reason=""
        )
    )
