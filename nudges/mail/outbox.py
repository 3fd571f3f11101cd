"""The mails' outbox (`core.outbox`): the sweep writes who is told what and when, delivery hands
each mail over once. Of what a dead worker was handing over, only what is better told twice than
never waits again.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils import timezone
from django_scopes import scopes_disabled

from core.attempts import each
from core.database import dispatcher
from core.grouping import grouped
from core.outbox import IN_FLIGHT, State
from nudges.at_hand import AtHand, look_at_hand
from nudges.failures.notes import LONGEST_PAUSE, Part, named, note
from nudges.models import BackgroundFailure, Message, Occasion, Pace
from nudges.own_at_hand import FAILURES
from nudges.preferences.delivery_window import decent, next_morning
from nudges.preferences.queries import Wishes, reachable, wishes_of
from nudges.registry import LATE, Due, Nudge, kinds_at_hand, nudges, open_rows, rows_by_kind
from orgs.closed_days import zone
from orgs.models import Person

STALE_AFTER = timedelta(days=7)
AT_ONCE = 20  # mails of one organisation that a worker prepares together
MOST_IN_FLIGHT = 2 * AT_ONCE  # of one organisation, with all workers together
TOO_SLOW = (SoftTimeLimitExceeded, OperationalError)
PERSON_BY_PERSON_SECONDS, SOME = 8.0, 50


@dataclass(frozen=True)
class Line:
    """What one person is to be told, and its name in the outbox."""

    nudge: Nudge
    due: Due
    moment: str
    key: str


def sweep(now: datetime, hand: AtHand | None = None) -> int:
    """Write down every occasion that has come, inside one organisation; says how many were new.

    The dedupe keys make it harmless to sweep twice at once. A kind that fails is noted, and the
    others go on. `hand` spares to look at it once more where nothing has changed since.
    """
    hand = hand or look_at_hand(now)
    with timezone.override(zone()):
        found, unread = rows_by_kind(kinds_at_hand(hand), now)
        found.update(_rows_person_by_person(unread, now))
        asked = {due.person_id for dues in found.values() for due in dues}
        wishes = wishes_of(reachable(asked), now)
        planned, unplanned = each(
            {
                (kind, number): partial(_planned, nudges[kind], due, now, wishes[due.person_id])
                for kind, dues in found.items()
                for number, due in enumerate(dues)
                if due.person_id in wishes
            }
        )
    fresh = _fresh(row for rows in planned.values() for row in rows)
    written, unwritten = each({kind: partial(_write, told) for kind, told in fresh.items()})
    of_rows = {kind: error for (kind, _number), error in unplanned.items()}
    failed = {**hand.failed, **unread, **of_rows, **unwritten}
    if failed or hand.any_of([FAILURES]):
        note(named(Part.NUDGE, failed), now, parts=[Part.NUDGE])
    return sum(written.values())


class Planned(NamedTuple):
    """A line, and the mail that is to tell it."""

    line: Line
    mail: Message


def _rows_person_by_person(unread: dict[str, Exception], now: datetime) -> dict[str, list[Due]]:
    """Of the kinds that cannot be read for all at once, what can be read for each person alone.

    One person's broken row keeps nothing from the others. It takes a limited time, and everybody in
    turn: what was told before is not told again. What was too slow for all is not tried.
    """
    until = time.monotonic() + PERSON_BY_PERSON_SECONDS
    found: dict[str, list[Due]] = {}
    for kind in (kind for kind, error in unread.items() if not isinstance(error, TOO_SLOW)):
        people = list(Person.objects.active().order_by("?"))
        for start in range(0, len(people), SOME):
            if time.monotonic() > until:
                return found
            some = people[start : start + SOME]
            rows, _failed = each({p.pk: partial(open_rows, nudges[kind], now, p) for p in some})
            found.setdefault(kind, []).extend(due for dues in rows.values() for due in dues)
    return found


def _planned(nudge: Nudge, due: Due, now: datetime, wishes: Wishes) -> list[Planned]:
    lines = _lines(nudge, due, now, wishes)
    return [Planned(line, _mail(line, now, wishes)) for line in lines]


def _fresh(planned: Iterable[Planned]) -> dict[str, list[Planned]]:
    """What has not been told yet, by kind, each line once."""
    lines = {row.line.key: row for row in planned}
    told = Occasion.objects.filter(dedupe_key__in=lines).values_list("dedupe_key", flat=True)
    fresh = [lines[key] for key in sorted(lines.keys() - set(told))]
    return grouped(fresh, "line.nudge.kind")


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


def _write(told: list[Planned]) -> int:
    """Insert the mails and their lines.

    A mail that waits no more gets no line; a later sweep finds the occasion again, for the next.
    """
    mails = {mail.dedupe_key: mail for _, mail in told}
    wanted = [mails[key] for key in sorted(mails)]
    Message.objects.bulk_create(wanted, ignore_conflicts=True, batch_size=500)
    waiting = Message.objects.filter(dedupe_key__in=mails, state=State.WAITING).order_by("pk")
    held = {mail.dedupe_key: mail for mail in waiting.select_for_update()}
    lines = [
        Occasion(
            message=held[mail.dedupe_key],
            person_id=line.due.person_id,
            kind=line.nudge.kind,
            about=line.due.about,
            moment=line.moment,
            dedupe_key=line.key,
        )
        for line, mail in told
        if mail.dedupe_key in held
    ]
    Occasion.objects.bulk_create(lines, ignore_conflicts=True, batch_size=500)
    waiting.filter(occasions=None).delete()  # another sweep was faster
    return len(lines)


class Claimed(NamedTuple):
    """A message that is ours until its lease runs out; whoever takes it later has another lease."""

    organisation_id: int
    message_id: int
    lease_until: datetime


def claim(now: datetime, *, after: int = 0) -> list[Claimed]:
    """Take some due messages of one organisation: the next one after `after`, round and round.

    Two workers never take the same one: rows are locked and skipped, and carry a lease. What was
    tried before is taken alone: it may be what killed the last worker.
    """
    with dispatcher(), scopes_disabled():
        slow = _slow()
        due = Message.objects.due(now).exclude(organisation__in=_not_now(now, slow))
        in_turn = due.annotate(
            later=ExpressionWrapper(Q(organisation__lte=after), BooleanField())
        ).order_by("later", "organisation")
        organisation = in_turn.values_list("organisation_id", flat=True).first()
        if organisation is None:
            return []
        most = 1 if organisation in slow else AT_ONCE
        rows = due.filter(organisation=organisation).select_for_update(skip_locked=True)
        found = list(rows.order_by("attempts", "due_at", "pk")[:most].values_list("pk", "attempts"))
        taken = [pk for pk, attempts in found if not attempts] or [pk for pk, _tried in found[:1]]
        lease = Message.objects.filter(pk__in=taken).claim(now)
    return [Claimed(organisation, message, lease) for message in taken]


def _slow() -> dict[int, datetime | None]:
    """Organisations whose mails the mail server takes slowly, and until when they pause."""
    rows = BackgroundFailure.objects.filter(part=BackgroundFailure.Part.MAILS)
    return dict(rows.values_list("organisation_id", "retry_at"))


def _not_now(now: datetime, slow: dict[int, datetime | None]) -> set[int]:
    """Organisations that have their share already, or whose mails are tried later.

    Those with a slow mail server share one worker among them, so that it keeps no others waiting.
    """
    live = Message.objects.filter(state__in=IN_FLIGHT, lease_until__gte=now)
    in_flight = dict(live.order_by().values_list("organisation").annotate(Count("pk")))
    full = {organisation for organisation, number in in_flight.items() if number >= MOST_IN_FLIGHT}
    paused = {
        organisation
        for organisation, until in slow.items()
        if until and now < until <= now + LONGEST_PAUSE  # more was said by a clock that was wrong
    }
    taken = set(slow) if slow.keys() & in_flight.keys() else set()
    return full | paused | taken


def give_back(claimed: list[Claimed]) -> None:
    """What nobody has begun to hand over waits again, inside its organisation."""
    ours = Message.objects.filter(pk__in=[one.message_id for one in claimed])
    ours.give_back(claimed[0].lease_until)


def release(now: datetime) -> None:
    with dispatcher(), scopes_disabled():
        Message.objects.all().release(now)
