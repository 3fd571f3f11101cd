"""What beat's tick does for the chats of an organisation."""

from datetime import datetime
from functools import partial

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from core.background import enqueue
from core.outgoing.turns import turn
from core.tenancy import tenant
from nudges.failures.notes import Part, named, note
from nudges.mail.retention import forget
from orgs.closed_days import here
from orgs.models import Organisation
from themes.chat import outbox
from themes.chat.delivery import deliver
from themes.models import ChatChannel, ChatPost


def chats_speak(now: datetime) -> None:
    """A chore: write what is news, and wake a worker up if something waits."""
    if ChatChannel.objects.exists():
        ChatPost.objects.all().release(now)
        failed = outbox.write(now)
        note(named(Part.NEWS, failed), now, parts=[Part.NEWS])
        if ChatPost.objects.due(now).exists():
            post_soon()


def posts_forget(now: datetime) -> None:
    """A chore: what chats were told is kept as long as mails are."""
    forget(ChatPost.objects.exclude(settled_at=None), now, verb="chat_posts.forget")


def post_soon() -> None:
    """After this transaction. Where no worker can be woken up now, the next tick does it."""
    transaction.on_commit(partial(enqueue, post_out, here().pk), robust=True)


@shared_task(name="themes.post_out")
def post_out(organisation_id: int) -> None:
    """Hand over one post; where more may wait, another task goes on with them.

    It stands behind those of the other organisations, so that a slow chat costs its own alone. A
    chat that gives no answer ends it until the next tick: that costs a worker one deadline a minute
    at most.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    with turn(organisation_id) as ours:
        more = ours and _hand_over_one(organisation)
    if more:
        enqueue(post_out, organisation_id)


def _hand_over_one(organisation: Organisation) -> bool:
    """Whether more may wait."""
    with tenant(organisation):
        post_id = outbox.claim(timezone.now())
    return post_id is not None and deliver(organisation, post_id)
