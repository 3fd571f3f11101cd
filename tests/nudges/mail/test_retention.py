"""What was sent is forgotten after a while; what still has to be sent is not."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.tenancy import tenant
from nudges.mail import retention as forgetting
from nudges.models import Message, Occasion
from nudges.tasks import look_after
from orgs.models import AuditEvent
from tests.cast import ISTANBUL, Cast
from themes.models import ChatChannel, ChatPost

LIMIT = datetime(2025, 5, 20, tzinfo=ISTANBUL)  # the cast stands at noon a year later
OLD = LIMIT - timedelta(minutes=1)


def mail(stage: Cast, key: str, due_at: datetime, state: str = "dropped") -> None:
    message = Message.objects.create(
        person=stage.member,
        dedupe_key=key,
        due_at=due_at,
        state=state,
        sent_at=due_at if state == "sent" else None,
    )
    Occasion.objects.create(
        message=message,
        person=stage.member,
        kind="plants.water",
        about="plants.plant:1",
        moment="open",
        dedupe_key=key,
    )


def post(stage: Cast, key: str, due_at: datetime, state: str) -> None:
    chat, _made = ChatChannel.objects.get_or_create(
        theme=stage.theme,
        kind="slack",
        sealed="x",
        masked="x",
        language="en",
        connected_by=stage.integrator,
        connected_at=OLD,
    )
    settled_at = None if state == "waiting" else due_at
    ChatPost.objects.create(
        channel=chat,
        kind="checkins.today",
        about=key,
        dedupe_key=key,
        due_at=due_at,
        state=state,
        settled_at=settled_at,
    )


def forgotten() -> list[tuple[str, int, str]]:
    events = AuditEvent.objects.filter(verb__endswith=".forget").order_by("pk")
    return [(row.verb, row.after["rows"], row.after["due_before"]) for row in events]


def test_mails_and_chat_messages_are_forgotten_after_a_year(stage: Cast, settings: Any) -> None:
    """T5, R2: with the occasions they told, and the record says so; nothing that waits goes."""
    with tenant(stage.organisation):
        for state in ("sent", "unknown", "failed", "dropped", "waiting"):
            mail(stage, state, OLD, state)
        mail(stage, "younger", LIMIT)
        for state in ("sent", "waiting"):
            post(stage, state, OLD, state)
        post(stage, "younger", LIMIT, "sent")

    for _again in range(2):
        look_after(stage.organisation.pk)

    with tenant(stage.organisation):
        kept = Message.objects.filter(occasions__kind="plants.water").values_list("dedupe_key")
        assert set(kept) == {("waiting",), ("younger",)}
        assert Occasion.objects.filter(kind="plants.water").count() == 2
        assert set(ChatPost.objects.values_list("dedupe_key")) == {("waiting",), ("younger",)}
        assert forgotten() == [
            ("mails.forget", 4, "2025-05-20"),
            ("chat_posts.forget", 1, "2025-05-20"),
        ]


def test_each_tick_forgets_some(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """R2: a large backlog does not hold up the tick; the oldest go first, in few statements."""
    monkeypatch.setattr(forgetting, "AT_ONCE", 3)
    for number in range(4):
        mail(cast, f"{number}", OLD - timedelta(days=number))
    asked = []

    for _tick in range(2):
        with CaptureQueriesContext(connection) as queries:
            forgetting.mails_forget(timezone.now())
        asked.append(len(queries))
        left = list(Message.objects.values_list("dedupe_key", flat=True))
        assert left == (["0"] if not asked[1:] else [])

    assert asked[0] == asked[1]
    assert [rows for _verb, rows, _day in forgotten()] == [3, 1]


def test_list_of_mails_says_how_long_it_goes_back(stage: Cast, sign_in: Any, settings: Any) -> None:
    settings.KEEP_MAILS_MONTHS = 6

    page = sign_in(stage.administrator).get(stage.path("messages/")).content.decode()

    assert "forgotten 6 months later" in page
