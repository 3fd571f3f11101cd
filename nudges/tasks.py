"""What beat wakes up. Tasks carry ids and no business time: a missed tick heals itself."""

import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from celery import shared_task
from django.utils import timezone

from nudges import delivery, outbox
from nudges.way import Way
from orgs.database import plan_quickly
from orgs.models import Organisation
from orgs.registry import Registry
from orgs.tenancy import tenant

# What higher apps do at each tick inside each organisation; harmless when done twice.
chores: Registry[Callable[[datetime], object]] = Registry()


@shared_task(name="nudges.tick")
def tick() -> None:
    """Each minute: look after each organisation, then hand over what waits."""
    for pk in Organisation.objects.values_list("pk", flat=True):
        look_after.delay(pk)
    hand_over.delay()


@shared_task(name="nudges.look_after")
def look_after(organisation_id: int) -> None:
    """Do the chores of one organisation and write the messages whose occasion has come."""
    now = timezone.now()
    with tenant(Organisation.objects.get(pk=organisation_id)):
        plan_quickly()
        for chore in chores:
            chore(now)
        written = outbox.sweep(now)
    if written:
        hand_over.delay()


TURN = 30.0
"""Seconds after which a task that hands over makes room for others; far below its time limit."""
_one_at_a_time = Lock()


@shared_task(name="nudges.hand_over")
def hand_over() -> None:
    """Deliver until nothing is due any more, or for a turn.

    Each process hands over one mail at a time, so that its death leaves one mail unknown at most.
    """
    if not _one_at_a_time.acquire(blocking=False):
        return
    try:
        done = _deliver_for(TURN)
    finally:
        _one_at_a_time.release()
    if not done:
        hand_over.delay()


def _deliver_for(seconds: float) -> bool:
    """Whether nothing is left."""
    until = time.monotonic() + seconds
    outbox.release(timezone.now())
    with Way() as way:
        while claimed := outbox.claim(timezone.now()):
            delivery.deliver(claimed, way)
            if time.monotonic() > until:
                return False
    return True
