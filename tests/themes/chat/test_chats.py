"""What a theme tells its chat (Q7, C7, K9), and what it never tells."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from checkins.impediments.actions import impediment_raise
from checkins.live_check_in.actions import check_in_end, check_in_start, slot_next
from checkins.models import CheckIn
from checkins.series.actions import series_plan
from core.outbox import State
from core.outgoing import client, turns
from core.tenancy import tenant
from nudges.registry import nudges, open_rows
from nudges.tasks import look_after
from orgs.models import AuditEvent
from teams.calls.news import call_opened
from teams.models import Call
from tests.cast import ISTANBUL, Cast, make_theme
from tests.chat import Chat, chat_server
from tests.hosts import Host, host_that
from tests.teams.calling import next_call
from themes.chat import outbox, webhook
from themes.chat.actions import chat_connect, chat_disconnect, chat_test
from themes.chat.tasks import post_out
from themes.models import ChatChannel, ChatPost, Cycle, PhaseChange, Theme

MINUTE = timedelta(minutes=1)
BAD_NAME = "A & <!channel> *b* [c](https://d.example)"


@pytest.fixture
def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Chat]:
    """A chat on this machine, which the operator allows and whose certificate we trust."""
    settings.PRIVATE_HOSTS = ["localhost"]
    with chat_server(tmp_path) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "chat.pem"))
        yield server


@pytest.fixture
def slack(stage: Cast, chat: Chat) -> ChatChannel:
    return connect(stage, chat, "slack")


def connect(stage: Cast, chat: Chat, kind: str) -> ChatChannel:
    with tenant(stage.organisation):
        return chat_connect(
            theme=stage.theme, kind=kind, address=chat.url, language="en", by=stage.integrator
        )


def tick(stage: Cast) -> list[tuple[str, str]]:
    """What beat brings about; gives the posts, the first first."""
    look_after(stage.organisation.pk)
    post_out(stage.organisation.pk)
    with tenant(stage.organisation):
        return list(ChatPost.objects.order_by("pk").values_list("state", "problem"))


def trial(stage: Cast, channel: ChatChannel) -> list[tuple[str, str]]:
    with tenant(stage.organisation):
        chat_test(channel=channel)
    return tick(stage)


def held(stage: Cast, clock: time_machine.Traveller) -> CheckIn:
    """A check-in with decisions, beside an open and a private impediment of the team."""
    with tenant(stage.organisation):
        check_in = series_plan(
            cycle=stage.cycle,
            dates=[timezone.now() + MINUTE],
            by=stage.integrator,
            facilitator=stage.facilitator,
        )[0]
        check_in_start(check_in=check_in, by=stage.facilitator)
        for words, private in (("No van <yet>", False), ("Selin is often ill", True)):
            impediment_raise(team=stage.team, text=words, by=stage.member, private=private)
        clock.shift(MINUTE * 15)
        slot_next(slot=check_in.slots.get(team=stage.team), by=stage.facilitator)
        clock.shift(MINUTE * 5)
        check_in_end(check_in=check_in, by=stage.facilitator, decisions="We meet & talk <in June>")
    return check_in


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://hooks.slack.com/services/T0/B0/x", True),
        ("https://prod.westeurope.logic.azure.com:443/workflows/a?sig=b%2Fc", True),
        ("http://hooks.slack.com/services/T0/B0/x", False),
        ("https://name:word@hooks.slack.com/x", False),
        ("https://hooks.slack.com/a b", False),
        ("https://hooks.slack.com:port/x", False),
        ("https:///services", False),
        ("https://127.0.0.1/x", False),
        ("https://[::1]/x", False),
        ("https://169.254.169.254/latest", False),
        ("https://[::ffff:10.0.0.1]/x", False),
        ("https://[64:ff9b::a00:1]/x", False),
        ("https://224.0.0.1/x", False),
        ("https://8.8.8.8/x", True),
    ],
)
def test_address_is_https_and_public(address: str, good: bool) -> None:
    """Q7: what can be seen of an address before anybody asks it."""
    assert (webhook.refusal(address) == "") is good


def test_integration_team_connects_a_chat(stage: Cast, chat: Chat, sign_in: Any) -> None:
    """Q7: the address is a secret: sealed, masked, in no page, no audit; a bad one is explained."""
    path, browser = stage.path(f"themes/{stage.theme.pk}/chat/"), sign_in(stage.integrator)
    said = {"kind": "slack", "language": "en"}

    bad = browser.post(path, {**said, "address": "http://hooks.slack.com/kept"})
    good = browser.post(path, {**said, "address": chat.url})
    page = browser.get(path).text

    assert bad.status_code == 422
    assert "Copy the address as the chat shows it. It begins with https://." in bad.text
    assert 'value="http://hooks.slack.com/kept"' in bad.text
    assert good.status_code == 302
    assert ("localhost/…%2Fb" in page, "s3cr3t" in page) == (True, False)
    with tenant(stage.organisation):
        (row,) = ChatChannel.objects.all()
        assert (row.unseal(), "s3cr3t" in row.sealed, row.connected_by) == (
            chat.url,
            False,
            stage.integrator,
        )
        assert AuditEvent.objects.get(verb="chat.connect").after == {"address": row.masked}
    assert sign_in(stage.member).get(path).status_code == 403
    assert sign_in(stage.administrator).get(path).status_code == 200
    assert "localhost/…%2Fb" in sign_in(stage.administrator).get(stage.path("settings/chats/")).text


def test_test_button_tells_what_became_of_it(
    stage: Cast, chat: Chat, slack: ChatChannel, sign_in: Any
) -> None:
    """Q7: pressed twice it is sent once; text for notifications, blocks for the eye."""
    page, browser = stage.path(f"themes/{stage.theme.pk}/chat/"), sign_in(stage.integrator)
    for _press in range(2):
        browser.post(stage.path(f"chats/{slack.pk}/test/"))
    waiting = browser.get(page).text

    after = tick(stage)

    ((target, body),) = chat.posts
    assert after == [(State.SENT, "")]
    assert target == "/services/T0/B0/s3cr3t-wXyZ?sig=a%2Fb"
    assert [block["type"] for block in body["blocks"]] == ["header", "section", "section"]
    assert body["blocks"][0]["text"]["text"] == "This chat hears news of “Quieter kitchens”"
    assert body["text"].startswith("This chat hears news of “Quieter kitchens”\nCalls for")
    assert ("load delay:3s" in waiting, "load delay:3s" in browser.get(page).text) == (True, False)


def test_slack_reads_no_markup_in_people_s_words(
    stage: Cast, chat: Chat, slack: ChatChannel, clock: time_machine.Traveller
) -> None:
    """Q7, K9: the minutes in short, escaped; a private impediment is not even counted."""
    with tenant(stage.organisation):
        Theme.objects.filter(pk=stage.theme.pk).update(name=BAD_NAME)
    held(stage, clock)

    assert tick(stage) == [(State.SENT, "")]

    (body,) = chat.bodies
    lines = body["blocks"][1]["text"]
    assert lines["type"] == "plain_text"
    assert "Decided: We meet &amp; talk &lt;in June&gt;" in lines["text"]
    assert "1 impediment" in lines["text"]
    assert body["blocks"][2]["text"]["text"].endswith("/minutes/|Read the minutes>")
    assert ("ill" in str(body), "<in" in body["text"]) == (False, False)


def test_teams_gets_an_adaptive_card(
    stage: Cast, chat: Chat, clock: time_machine.Traveller
) -> None:
    """Q7: a card in a message; text runs, so that nothing is Markdown; on the day at eight."""
    connect(stage, chat, "teams")
    starts_at = datetime(2026, 5, 22, 14, 0, tzinfo=ISTANBUL)
    with tenant(stage.organisation):
        series_plan(
            cycle=stage.cycle, dates=[starts_at], by=stage.integrator, place="[Room](https://d)"
        )
    clock.move_to(starts_at.replace(hour=7, minute=59))
    early = tick(stage)
    clock.move_to(starts_at.replace(hour=8))

    assert (early, tick(stage), tick(stage)) == ([], [(State.SENT, "")], [(State.SENT, "")])

    (body,) = chat.bodies
    (attachment,) = body["attachments"]
    card = attachment["content"]
    assert (body["type"], attachment["contentType"]) == (
        "message",
        "application/vnd.microsoft.card.adaptive",
    )
    assert {block["type"] for block in card["body"]} == {"RichTextBlock"}
    assert [block["inlines"][0]["text"] for block in card["body"]] == [
        "Check-in 1 today: Fri 22 May, 14:00",
        "[Room](https://d)",
        "• Capabilities",
        "• Working conditions",
    ]
    assert card["actions"][0]["url"].endswith(f"/check-ins/{check_in_of(stage).pk}/")


def check_in_of(stage: Cast) -> CheckIn:
    with tenant(stage.organisation):
        return CheckIn.objects.get()


def test_call_is_told_when_it_opens(stage: Cast, chat: Chat, slack: ChatChannel) -> None:
    """C7, Q7: once, in the chat's words; what was there before the chat was connected is not."""
    with tenant(stage.organisation):
        Theme.objects.filter(pk=stage.theme.pk).update(name=BAD_NAME)
        next_call(stage)
        with translation.override("de"):
            (said,) = call_opened(timezone.now())
    states = tick(stage)
    again = connect(stage, chat, "teams")

    assert "Mitmachen ist freiwillig." in said.lines[0]
    assert states == tick(stage)[:1] == [(State.SENT, "")]
    body = chat.bodies[0]
    assert "Joining is voluntary." in body["blocks"][1]["text"]["text"]
    assert "A &amp; &lt;!channel&gt; *b*" in body["blocks"][0]["text"]["text"]
    with tenant(stage.organisation):
        assert again.posts.count() == 1  # connected at the very same moment
        Call.objects.update(opened_at=timezone.now() - MINUTE)
        ChatPost.objects.all().delete()
        outbox.write(timezone.now())
        assert not ChatPost.objects.exists()


