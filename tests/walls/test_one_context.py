"""W1: people of two organisations on one connection, and no request sees what another one left.

Proxies keep few connections to the server and send everybody's requests through them. So each test
lets a member of Lodos begin, in a way that once left something behind, and somebody of Poyraz
follow on the same socket.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.signals import request_started
from django.db import connection, transaction
from django.test import Client
from django_scopes import get_scope, scope
from structlog.testing import capture_logs

from core.keyset import by_name
from core.live.channels import of_session, revoked
from core.server.fresh import FreshContext
from okrsite.celery import FreshTask, app
from orgs.people import views as people_views
from tests.caddy import caddy
from tests.cast import Cast, Rival
from tests.core.live.test_live import path_for
from tests.serving import Site
from tests.wire import Browser, Wire, browser_of

PAGE = "/o/poyraz/people/"
UPLOAD = "/o/lodos/people/import/"


@pytest.fixture
def member(stage: Cast) -> Browser:
    return browser_of(stage.member.account)


@pytest.fixture
def outsider(rival: Rival) -> Browser:
    return browser_of(rival.outsider.account)


@pytest.fixture(params=["direct", "caddy"])
def port(request: pytest.FixtureRequest, live_site: Site, tmp_path: Path) -> Iterator[int]:
    """The server itself, and the proxy of docker-compose before it."""
    if request.param == "direct":
        yield live_site.port
    elif shutil.which("caddy") is None:
        pytest.skip("there is no caddy")
    else:
        with caddy(live_site.port, tmp_path) as proxy:
            yield proxy


def test_refused_upload_leaves_nothing_to_the_next_organisation(
    port: int, member: Browser, outsider: Browser
) -> None:
    """The body is read by the view that refuses it, inside the member's organisation."""
    pairs = []
    for _time in range(4):
        wire = Wire(port)
        refused = wire.ask(member.upload(UPLOAD))
        others = wire, Wire(port)  # a proxy may send either over the connection of the upload
        pairs.append((refused, *(other.ask(outsider.get(PAGE)) for other in others)))
        for other in others:
            other.close()

    assert pairs == [(403, 200, 200)] * 4


def test_refused_upload_and_the_next_request_come_in_one_go(
    port: int, member: Browser, outsider: Browser
) -> None:
    wire = Wire(port)

    wire.send(member.upload(UPLOAD) + outsider.get(PAGE) + member.upload(UPLOAD))

    assert [wire.answer()[0] for _request in range(3)] == [403, 200, 403]
    wire.close()


def test_crash_inside_an_organisation_leaves_nothing_behind(
    port: int, member: Browser, outsider: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(people: Any, after: str, most: int) -> Any:
        return 1 // 0 if after == "crash" else by_name(people, after, most)

    monkeypatch.setattr(people_views, "by_name", fragile)
    wire = Wire(port)

    crashed = wire.ask(member.get("/o/lodos/people/?after=crash"))

    assert [crashed, wire.ask(outsider.get(PAGE))] == [500, 200]
    wire.close()


def test_half_a_form_reaches_no_page(port: int, member: Browser, outsider: Browser) -> None:
    """The browser leaves in the middle: nothing is saved of what had come."""
    started: list[str] = []

    def note(environ: dict[str, str], **kwargs: Any) -> None:
        started.append(environ["PATH_INFO"])

    request_started.connect(note)
    wire = Wire(port)
    wire.send(member.half_form("/o/lodos/people/", "Half a wo"))
    wire.close()
    follower = Wire(port)

    status = follower.ask(outsider.get(PAGE))

    assert (status, started) == (200, [PAGE])
    follower.close()
    request_started.disconnect(note)


def test_answers_nobody_reads_leave_nothing_behind(
    port: int, member: Browser, outsider: Browser
) -> None:
    impatient = Wire(port)
    impatient.send(member.get("/o/lodos/people/") * 20)
    impatient.close()
    wire = Wire(port)

    statuses = [wire.ask(outsider.get(PAGE)) for _time in range(10)]

    assert statuses == [200] * 10
    wire.close()


def test_stream_leaves_nothing_to_the_next_organisation(
    live_site: Site, stage: Cast, member: Browser, outsider: Browser
) -> None:
    """A member's rights end, and so does the stream; the connection goes on."""
    wire = Wire(live_site.port)
    wire.send(member.get(path_for(stage.member, session="ends")))
    opened, _headers = wire.head()
    while wire.chunk() not in {b"event: heal\ndata:\n\n", b""}:
        pass  # it may begin as "away"

    revoked(of_session("ends"))
    while wire.chunk():
        pass

    assert [opened, wire.ask(member.upload(UPLOAD)), wire.ask(outsider.get(PAGE))] == [
        200,
        403,
        200,
    ]
    wire.close()


def test_organisation_that_was_left_open_is_noted_and_left(
    stage: Cast, rival: Rival, client: Client
) -> None:
    """Whatever the server is: the door looks, and the request goes on rightly."""
    client.force_login(rival.outsider.account)  # type: ignore[arg-type]

    with scope(organisation=stage.organisation), capture_logs() as noted:
        answer = client.get(PAGE)

    assert (answer.status_code, "Olga" in answer.content.decode()) == (200, True)
    assert [line["event"] for line in noted] == ["organisation_left_open", "request"]


def test_transaction_that_was_left_open_is_noted_and_dropped(transactional_db: None) -> None:
    """In a thread of a server, with whatever an earlier request had begun there."""
    found: list[Any] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        found.append(connection.in_atomic_block)
        return [b"ok"]

    def serve() -> None:
        transaction.atomic().__enter__()
        with capture_logs() as noted:
            found.append(b"".join(FreshContext(application)({}, None)))
        found.append([line["event"] for line in noted])
        connection.close()

    thread = Thread(target=serve)
    thread.start()
    thread.join()

    assert found == [False, b"ok", ["transaction_left_open"]]


def test_body_is_made_in_the_context_of_its_request_alone() -> None:
    """Call, parts and end of one request share a context, which nobody else ever sees."""
    seen: list[Any] = []
    entered = ExitStack()

    class Parts:
        def __iter__(self) -> Iterator[bytes]:
            seen.append(get_scope()["organisation"])
            yield b"part"

        def close(self) -> None:
            seen.append(get_scope()["organisation"])

    def application(environ: dict[str, Any], start_response: Any) -> Parts:
        seen.append(get_scope())
        entered.enter_context(scope(organisation="Lodos"))
        return Parts()

    body: Any = FreshContext(application)({}, None)
    with scope(organisation="Poyraz"):
        parts = list(body)
    body.close()

    assert (seen, parts) == ([{}, "Lodos", "Lodos"], [b"part"])
    assert get_scope() == {}
    entered.pop_all()


def test_task_begins_outside_of_every_organisation(stage: Cast) -> None:
    def tell() -> dict[str, Any]:
        return get_scope()

    task = app.task(name="tests.tell", shared=False)(tell)

    with scope(organisation=stage.organisation):
        found = task.apply().get()

    assert found == {}
    assert isinstance(app.tasks["nudges.tick"], FreshTask)
    app.tasks.pop("tests.tell")
