"""The outbox: the sweep writes who is told what and when, delivery hands each mail over once.

A message moves waiting → claimed → handing over → sent. A lease that ran out tells that a worker
died: a claimed message waits again, one that was being handed over is unknown and stays parked,
or waits again where twice is better than never.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import F, Q
from django.utils import timezone
from django_scopes import scopes_disabled

from nudges.models import Message, Occasion, Pace
from nudges.registry import LATE, Due, Nudge, asked_now, open_rows
from nudges.rhythm import decent, next_morning
from nudges.wishes import Wishes, reachable, wishes_of
from orgs.closed_days import zone
from orgs.database import dispatcher

LEASE = timedelta(minutes=5)  # longer than a task may run, shorter than the broker's redelivery
STALE_AFTER = timedelta(days=7)
State = Message.State


@dataclass(frozen=True)
class Line:
    """What one person is to be told, and its name in the outbox."""

    nudge: Nudge
    due: Due
    moment: str
    key: str


def sweep(now: datetime) -> int:
    """Write down every occasion that has come, inside one organisation; says how many were new.

    The dedupe keys make it harmless to sweep twice at once.
    """
    with timezone.override(zone()):
        open_now = [(nudge, due) for nudge in asked_now() for due in open_rows(nudge, now)]
        wishes = wishes_of(reachable({due.person_id for _, due in open_now}), now)
        lines = {
            line.key: line
            for nudge, due in open_now
            if due.person_id in wishes
            for line in _lines(nudge, due, now, wishes[due.person_id])
        }
    told = Occasion.objects.filter(dedupe_key__in=lines).values_list("dedupe_key", flat=True)
    fresh = [lines[key] for key in sorted(lines.keys() - set(told))]
    return _write([(line, _mail(line, now, wishes[line.due.person_id])) for line in fresh])


def _lines(nudge: Nudge, due: Due, now: datetime, wishes: Wishes) -> Iterator[Line]:
    """The occasion that has come last; what is late for long is told no more."""
    moment = nudge.moment_of(due, now, wishes.habits.zone)
    forgotten = moment == LATE and now >= due.due_at + nudge.late_after + STALE_AFTER
    if forgotten or wishes.pace(nudge) == Pace.MY_WORK:
        return
    day = timezone.localdate(due.due_at).isoformat()
    key = f"{nudge.kind}|{due.about}|{due.person_id}|{day}|{moment}"
    yield Line(nudge, due, moment, key)


def _mail(line: Line, now: datetime, wishes: Wishes) -> Message:
    """The mail that tells it. Everything of one morning, or of one minute, goes into one."""
    nudge, habits, person_id = line.nudge, wishes.habits, line.due.person_id
    if nudge.any_hour:
        key, due_at = line.key, now
    elif _at_once(line, now, wishes):
        due_at = decent(now, habits)
        key = f"mail|{person_id}|{due_at.astimezone(UTC):%Y-%m-%dT%H:%M}"
    else:
        due_at = next_morning(now, habits, monday=wishes.pace(nudge) == Pace.MONDAY)
        key = f"mail|{person_id}|{due_at.astimezone(habits.zone):%Y-%m-%d}"
    return Message(
        person_id=person_id, dedupe_key=key, due_at=due_at, better_twice=nudge.better_twice
    )


def _at_once(line: Line, now: datetime, wishes: Wishes) -> bool:
    """What is due before the next morning is urgent too, unless the person has chosen a pace."""
    habits, chosen = wishes.habits, line.nudge.kind in wishes.paces
    soon = decent(now, habits) <= line.due.due_at < next_morning(now, habits)
    return wishes.pace(line.nudge) == Pace.AT_ONCE or (soon and not chosen)


def _write(told: list[tuple[Line, Message]]) -> int:
    """Insert the mails and their lines.

    A mail that waits no more gets no line; a later sweep finds the occasion again, for the next.
    """
    if not told:
        return 0
    mails = {mail.dedupe_key: mail for _, mail in told}
    wanted = [mails[key] for key in sorted(mails)]
    Message.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)
    waiting = Message.objects.filter(dedupe_key__in=mails, state=State.WAITING).order_by("pk")
    held = {mail.dedupe_key: mail for mail in waiting.select_for_update()}
    lines = [
        Occasion(
            message=held[mail.dedupe_key], person_id=line.due.person_id, kind=line.nudge.kind,
            about=line.due.about, moment=line.moment, dedupe_key=line.key,
        )
        for line, mail in told
        if mail.dedupe_key in held
    ]  # fmt: skip
    Occasion.objects.bulk_create(lines, ignore_conflicts=True, batch_size=500)
    waiting.filter(occasions=None).delete()  # another sweep was faster
    return len(lines)


class Claimed(NamedTuple):
    """A message that is ours until its lease runs out; whoever takes it later has another lease."""

    organisation_id: int
    message_id: int
    lease_until: datetime


def claim(now: datetime, limit: int = 20) -> list[Claimed]:
    """Take some due messages of all organisations, those of one organisation together.

    Two workers never take the same one: rows are locked and skipped, and carry a lease.
    """
    lease = now + LEASE
    with dispatcher(), scopes_disabled():
        rows = list(
            Message.objects.select_for_update(skip_locked=True)
            .filter(state=State.WAITING, due_at__lte=now)
            .order_by("due_at", "pk")
            .values_list("organisation_id", "pk")[:limit]
        )
        Message.objects.filter(pk__in=[pk for _, pk in rows]).update(
            state=State.CLAIMED, lease_until=lease, attempts=F("attempts") + 1
        )
    return [Claimed(organisation, message, lease) for organisation, message in rows]


def release(now: datetime) -> None:
    """Give back what a dead worker held, or park it when it may have been sent."""
    with dispatcher(), scopes_disabled():
        ran_out = Message.objects.filter(lease_until__lt=now)
        again = Q(state=State.HANDING_OVER, better_twice=True)
        ran_out.filter(Q(state=State.CLAIMED) | again).update(state=State.WAITING, lease_until=None)
        ran_out.filter(state=State.HANDING_OVER).update(
            state=State.UNKNOWN,
            lease_until=None,
            reason="The worker stopped while it handed this mail over; it may have arrived.",
        )


def send_again(message: Message) -> bool:
    """An administrator's decision for what failed or is unknown; False for any other state."""
    again = Message.objects.filter(pk=message.pk, state__in=[State.FAILED, State.UNKNOWN])
    return bool(again.update(state=State.WAITING, due_at=timezone.now(), attempts=0, reason=""))
