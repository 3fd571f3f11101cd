"""W1, W3: pages are made in few threads, and none of them waits for a browser."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from core.keyset import by_name
from core.server import threads
from core.server.scopes import address_of
from orgs.people import views as people_views
from tests.cast import Cast
from tests.serving import Site
from tests.wire import Browser, Wire, browser_of
from tools.local.processes import wait_until

PAGE = "/o/lodos/people/"


@pytest.fixture
def member(stage: Cast) -> Browser:
    return browser_of(stage.member.account)


class Gate:
    """Behind it `/people/?after=wait` waits in its thread."""

    def __init__(self) -> None:
        self.opened = Event()
        self.waiting: list[str] = []
        self.by_name = by_name

    def __call__(self, people: Any, after: str, most: int) -> Any:
        if after == "wait":
            self.waiting.append(after)
            assert self.opened.wait(30)
        return self.by_name(people, "", most)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    monkeypatch.setattr(people_views, "by_name", gate)
    yield gate
    gate.opened.set()


def test_busy_threads_are_told_and_the_process_counts_as_alive(
    live_site: Site, member: Browser, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain page after some seconds instead of a queue without end; then all goes on."""
    monkeypatch.setattr(threads, "PATIENCE", 0.1)
    wires = [Wire(live_site.port) for _thread in range(threads.THREADS)]
    for wire in wires:
        wire.send(member.get(f"{PAGE}?after=wait"))
    assert wait_until(lambda: len(gate.waiting) == threads.THREADS, 20)
    other = Wire(live_site.port)

    other.send(member.get(PAGE))
    status, headers, page = other.all()
    alive = other.ask(member.get("/healthz"))
    gate.opened.set()
    answered = [wire.answer()[0] for wire in wires]

    assert (status, headers[b"retry-after"], b"Too many people" in page) == (503, b"10", True)
    assert len(headers[b"x-request-id"]) == 16
    assert (alive, answered) == (200, [200] * threads.THREADS)
    assert other.ask(member.get(PAGE)) == 200
    for wire in (*wires, other):
        wire.close()


def test_busy_page_speaks_the_language_of_the_browser() -> None:
    header = (b"accept-language", b"xx, tr-TR;q=0.8, en;q=0.5")

    spoken = [threads._language({"headers": rows}) for rows in ([header], [], [(header[0], b"*")])]

    assert spoken == ["tr", "en", "en"]


def test_slow_uploads_keep_no_thread(live_site: Site, member: Browser) -> None:
    slow = [Wire(live_site.port) for _time in range(2 * threads.THREADS)]
    for wire in slow:
        wire.send(member.half_form(PAGE, "x" * 1000))
    other = Wire(live_site.port)

    statuses = [other.ask(member.get(PAGE)) for _time in range(3)]

    assert statuses == [200] * 3
    for wire in (*slow, other):
        wire.close()


def test_browsers_that_do_not_read_keep_no_thread(live_site: Site, member: Browser) -> None:
    deaf = [Wire(live_site.port, buffer=4096) for _time in range(2 * threads.THREADS)]
    for wire in deaf:
        wire.send(member.get("/static/css/app.css") * 100)
    other = Wire(live_site.port)

    statuses = [other.ask(member.get(PAGE)) for _time in range(3)]

    assert statuses == [200] * 3
    for wire in (*deaf, other):
        wire.close()


def test_what_is_too_large_is_refused_in_words(live_site: Site, member: Browser) -> None:
    """Read to its end, so that the browser hears it; the connection goes on."""
    wire = Wire(live_site.port)

    wire.send(member.upload(PAGE, megabytes=11))
    status, page = wire.answer()

    assert (status, b"We take 10 MB at once, and of a roster" in page) == (413, True)
    assert wire.ask(member.get(PAGE)) == 200
    wire.close()


def test_what_does_not_come_in_time_is_refused_in_words(
    live_site: Site, member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "UPLOAD_SECONDS", 0.1)
    wire = Wire(live_site.port)

    wire.send(member.half_form(PAGE, "Half a wo"))
    status, page = wire.answer()

    assert (status, b"Sending took too long" in page) == (408, True)
    wire.close()


def test_stranger_sends_little(live_site: Site) -> None:
    """Refused in words before it costs anything; a made-up session is none."""
    for session in ("", "kestane"):
        wire = Wire(live_site.port)
        wire.send(Browser(session).upload("/accounts/login/", megabytes=1))

        status, page = wire.answer()

        assert (status, b"from somebody who is not signed in" in page) == (413, True)
        assert wire.ask(Browser("").get("/healthz")) == 200
        wire.close()


def test_mail_services_report_much_where_they_may(live_site: Site, settings: Any) -> None:
    request = Browser("").upload(f"{threads.REPORTS}postmark/", megabytes=1)
    wire = Wire(live_site.port)
    closed = wire.ask(request)
    settings.ANYMAIL = {"WEBHOOK_SECRET": "who:knows"}

    assert (closed, wire.ask(request)) == (413, 400)  # no password, says the reader of reports
    wire.close()


def test_large_upload_comes_at_a_pace(
    live_site: Site, member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or it makes room for others."""
    monkeypatch.setattr(threads, "HESITATION", 0.1)
    wire = Wire(live_site.port)

    wire.send(member.upload(PAGE)[: 2 * threads.SMALL])
    status, page = wire.answer()

    assert (status, b"Sending took too long" in page) == (408, True)
    wire.close()


def test_one_address_leaves_room_for_others(
    live_site: Site, member: Browser, settings: Any
) -> None:
    """All that it may send at once is on its way and does not come."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    first, second = (
        member.upload("/o/lodos/people/import/", megabytes=1).replace(
            b"Host:", f"X-Forwarded-For: 198.51.100.{number}\r\nHost:".encode(), 1
        )
        for number in (1, 2)
    )
    held = [Wire(live_site.port) for _time in range(threads.UPLOADS)]
    for wire in held:
        wire.send(first[: 2 * threads.SMALL])
    other = Wire(live_site.port)

    assert other.ask(second) == 403
    for wire in (*held, other):
        wire.close()


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "198.51.100.7", "203.0.113.1"),
        (1, "made-up, 198.51.100.7", "198.51.100.7"),
        (2, "198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "203.0.113.1"),
        (1, "", "203.0.113.1"),
        (1, "nonsense", "203.0.113.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_address_is_what_our_own_proxy_saw(
    settings: Any, proxies: int, told: str, address: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = [(b"x-forwarded-for", told.encode())] if told else []
    scope = {"client": ("203.0.113.1", 5), "headers": headers}

    assert address_of(scope) == address


def test_many_large_uploads_take_turns(
    live_site: Site, member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than come in at once: each is answered in the end."""
    wires = [Wire(live_site.port) for _time in range(threads.UPLOADS + 4)]
    for wire in wires:
        wire.send(member.upload("/o/lodos/people/import/", megabytes=1))

    answered = [wire.answer()[0] for wire in wires]

    assert answered == [403] * len(wires)
    for wire in wires:
        wire.close()


@pytest.mark.parametrize("path", [PAGE, "/healthz", "/static/css/app.css"])
def test_request_of_two_lengths_is_refused_and_nothing_follows_it(
    live_site: Site, member: Browser, path: str
) -> None:
    """W12: what one of the two calls the next request would be smuggled past a proxy."""
    smuggled = member.get("/healthz")
    lengths = b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    wire = Wire(live_site.port)

    wire.send(member.get(path).removesuffix(b"\r\n") + lengths + smuggled)
    status, headers, _body = wire.all()

    assert (status, headers[b"connection"], wire.rest()) == (400, b"close", b"")
    wire.close()
