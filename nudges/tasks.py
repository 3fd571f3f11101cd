"""What beat wakes up. Tasks carry ids and no business time: a missed tick heals itself."""

from collections.abc import Callable
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from nudges import delivery, outbox
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
        for chore in chores:
            chore(now)
        written = outbox.sweep(now)
    if written:
        hand_over.delay()


@shared_task(name="nudges.hand_over")
def hand_over() -> None:
    """Deliver until nothing is due any more."""
    outbox.release(timezone.now())
    while claimed := outbox.claim(timezone.now()):
        for organisation_id, message_id in claimed:
            delivery.deliver(organisation_id, message_id)
