"""The chats that hear of a theme: connected, tried and disconnected by people."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs.audit import log as audit
from orgs.models import Person
from themes.chat.delivery import TEST
from themes.chat.tasks import post_soon
from themes.chat.webhook import masked, refusal
from themes.models import ChatChannel, ChatPost, Theme


@transaction.atomic
def chat_connect(
    *, theme: Theme, kind: str, address: str, language: str, by: Person
) -> ChatChannel:
    """Tell this chat the theme's news from now on; another address takes the place of the first."""
    if why := refusal(address):
        raise ValidationError({"address": str(why)})
    channel = ChatChannel.objects.filter(theme=theme, kind=kind).first()
    channel = channel or ChatChannel(theme=theme, kind=kind)
    channel.language, channel.masked = language, masked(address)
    channel.connected_by, channel.connected_at = by, timezone.now()
    channel.seal(address)
    channel.save()
    audit.record(actor=by, verb="chat.connect", about=channel, after={"address": channel.masked})
    return channel


@transaction.atomic
def chat_disconnect(*, channel: ChatChannel, by: Person) -> None:
    audit.record(actor=by, verb="chat.disconnect", about=channel)
    channel.delete()


@transaction.atomic
def chat_test(*, channel: ChatChannel) -> ChatPost:
    """Send a message that says what the chat will hear. One that still waits is enough."""
    waiting = channel.posts.filter(kind=TEST, settled_at=None).first()
    post_soon()
    return waiting or ChatPost.objects.create(
        channel=channel, kind=TEST, dedupe_key=f"{TEST}|{uuid.uuid4()}", due_at=timezone.now()
    )
