"""The chats' outbox: news is written once a chat, claimed with a lease, and parked when unsure.

A post moves waiting → claimed → handing over → sent. A lease that ran out tells that a worker
died: a claimed post waits again, one that was being handed over is unknown and stays parked.
"""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from orgs.grouping import grouped
from themes.chat.news import news
from themes.models import ChatChannel, ChatPost

LEASE = timedelta(minutes=5)
AT_ONCE = 3  # as many as a worker surely hands over before its lease runs out
State = ChatPost.State


def write(now: datetime) -> None:
    """A post for each chat of a theme that has news since the chat was connected."""
    channels = grouped(ChatChannel.objects.all(), "theme_id")
    found = [(item, said) for item in news for said in item.rows(now)] if channels else []
    posts = [
        ChatPost(
            channel=channel, kind=item.kind, about=said.about, due_at=said.at,
            dedupe_key=f"{item.kind}|{said.about}",
        )
        for item, said in found
        if said.at <= now < said.until
        for channel in channels[said.theme_id]
        if channel.connected_at <= said.at
    ]  # fmt: skip
    ChatPost.objects.bulk_create(posts, ignore_conflicts=True)


def claim(now: datetime) -> list[int]:
    """Take some due posts; two workers never take the same one."""
    rows = ChatPost.objects.select_for_update(skip_locked=True)
    due = rows.filter(state=State.WAITING, due_at__lte=now).order_by("due_at", "pk")
    taken = list(due.values_list("pk", flat=True)[:AT_ONCE])
    ChatPost.objects.filter(pk__in=taken).update(
        state=State.CLAIMED, lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    return taken


def give_back(taken: list[int]) -> None:
    """What was claimed and not begun waits again, as if nobody had taken it."""
    ChatPost.objects.filter(pk__in=taken, state=State.CLAIMED).update(
        state=State.WAITING, lease_until=None, attempts=F("attempts") - 1
    )


def postpone(channel: ChatChannel, until: datetime) -> None:
    """A chat that gave no answer is left alone for a while."""
    unsent = ChatPost.objects.filter(channel=channel, state__in=[State.WAITING, State.CLAIMED])
    unsent.filter(due_at__lt=until).update(due_at=until)


def release(now: datetime) -> None:
    """Give back what a dead worker held, or park it when it may have been sent."""
    ran_out = ChatPost.objects.filter(lease_until__lt=now)
    ran_out.filter(state=State.CLAIMED).update(state=State.WAITING, lease_until=None)
    ran_out.filter(state=State.HANDING_OVER).update(
        state=State.UNKNOWN, lease_until=None, settled_at=now, problem=ChatPost.Problem.STOPPED
    )


def waits(now: datetime) -> bool:
    return ChatPost.objects.filter(state=State.WAITING, due_at__lte=now).exists()


def send_again(post: ChatPost) -> bool:
    """Somebody's decision for what failed or is unknown; False for any other state."""
    again = ChatPost.objects.filter(pk=post.pk, state__in=[State.FAILED, State.UNKNOWN])
    return bool(
        again.update(
            state=State.WAITING, due_at=timezone.now(), settled_at=None, attempts=0,
            problem="", detail="",
        )
    )  # fmt: skip
