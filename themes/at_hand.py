"""What an organisation has of themes: whoever asks somebody looks here first."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from nudges.at_hand import Rows, states
from nudges.mail.retention import long_settled
from themes.models import ChatChannel, ChatPost, Cycle, RoleChange, Theme
from themes.roles.nudges import STAND

AT_HAND: dict[str, Rows] = {
    "themes.no_focus": lambda now: Theme.objects.filter(focuses=None, closures=None),
    "themes.chats": lambda now: ChatChannel.objects.all(),
    "themes.old_posts": lambda now: long_settled(ChatPost.objects.exclude(settled_at=None), now),
    "themes.role_changes": lambda now: RoleChange.objects.filter(at__gt=now - STAND),
}


def phases(now: datetime) -> QuerySet[Any]:
    """The phases in which it has cycles."""
    return states("", "phase", Cycle.objects.all())
