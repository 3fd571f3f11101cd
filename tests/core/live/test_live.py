"""Streams: who hears what, when they end, and that they cost neither thread nor connection.

K3, U1: everybody in the room sees the same within a moment, and nobody else sees anything.
"""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
import time_machine
from django.conf import settings as configured
from django.core import signing
from django.db import connection, transaction
from django.test import RequestFactory

from core.live import channels as telling
from core.live import presence, seats
from core.live import streams as live
from core.live.channels import changed, of_account, of_session, present, revoked, ticket
from core.tenancy import tenant
from orgs.models import Person, Role
from orgs.people.actions import person_deactivate
from orgs.roles.actions import role_take
from reviews.review.actions import cycle_close
from teams.coaches.actions import coach_release
from teams.members.actions import member_leave
from teams.models import Membership
from tests.cast import Cast, Rival
from tests.serving import Site
from themes.models import Cycle, ThemeRole
from themes.theme.actions import role_take as theme_role_take
from themes.theme.actions import theme_edit
from tools.local.processes import wait_until

ROOM = "room-1"
Listen = Callable[..., "Line"]


class Line:
    """A browser's open stream, read as bytes."""

    def __init__(self, port: int, path: str, *, buffer: int = 0) -> None:
        self._socket = socket.socket()
        if buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self._socket.settimeout(20)
        self._socket.connect(("127.0.0.1", port))
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        self._file = self._socket.makefile("rb")
        self.status = int(self._line().split()[1])
        self.headers: dict[str, str] = {}
        while line := self._line():
            name, value = line.split(": ", 1)
            self.headers[name] = value

    def next(self) -> str:
        """What comes next: "changed board 8", "heal", "away", "beat", "" at the end.

        Who else came and went is another matter.
        """
        while (told := self.next_of_all()) == "changed here":
            pass
        return told

    def next_of_all(self) -> str:
        chunk = self._chunk()
        told = re.match(r"event: (\w+)\ndata: ?(.*)\n\n", chunk)
        if told is None:
            return chunk.strip()
        names = {**json.loads(told[2] or "{}"), "within": ""}
        return " ".join([told[1], *map(str, names.values())]).strip()

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def _chunk(self) -> str:
        size = int(self._line() or "0", 16)
        data = self._file.read(size).decode()
        self._line()
        return data

    def _line(self) -> str:
        return self._file.readline().decode().strip()


@pytest.fixture
def listen(streams: Site) -> Iterator[Listen]:
    """`listen(path)` opens a stream and reads on until it is healed."""
    lines = []

    def opened(path: str, **options: Any) -> Line:
        line = Line(streams.port, path, **options)
        lines.append(line)
        if line.status == 200:
            assert line.next() == "retry: 2000"
            assert line.next() == "heal" or line.next() == "heal"  # it may begin as "away"
        return line

    assert wait_until(lambda: bool(subscribed()), 20)
    yield opened
    for line in lines:
        line.close()


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Any:
    """Inside a test's transaction what is told on commit is told at the end of this block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def path_for(person: Person, *channels: str, session: str = "s1") -> str:
    """What a view that has checked the rights answers."""
    request: Any = RequestFactory().get("/")
    request.user, request.session = person.account, type("S", (), {"session_key": session})()
    with tenant(person.organisation):
        return str(json.loads(ticket(request, *(channels or [ROOM])).content)["url"])


def said(person: Person, channel: str, part: str, version: int) -> None:
    with tenant(person.organisation):
        changed(channel, part, version)


def closed(stage: Cast) -> None:
    Cycle.objects.filter(pk=stage.cycle.pk).update(phase=Cycle.Phase.REVIEWING)
    cycle_close(cycle=stage.cycle, by=stage.integrator, note="Early.")


def redis_client() -> redis.Redis:
    return redis.Redis.from_url(configured.REDIS_URL)


def subscribed() -> list[str]:
    """The connections that listen for this test process."""
    database = configured.REDIS_URL.rsplit("/", 1)[1]
    clients = redis_client().client_list(_type="pubsub")
    return [c["id"] for c in clients if c["db"] == database and c["sub"] == "1"]


def connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numbackends FROM pg_stat_database WHERE datname = current_database()"
        )
        return int(cursor.fetchone()[0])


def test_change_is_told_to_its_channel_alone(
    stage: Cast, rival: Rival, listen: Listen, commits: Any
) -> None:
    """K3, U1: names and versions, in the organisation's own channel; nothing of others."""
    here = listen(path_for(stage.member, ROOM, "room-2"))
    elsewhere = listen(path_for(stage.member, "room-3"))
    outside = listen(path_for(rival.outsider))

    with commits():
        said(stage.member, ROOM, "board", 8)
        said(stage.member, "room-2", "votes", 1)
    with commits():
        said(stage.member, "room-3", "order", 2)
        said(rival.outsider, ROOM, "secret", 5)

    assert here.headers["content-type"] == "text/event-stream"
    assert [here.headers["cache-control"], here.headers["x-accel-buffering"]] == ["no-store", "no"]
    assert [here.next(), here.next()] == ["changed board 8", "changed votes 1"]
    assert [elsewhere.next(), outside.next()] == ["changed order 2", "changed secret 5"]


