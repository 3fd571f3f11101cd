"""Mails and posts to chats are claimed, given back and sent again in the same way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core.outbox import LEASE, MOST_ATTEMPTS, OutboxRow, State
from nudges.models import Message
from tests.cast import Cast
from themes.models import ChatChannel, ChatPost

MINUTE = timedelta(minutes=1)


def mail(cast: Cast, **fields: Any) -> Message:
    return Message.objects.create(
        person=cast.member, dedupe_key="one", due_at=timezone.now(), **fields
    )


def post(cast: Cast, **fields: Any) -> ChatPost:
    chat = ChatChannel.objects.create(
        theme=cast.theme,
        kind="slack",
        language="en",
        connected_by=cast.sponsor,
        connected_at=timezone.now(),
    )
    return ChatPost.objects.create(
        channel=chat, kind="news", about="1", dedupe_key="one", due_at=timezone.now(), **fields
    )


ROWS = [mail, post]


def test_both_kinds_are_rows_of_the_outbox() -> None:
    assert set(OutboxRow.__subclasses__()) == {Message, ChatPost}


@pytest.mark.parametrize("make", ROWS)
def test_claimed_row_is_given_back_without_counting(cast: Cast, make: Callable[..., Any]) -> None:
    row, now = make(cast), timezone.now()
    ours = type(row).objects.filter(pk=row.pk)

    lease = ours.claim(now)
    assert not type(row).objects.due(now).exists()
    ours.give_back(lease + MINUTE)  # somebody else's
    assert not type(row).objects.due(now).exists()
    ours.give_back(lease)

    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease_until) == (State.WAITING, 0, None)


@pytest.mark.parametrize("make", ROWS)
@pytest.mark.parametrize(
    ("state", "attempts", "lease", "becomes"),
    [
        (State.CLAIMED, 1, -MINUTE, State.WAITING),
        (State.CLAIMED, 1, MINUTE, State.CLAIMED),
        (State.CLAIMED, 1, 3 * LEASE, State.WAITING),  # by a clock that was wrong
        (State.CLAIMED, MOST_ATTEMPTS, -MINUTE, State.FAILED),
        (State.HANDING_OVER, 1, -MINUTE, State.UNKNOWN),
        (State.HANDING_OVER, 1, MINUTE, State.HANDING_OVER),
    ],
)
def test_what_a_dead_worker_held_waits_or_is_parked(
    cast: Cast,
    make: Callable[..., Any],
    state: State,
    attempts: int,
    lease: timedelta,
    becomes: State,
) -> None:
    now = timezone.now()
    row = make(cast, state=state, attempts=attempts, lease_until=now + lease)

    type(row).objects.all().release(now)

    row.refresh_from_db()
    assert row.state == becomes


@pytest.mark.parametrize("make", ROWS)
def test_only_what_failed_or_is_unknown_goes_again(cast: Cast, make: Callable[..., Any]) -> None:
    now = timezone.now()
    row = make(cast, state=State.HANDING_OVER, attempts=3, lease_until=now - MINUTE)

    assert row.send_again() is False
    type(row).objects.all().release(now)
    assert row.send_again() is True
    assert row.send_again() is False

    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease_until) == (State.WAITING, 0, None)