def test_end_of_a_cycle_is_told_in_counts(stage: Cast, chat: Chat, slack: ChatChannel) -> None:
    """Q7, K11: what teams learned and keep, over all of them; no score, no team."""
    with tenant(stage.organisation):
        Cycle.objects.filter(pk=stage.cycle.pk).update(phase="closed")
        PhaseChange.objects.create(
            cycle=stage.cycle, left="reviewing", entered="closed", by=stage.integrator
        )

    assert tick(stage) == [(State.SENT, "")]
    assert chat.bodies[0]["blocks"][0]["text"]["text"] == "Cycle 1 of “Quieter kitchens” is over"
    assert chat.bodies[0]["blocks"][1]["text"]["text"].splitlines() == [
        "0 learnings shared",
        "0 practices we keep",
    ]


def test_failure_is_tried_again_and_told(
    stage: Cast, chat: Chat, slack: ChatChannel, clock: time_machine.Traveller, sign_in: Any
) -> None:
    """Q7: ever longer pauses, then it has failed: who connected it and administrators hear so."""
    chat.status, chat.words = 503, "rollup\nerror"
    trial(stage, slack)
    pauses = []
    with tenant(stage.organisation):
        pauses.append(ChatPost.objects.get().due_at - timezone.now())
    for _again in range(7):
        with tenant(stage.organisation):
            clock.move_to(ChatPost.objects.get().due_at)
        tick(stage)
        with tenant(stage.organisation):
            pauses.append(ChatPost.objects.get().due_at - timezone.now())

    assert [pause // MINUTE for pause in pauses[:-1]] == [2, 4, 8, 16, 32, 64, 128]
    with tenant(stage.organisation):
        (post,) = ChatPost.objects.all()
        asked = {due.person_id for due in open_rows(nudges["themes.chat_silent"], timezone.now())}
    assert (post.state, post.detail, len(chat.posts)) == (State.FAILED, "503 rollup error", 8)
    assert asked == {stage.integrator.pk, stage.administrator.pk}
    page = stage.path(f"themes/{stage.theme.pk}/chat/")
    assert "The chat has a fault of its own." in sign_in(stage.administrator).get(page).text
    assert "Slack no longer hears of" in sign_in(stage.integrator).get(stage.path()).text

    chat.status = 200
    sign_in(stage.integrator).post(stage.path(f"chat-posts/{post.pk}/again/"))

    assert tick(stage) == [(State.SENT, "")]
    assert "Slack no longer hears of" not in sign_in(stage.integrator).get(stage.path()).text


@pytest.mark.parametrize(
    ("status", "headers", "state", "problem"),
    [
        (404, {}, State.FAILED, "refused"),
        (302, {"Location": "/elsewhere"}, State.FAILED, "moved"),
        (202, {}, State.SENT, ""),
        (0, {}, State.UNKNOWN, "lost"),
    ],
)
def test_answers_are_told_apart(
    stage: Cast, chat: Chat, slack: ChatChannel, status: int, headers: Any, state: str, problem: str
) -> None:
    """Q7: a no is no; no redirect is followed; what may have arrived is not sent again."""
    chat.status, chat.headers = status, headers

    assert trial(stage, slack) == tick(stage) == [(state, problem)]
    assert len(chat.posts) == 1


def test_chat_that_asks_for_patience_gets_it(stage: Cast, chat: Chat, slack: ChatChannel) -> None:
    """Q7: 429 with Retry-After."""
    chat.status, chat.headers = 429, {"Retry-After": "600"}

    assert trial(stage, slack) == [(State.WAITING, "busy")]
    with tenant(stage.organisation):
        assert ChatPost.objects.get().due_at == timezone.now() + 10 * MINUTE


def test_private_network_is_out_of_reach(
    stage: Cast, chat: Chat, slack: ChatChannel, settings: Any
) -> None:
    """Q7, R7: what a name leads to counts, at the moment of sending; the operator can allow it."""
    settings.PRIVATE_HOSTS = []

    assert trial(stage, slack) == [(State.FAILED, "private")]
    assert chat.posts == []


def test_stranger_s_certificate_gets_nothing(
    stage: Cast, chat: Chat, slack: ChatChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Q7: not handed over, so it waits."""
    monkeypatch.delenv("SSL_CERT_FILE")

    assert trial(stage, slack) == [(State.WAITING, "away")]
    assert chat.posts == []


def waiting_posts(channel: ChatChannel, number: int) -> None:
    for key in range(number):
        ChatPost.objects.create(
            channel=channel, kind="themes.chat_test", dedupe_key=str(key), due_at=timezone.now()
        )


def test_silent_chat_costs_one_deadline_a_tick(
    stage: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """W2: its next messages wait, those of the same tick are given back; nothing is sent twice."""
    settings.PRIVATE_HOSTS = ["localhost"]
    monkeypatch.setattr(client, "SECONDS", 0.8)
    with host_that(never_answers, tmp_path) as host:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "chat.pem"))
        address = host.url("/x", "https")
        with tenant(stage.organisation):
            slack, teams = (
                chat_connect(
                    theme=stage.theme, kind=kind, address=address, language="en", by=stage.sponsor
                )
                for kind in ("slack", "teams")
            )
            for channel in (slack, teams):
                waiting_posts(channel, 2)
        states = tick(stage)

    assert len(host.heard) == 1
    assert states == [(State.UNKNOWN, "lost"), *[(State.WAITING, "")] * 3]
    with tenant(stage.organisation):
        later = ChatPost.objects.filter(due_at__gt=timezone.now())
        assert [post.channel for post in later] == [slack]
        assert set(ChatPost.objects.filter(state=State.WAITING).values_list("attempts")) == {(0,)}


def never_answers(host: Host, connection: Any) -> None:
    host.heard.append(connection.recv(65536))
    host.over.wait(50)


def test_one_call_at_a_time_for_an_organisation(
    stage: Cast, chat: Chat, slack: ChatChannel
) -> None:
    """W2: however many workers there are; what waits for another call was never tried."""
    with tenant(stage.organisation):
        chat_test(channel=slack)

    with turns.turn(stage.organisation.pk):
        during = tick(stage)
    with tenant(stage.organisation):
        attempts = ChatPost.objects.get().attempts

    assert (during, attempts) == ([(State.WAITING, "")], 0)
    assert tick(stage) == [(State.SENT, "")]


def test_worker_that_dies_leaves_nothing_lost_and_nothing_twice(
    stage: Cast, chat: Chat, slack: ChatChannel, clock: time_machine.Traveller
) -> None:
    """Q7, T5: claimed goes back, handing over is parked; two claims never take the same."""
    with tenant(stage.organisation):
        claimed = chat_test(channel=slack)
        handing_over = ChatPost.objects.create(
            channel=slack, kind=claimed.kind, dedupe_key="2", due_at=timezone.now()
        )
        taken = [outbox.claim(timezone.now()) for _claim in range(3)]
        ChatPost.objects.filter(pk=handing_over.pk).update(state=State.HANDING_OVER)
    clock.shift(6 * MINUTE)

    assert taken == [claimed.pk, handing_over.pk, None]
    assert tick(stage) == tick(stage) == [(State.SENT, ""), (State.UNKNOWN, "stopped")]
    assert len(chat.posts) == 1


def test_nothing_goes_to_a_chat_that_was_disconnected(
    stage: Cast, chat: Chat, slack: ChatChannel
) -> None:
    """Q7: the address is forgotten, and what waited with it."""
    with tenant(stage.organisation):
        chat_test(channel=slack)
        chat_disconnect(channel=slack, by=stage.integrator)
        assert not ChatPost.objects.exists()

    assert (tick(stage), chat.posts) == ([], [])


def test_news_is_looked_for_as_often_for_many(
    stage: Cast, chat: Chat, slack: ChatChannel, clock: time_machine.Traveller
) -> None:
    """Q7: set-based; an organisation without a chat asks once."""
    moment = datetime(2026, 5, 22, 8, 0, tzinfo=ISTANBUL)
    clock.move_to(moment)

    def asked(*hours: int) -> tuple[int, int]:
        with tenant(stage.organisation):
            dates = [moment.replace(hour=hour) for hour in hours]
            series_plan(cycle=stage.cycle, dates=dates, by=stage.integrator)
            with CaptureQueriesContext(connection) as captured:
                outbox.write(moment)
            return ChatPost.objects.count(), len(captured)

    (one, few), (four, many) = asked(12), asked(13, 14, 15)

    assert ((one, four), few) == ((1, 4), many)


def test_pages_ask_as_often_for_many_chats(
    stage: Cast, chat: Chat, slack: ChatChannel, sign_in: Any
) -> None:
    """Q7: the theme's page and the administrators' list, set-based."""
    browser = sign_in(stage.administrator)
    pages = [stage.path(f"themes/{stage.theme.pk}/chat/"), stage.path("settings/chats/")]

    def asked() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(page).status_code == 200
            found.append(len(captured))
        return found

    trial(stage, slack)
    few = asked()
    connect(stage, chat, "teams")
    with tenant(stage.organisation):
        for name in ("Warm floors", "Dry cellars"):
            theme = make_theme(stage.sponsor, name=name)
            other = chat_connect(
                theme=theme, kind="slack", address=chat.url, language="en", by=stage.sponsor
            )
            for channel in (slack, other):
                chat_test(channel=channel)
                ChatPost.objects.filter(channel=channel).update(
                    state=State.FAILED, settled_at=timezone.now(), lease_until=None
                )

    assert asked() == few
