"""The chats' outbox: news is written once a chat, claimed with a lease, and parked when unsure.

A post moves waiting → claimed → handing over → sent. A lease that ran out tells that a worker
died: a claimed post waits again, one that was being handed over is unknown and stays parked.
"""

from datetime import datetime, timedelta
from functools import partial

from django.db.models import F
from django.utils import timezone

from core.attempts import each
from core.grouping import grouped
from themes.chat.news import News, news
from themes.models import ChatChannel, ChatPost

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8  # the last about four hours after the first
State = ChatPost.State


def write(now: datetime) -> dict[str, Exception]:
    """A post for each chat of a theme that has news since the chat was connected.

    Gives the kinds of news that could not be written.
    """
    channels = grouped(ChatChannel.objects.all(), "theme_id")
    if not channels:
        return {}
    _written, failed = each({item.kind: partial(_write, item, channels, now) for item in news})
    return failed


def _write(item: News, channels: dict[int, list[ChatChannel]], now: datetime) -> None:
    posts = [
        ChatPost(
            channel=channel,
            kind=item.kind,
            about=said.about,
            due_at=said.at,
            dedupe_key=f"{item.kind}|{said.about}",
        )
        for said in item.rows(now)
        if said.at <= now < said.until
        for channel in channels[said.theme_id]
        if channel.connected_at <= said.at
    ]
    ChatPost.objects.bulk_create(posts, ignore_conflicts=True)


def claim(now: datetime) -> int | None:
    """Take the post that is due first; two workers never take the same one."""
    rows = ChatPost.objects.select_for_update(skip_locked=True)
    due = rows.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "pk")
    taken: int | None = due.values_list("pk", flat=True).first()
    ChatPost.objects.filter(pk=taken).update(
        state=State.CLAIMED, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    return taken


def postpone(channel: ChatChannel, until: datetime) -> None:
    """A chat that gave no answer is left alone for a while."""
    unsent = ChatPost.objects.filter(channel=channel, state__in=[State.WAITING, State.CLAIMED])
    unsent.filter(due_at__lt=until).update(due_at=until)


def release(now: datetime) -> None:
    """Give back what a dead worker held, or park it when it may have been sent."""
    ran_out = ChatPost.objects.filter(lease_until__lt=now)
    stopped = {"lease_until": None, "settled_at": now, "problem": ChatPost.Problem.STOPPED}
    claimed = ran_out.filter(state=State.CLAIMED)
    claimed.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.FAILED, **stopped)
    claimed.update(state=State.WAITING, lease_until=None)
    ran_out.filter(state=State.HANDING_OVER).update(state=State.UNKNOWN, **stopped)


def waits(now: datetime) -> bool:
    return ChatPost.objects.filter(state=State.WAITING, due_at__lte=now).exists()


def send_again(post: ChatPost) -> bool:
    """Somebody's decision for what failed or is unknown; False for any other state."""
    again = ChatPost.objects.filter(pk=post.pk, state__in=[State.FAILED, State.UNKNOWN])
    return bool(
        again.update(
            state=State.WAITING,
            due_at=timezone.now(),
            settled_at=None,
            attempts=0,
            problem="",
            detail="",
        )
    )
