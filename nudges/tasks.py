"""What beat wakes up. Tasks carry ids and no business time: a missed tick heals itself.

Each organisation is looked after by a task of its own with its own time limit, so that whatever
hangs or fails there is alone with it. docs/decisions/background-work.md says why.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from celery import shared_task
from celery.exceptions import TimeLimitExceeded, WorkerLostError
from celery.signals import task_failure
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from core.attempts import each, raise_without_database
from core.background import enqueue
from core.database import limit_statements, plan_quickly
from core.registry import Registry
from core.tenancy import check_now, tenant
from nudges.at_hand import look_at_hand
from nudges.failures.notes import Failures, Part, mails_are_slow, named, note
from nudges.mail import delivery, outbox
from nudges.mail.deadline import DeadlineError
from nudges.mail.smtp import Way
from nudges.own_at_hand import FAILURES
from orgs.models import Organisation


@dataclass(frozen=True)
class Chore:
    """What is done at each tick inside each organisation; harmless when done twice.

    Where the organisation has nothing of those names at hand without which there is nothing to do
    (`only`, `nudges.at_hand`), it is left out. What has no such name changes nothing that is asked.
    """

    do: Callable[[datetime], object]
    only: tuple[str, ...] = ()


chores: Registry[Chore] = Registry()

SOFT_SECONDS, HARD_SECONDS = 40, 60
"""When what runs too long in an organisation is interrupted, and when its process is killed."""
STATEMENT_SECONDS = 15
LONG, REST = 10.0, 10
"""Where a tick took longer than `LONG` seconds, `REST` times as long passes before the next one."""
TURN = 10
"""Seconds after which a task that hands mails over makes room for others."""
LONGEST_TURN = 120
"""Seconds after which its process is killed: a turn, a batch of mails, and one that takes long."""
log = structlog.get_logger(__name__)


@shared_task(name="nudges.tick")
def tick() -> None:
    """Each minute: look after each organisation, then hand over what waits.

    In any order, so that under too much work it is not always the same ones who wait.
    """
    numbers = list(Organisation.objects.values_list("pk", flat=True))
    random.shuffle(numbers)
    for pk in numbers:
        enqueue(look_after, pk)
    enqueue(hand_over)


@shared_task(name="nudges.look_after", soft_time_limit=SOFT_SECONDS, time_limit=HARD_SECONDS)
def look_after(organisation_id: int) -> None:
    """Do the chores of one organisation and write the messages whose occasion has come."""
    if cache.get(_resting(organisation_id)):
        return
    began = time.monotonic()
    if _look_after(Organisation.objects.get(pk=organisation_id), timezone.now()):
        enqueue(hand_over)
    _rest(organisation_id, time.monotonic() - began)


def _look_after(organisation: Organisation, now: datetime) -> int:
    """How many occasions were new. What nobody has caught further down is noted here."""
    try:
        with tenant(organisation):
            return _looked_after(now) if _is_alone(organisation.pk) else 0
    except Exception as error:
        raise_without_database(error)
        with tenant(organisation):
            note({(Part.TICK, ""): error}, now, parts=[Part.TICK])
        return 0


def _rest(organisation_id: int, seconds: float) -> None:
    """Whoever takes long comes less often, so that many of them leave time for the others."""
    if seconds > LONG:
        log.warning("background_rests", organisation=organisation_id, took=round(seconds))
        cache.set(_resting(organisation_id), True, REST * seconds)


def _resting(organisation_id: int) -> str:
    return f"nudges:rest:{organisation_id}"


def _looked_after(now: datetime) -> int:
    plan_quickly()
    limit_statements(STATEMENT_SECONDS)
    hand = look_at_hand(now)
    found = {name: chores[name] for name in chores.names() if hand.any_of(chores[name].only)}
    work = {name: partial(chore.do, now) for name, chore in found.items()}
    _done, failed = each(work, check=check_now)
    changed = any(chore.only for chore in found.values())
    written = outbox.sweep(now, None if changed else hand)
    if failed or hand.any_of([FAILURES]):
        note(named(Part.CHORE, failed), now, parts=[Part.TICK, Part.CHORE])
    return written


def _is_alone(organisation_id: int) -> bool:
    """Whether nobody else looks after this organisation now; until the transaction ends."""
    with connection.cursor() as cursor:
        name = f"nudges.look_after:{organisation_id}"
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        return bool(cursor.fetchone()[0])


@task_failure.connect
def _note_killed(sender: Any, exception: Exception, args: Any, **kwargs: Any) -> None:
    """Of a killed process the worker's parent knows: it has another one write it down."""
    if sender.name == "nudges.look_after" and isinstance(
        exception, TimeLimitExceeded | WorkerLostError
    ):
        note_killed.delay(args[0], type(exception).__name__)


@shared_task(name="nudges.note_killed")
def note_killed(organisation_id: int, error: str) -> None:
    _rest(organisation_id, HARD_SECONDS)
    with tenant(Organisation.objects.get(pk=organisation_id)):
        killed: Failures = {(Part.TICK, ""): type(error, (Exception,), {})()}
        note(killed, timezone.now(), parts=[Part.TICK])


class _Round:
    """Whose mails this process handed over last: the next organisation has its turn."""

    last = 0


@shared_task(name="nudges.hand_over", time_limit=LONGEST_TURN)
def hand_over() -> None:
    """Deliver until nothing is due any more, or for a turn.

    Each process hands over one mail at a time, so that its death leaves one mail unknown at most.
    As long as there is something to do, another process is woken up to help.
    """
    until = time.monotonic() + TURN
    outbox.release(timezone.now())
    with Way() as way:
        while claimed := outbox.claim(timezone.now(), after=_Round.last):
            _Round.last = claimed[0].organisation_id
            enqueue(hand_over)
            _deliver(claimed, way)
            if time.monotonic() > until:
                return


def _deliver(claimed: list[outbox.Claimed], way: Way) -> None:
    """What fails in one organisation leaves its mails to a later try, and the others go on."""
    try:
        delivery.deliver(claimed, way)
    except (Exception, DeadlineError) as error:
        raise_without_database(error)
        with tenant(Organisation.objects.get(pk=claimed[0].organisation_id)):
            mails_are_slow(error, timezone.now(), pause=True)
