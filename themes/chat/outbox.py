"""The chats' outbox (`core.outbox`): news is written once a chat, and handed over once."""

from datetime import datetime
from functools import partial

from core.attempts import each
from core.grouping import grouped
from core.outbox import State
from themes.chat.news import News, news
from themes.models import ChatChannel, ChatPost


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
    rows = ChatPost.objects.due(now).select_for_update(skip_locked=True).order_by("due_at", "pk")
    taken: int | None = rows.values_list("pk", flat=True).first()
    ChatPost.objects.filter(pk=taken).claim(now)
    return taken


def postpone(channel: ChatChannel, until: datetime) -> None:
    """A chat that gave no answer is left alone for a while."""
    unsent = ChatPost.objects.filter(channel=channel, state__in=[State.WAITING, State.CLAIMED])
    unsent.filter(due_at__lt=until).update(due_at=until)