@pytest.mark.django_db(transaction=True)
def test_change_is_told_once_it_is_committed(stage: Cast, listen: Listen) -> None:
    """K3: who is told finds it; what was undone is never told."""
    line = listen(path_for(stage.member))

    with tenant(stage.organisation):
        changed(ROOM, "undone", 1)
        transaction.set_rollback(True)
    with transaction.atomic():
        said(stage.member, ROOM, "late", 2)
        with redis_client().pubsub() as control:
            control.subscribe(telling.topic())
            control.get_message(timeout=5)
            nothing = control.get_message(timeout=0.2)

    assert nothing is None
    assert line.next() == "changed late 2"


def test_only_a_fresh_ticket_of_ours_opens(
    stage: Cast, streams: Site, listen: Listen, clock: time_machine.Traveller
) -> None:
    """U1: forged, made for something else, or older than a minute: an empty 403."""
    good = path_for(stage.member)
    other_purpose = signing.dumps([["1:account:1"], 9e9], salt="sunhand.link.")
    bad = [good[:-1] + ("x" if good[-1] != "x" else "y"), f"/live/?t={other_purpose}", "/live/"]

    before = [Line(streams.port, path) for path in [*bad, "/live/else/", "/live/?t=%ff", good]]
    clock.shift(telling.TICKET_SECONDS + 1)
    late = listen(good)

    assert [line.status for line in before] == [403, 403, 403, 404, 403, 200]
    assert (late.status, late.headers["content-length"]) == (403, "0")


def test_stream_ends_with_the_session(
    stage: Cast, listen: Listen, clock: time_machine.Traveller, sign_in: Any, commits: Any
) -> None:
    """U3: signing out ends this browser's streams, and what it asked for before opens no more."""
    browser = sign_in(stage.member)
    mine = path_for(stage.member, session=browser.session.session_key)
    line, other = listen(mine), listen(path_for(stage.member, session="telephone"))
    clock.shift(1)

    with commits():
        browser.post("/accounts/logout/")
        said(stage.member, ROOM, "board", 3)

    assert [line.next(), other.next()] == ["", "changed board 3"]
    assert listen(mine).status == 403


@pytest.mark.parametrize(
    "deed", ["leaves the team", "leaves", "role", "theme role", "sponsor", "coach", "cycle"]
)
def test_stream_ends_with_the_right(stage: Cast, listen: Listen, commits: Any, deed: str) -> None:
    """U3: who loses a right is asked anew at once; others hear nothing of it."""
    with tenant(stage.organisation):
        role = Role.objects.create(person=stage.member, kind=Role.Kind.ADMINISTRATOR)
        integrators = ThemeRole.objects.filter(person=stage.integrator)
        theme_role = integrators.create(
            theme=stage.theme, person=stage.integrator, kind=ThemeRole.Kind.FACILITATOR
        )
        membership = Membership.objects.current().get(person=stage.member)
    deeds: dict[str, tuple[Person, Callable[[], Any]]] = {
        "leaves the team": (
            stage.member,
            lambda: member_leave(membership=membership, by=stage.integrator),
        ),
        "leaves": (
            stage.reader,
            lambda: person_deactivate(person=stage.reader, by=stage.administrator),
        ),
        "role": (stage.member, lambda: role_take(role=role, by=stage.administrator)),
        "theme role": (
            stage.integrator,
            lambda: theme_role_take(role=theme_role, by=stage.sponsor),
        ),
        "sponsor": (
            stage.sponsor,
            lambda: theme_edit(theme=stage.theme, by=stage.integrator, sponsor=stage.home_leader),
        ),
        "cycle": (stage.member, lambda: closed(stage)),
        "coach": (stage.coach, lambda: coach_release(team=stage.team, by=stage.integrator)),
    }
    person, act = deeds[deed]
    line, other = listen(path_for(person)), listen(path_for(stage.administrator))

    with commits(), tenant(stage.organisation):
        act()
        changed(ROOM, "board", 4)

    assert [line.next(), other.next()] == ["", "changed board 4"]


def test_rights_that_end_elsewhere_end_no_stream_here(
    stage: Cast, rival: Rival, listen: Listen, commits: Any
) -> None:
    """W2: one account in two organisations; what one does closes nothing in the other."""
    line = listen(path_for(stage.member))

    with commits(), tenant(rival.organisation):
        revoked(of_account(stage.member.account_id))
    with commits():
        said(stage.member, ROOM, "board", 5)

    assert line.next() == "changed board 5"


