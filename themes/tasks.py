"""What beat's tick does for the chats of an organisation."""

from datetime import datetime
from functools import partial

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from nudges.forgetting import forget
from orgs.closed_days import here
from orgs.models import Organisation
from orgs.outgoing.turns import turn
from orgs.tenancy import tenant
from themes.chat import outbox
from themes.chat.delivery import deliver
from themes.models import ChatChannel, ChatPost


def chats_speak(now: datetime) -> None:
    """A chore: write what is news, and wake a worker up if something waits."""
    if ChatChannel.objects.exists():
        outbox.release(now)
        outbox.write(now)
        if outbox.waits(now):
            post_soon()


def posts_forget(now: datetime) -> None:
    """A chore: what chats were told is kept as long as mails are."""
    forget(ChatPost.objects.exclude(settled_at=None), now, verb="chat_posts.forget")


def post_soon() -> None:
    """After this transaction. Where no worker can be woken up now, the next tick does it."""
    transaction.on_commit(partial(post_out.delay, here().pk), robust=True)


@shared_task(name="themes.post_out")
def post_out(organisation_id: int) -> None:
    """Hand over some posts; where more may wait, another task goes on with them.

    A chat that gives no answer ends it until the next tick, so that it costs a worker one deadline
    a minute at most. So does another call of the organisation.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    with tenant(organisation):
        claimed = outbox.claim(timezone.now())
    through = all(_hand_over(organisation, post_id) for post_id in claimed)
    if not through:
        with tenant(organisation):
            outbox.give_back(claimed)
    elif len(claimed) == outbox.AT_ONCE:
        post_out.delay(organisation_id)


def _hand_over(organisation: Organisation, post_id: int) -> bool:
    """False where another call of the organisation is under way, or the chat gave no answer."""
    with turn(organisation.pk) as ours:
        return ours and deliver(organisation, post_id)
