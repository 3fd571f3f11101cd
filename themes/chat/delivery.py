"""Hand one post over to its chat, and know afterwards what became of it."""

from datetime import timedelta
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.http import href
from core.languages import spoken
from core.outbox import MOST_ATTEMPTS, State
from core.tenancy import tenant
from orgs.models import Organisation
from themes.chat import outbox
from themes.chat.news import Said, news
from themes.chat.payloads import payload
from themes.chat.webhook import Outcome
from themes.chat.webhook import post as post_to
from themes.models import ChatChannel, ChatPost

TEST = "themes.chat_test"
Problem = ChatPost.Problem


def deliver(organisation: Organisation, post_id: int) -> bool:
    """Render, mark as being handed over, commit, send, mark as sent; False for a silent chat.

    Between the two commits a death of this worker leaves the post unknown, never sent twice.
    """
    with tenant(organisation):
        prepared = _prepare(post_id, organisation)
    if prepared is None:
        return True
    outcome = post_to(*prepared)
    with tenant(organisation):
        _finish(post_id, outcome)
    return not outcome.silent


def _prepare(post_id: int, organisation: Organisation) -> tuple[str, dict[str, Any]] | None:
    """The address and what goes there, if it is still news."""
    rows = ChatPost.objects.select_for_update(of=("self",)).select_related("channel__theme")
    row = rows.filter(pk=post_id, state=State.CLAIMED).first()
    if row is None:
        return None
    channel = row.channel
    with translation.override(spoken(channel.language)), timezone.override(organisation.time_zone):
        said = _still_news(row)
        if said is None:
            state = State.FAILED if row.problem else State.DROPPED
            row.settle(state, row.problem or Problem.OVER, row.detail, timezone.now())
            return None
        body = payload(channel.kind, said, url=settings.BASE_URL + said.url)
    try:
        address = channel.unseal()
    except InvalidToken:
        row.settle(State.FAILED, Problem.SEALED, "", timezone.now())
        return None
    row.state, row.title = State.HANDING_OVER, said.title[:300]
    row.save()
    return address, body


def _still_news(row: ChatPost) -> Said | None:
    if row.kind == TEST:
        return _trial(row.channel)
    now = timezone.now()
    found = news[row.kind].rows(now) if row.kind in news.names() else []
    return next((said for said in found if said.about == row.about and now < said.until), None)


def _trial(channel: ChatChannel) -> Said:
    """What the test button sends."""
    now, said = timezone.now(), {"theme": channel.theme}
    return Said(
        theme_id=channel.theme_id,
        about="",
        title=_("This chat hears news of “%(theme)s”") % said,
        lines=[_("Calls for volunteers, check-ins and their minutes, results of a cycle.")],
        url=href("pages:theme_detail", theme=channel.theme_id),
        action=_("See the theme"),
        at=now,
        until=now,
    )


def _finish(post_id: int, outcome: Outcome) -> None:
    row = ChatPost.objects.select_for_update().filter(pk=post_id).first()
    if row is None:  # the chat was disconnected meanwhile
        return
    now, state = timezone.now(), outcome.state
    pause = max(timedelta(minutes=2**row.attempts), timedelta(seconds=outcome.wait))
    if outcome.silent:
        outbox.postpone(row.channel, now + pause)
    if state == State.WAITING and row.attempts < MOST_ATTEMPTS:
        row.wait(outcome.problem, outcome.detail, now + pause)
        return
    state = State.FAILED if state == State.WAITING else state
    row.settle(state, outcome.problem, outcome.detail, now)