def test_everybody_comes_back_to_a_redis_that_does(
    stage: Cast, listen: Listen, commits: Any
) -> None:
    """K3: the lost connection is made anew, and browsers are told to ask for everything."""
    line = listen(path_for(stage.member))

    for connected in subscribed():
        redis_client().client_kill_filter(_id=connected)

    assert [line.next(), line.next()] == ["away", "heal"]
    with commits():
        said(stage.member, ROOM, "board", 9)
    assert line.next() == "changed board 9"


def test_page_goes_on_without_redis_and_streams_are_healed(
    stage: Cast, listen: Listen, commits: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """K3: what could not be told is said once in the log; then everybody asks anew."""
    line, there = listen(path_for(stage.member)), settings.REDIS_URL
    telling._client.cache_clear()
    settings.REDIS_URL = "redis://127.0.0.1:1/" + there.rsplit("/", 1)[1]
    with commits():
        said(stage.member, ROOM, "board", 1)
        said(stage.member, ROOM, "board", 2)
    telling._client.cache_clear()
    settings.REDIS_URL = there

    with commits():
        said(stage.member, ROOM, "board", 3)

    assert line.next() == ""
    assert caplog.text.count("live.not_told") == 1


def test_slow_reader_is_closed(
    stage: Cast, listen: Listen, commits: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K3: nobody's stream fills the memory: it ends, and others hear everything."""
    monkeypatch.setattr(live, "BEHIND", 5)
    slow = listen(path_for(stage.member, ROOM), buffer=4096)
    monkeypatch.setattr(live, "BEHIND", 1000)
    quick = listen(path_for(stage.member, ROOM))
    word = "x" * 200_000

    with commits():
        for version in range(60):
            said(stage.member, ROOM, word, version)

    assert [quick.next() for _ in range(60)][-1] == f"changed {word} 59"
    heard = list(iter(slow.next, ""))
    assert 0 < len(heard) < 60


def test_quiet_stream_says_a_word_and_ends_in_time(
    stage: Cast, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K3: a beat tells that it is alive; the stream ends by itself and comes back."""
    monkeypatch.setattr(live, "BEAT", 0.05)
    monkeypatch.setattr(live, "LIFE", 0.5)
    line = listen(path_for(stage.member))

    heard = list(iter(line.next, ""))

    assert set(heard) == {"beat"}
    assert 1 <= len(heard) <= 10


def test_open_streams_hold_no_thread_and_no_connection(
    stage: Cast,
    streams: Site,
    listen: Listen,
    commits: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """K3: 50 at once on one connection to Redis; all hear it; all end when the server stops."""
    monkeypatch.setattr(seats, "OF_ACCOUNT", 50)
    before = threading.active_count(), connections(), len(subscribed())

    lines = [listen(path_for(stage.member)) for _ in range(50)]

    assert (threading.active_count(), connections(), len(subscribed())) == before
    with commits():
        said(stage.member, ROOM, "board", 7)
    assert {line.next() for line in lines} == {"changed board 7"}
    streams.stop()
    assert {line.next() for line in lines} == {""}


def test_it_is_known_who_is_here_as_long_as_they_are(
    stage: Cast, listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K3, R4: by open streams alone, in their own channel; a minute later nothing is kept."""
    monkeypatch.setattr(presence, "PULSE", 0.05)

    def here(*people: Person) -> bool:
        with tenant(stage.organisation):
            return wait_until(lambda: present(ROOM) == {p.account_id for p in people}, 10)

    line = listen(path_for(stage.representative))
    phone, tablet = listen(path_for(stage.member)), listen(path_for(stage.member))
    listen(path_for(stage.reader, "room-2"))
    both = here(stage.representative, stage.member)
    told = line.next_of_all()
    phone.close()
    still = here(stage.representative, stage.member)
    tablet.close()

    assert (both, still, told) == (True, True, "changed here")
    assert here(stage.representative)
    (kept,) = redis_client().keys(f"{telling.topic()}:present:*:{ROOM}")
    assert 0 < redis_client().ttl(kept) <= 60


def test_a_channel_can_be_ended(stage: Cast, listen: Listen, commits: Any) -> None:
    """U3: all who look on at one channel are asked anew, and nobody else."""
    line, other = listen(path_for(stage.member)), listen(path_for(stage.member, "room-2"))

    with commits(), tenant(stage.organisation):
        revoked(telling.of_channel(ROOM))
        changed("room-2", "board", 1)

    assert [line.next(), other.next()] == ["", "changed board 1"]
    assert of_session("s1") != of_session("s2")
