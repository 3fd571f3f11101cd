"""The one HTTP client: what it calls, what it refuses, and that every call ends in time."""

import gzip
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from core.outgoing.addresses import UNKNOWN_NAME, Address, Problem, address, is_public, refusal
from core.outgoing.client import (
    LARGEST_BODY,
    LARGEST_HEAD,
    MOST_HEADERS,
    Answer,
    Deadline,
    Failure,
    call,
    check,
)
from tests.chat import certificate
from tests.hosts import HEAD, Behaviour, Host, host_that, says

SHORT, LONG = 0.3, 10.0  # seconds: for hosts that are too slow, and for all others
OK = says(HEAD + b"Content-Length: 2\r\n\r\nok")


@pytest.fixture(autouse=True)
def _named(settings: Any) -> None:
    """The operator has named the hosts of these tests."""
    settings.PRIVATE_HOSTS = ["localhost"]


def get(url: str, seconds: float = LONG) -> Answer | Failure:
    return call("GET", url, deadline=Deadline(seconds))


def failed(behaviour: Behaviour, seconds: float = LONG, scheme: str = "http") -> Failure:
    """Call a host that behaves like this, which would go on for most of a minute."""
    with host_that(behaviour) as host:
        began = time.monotonic()
        answer = get(host.url(scheme=scheme), seconds)
        assert time.monotonic() - began < seconds + 4
    assert isinstance(answer, Failure)
    return answer


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://hooks.slack.com/services/T0/B0/x", None),
        ("https://prod.westeurope.logic.azure.com:443/workflows/a?sig=b%2Fc", None),
        ("https://chat.example:8443/hooks/x", None),
        ("https://xn--bcher-kva.example/", None),
        ("https://8.8.8.8/x", None),
        ("https://[2606:4700::1111]/x", None),
        ("http://localhost/", None),  # named by the operator
        ("http://hooks.slack.com/", Problem.ADDRESS),
        ("ftp://hooks.slack.com/", Problem.ADDRESS),
        ("file:///etc/passwd", Problem.ADDRESS),
        ("https:///services", Problem.ADDRESS),
        ("https://", Problem.ADDRESS),
        ("", Problem.ADDRESS),
        ("https://chat.example:22/", Problem.ADDRESS),
        ("https://chat.example:25/", Problem.ADDRESS),
        ("https://chat.example:0/", Problem.ADDRESS),
        ("https://chat.example:65536/", Problem.ADDRESS),
        ("https://chat.example:port/", Problem.ADDRESS),
        ("https://name:word@chat.example/", Problem.ADDRESS),
        ("https://chat.example@127.0.0.1/", Problem.ADDRESS),
        ("https://chat.example\\@127.0.0.1/", Problem.ADDRESS),
        ("https://127.0.0.1\\.chat.example/", Problem.ADDRESS),
        ("https://chat.example/a b", Problem.ADDRESS),
        ("https://chat.example/\r\nHost: inside", Problem.ADDRESS),
        ("https://chat\t.example/", Problem.ADDRESS),
        ("https://bücher.example/", Problem.ADDRESS),
        ("https://127。0。0。1/", Problem.ADDRESS),
        ("https://①②⑦.0.0.1/", Problem.ADDRESS),
        ("https://chat.example./", Problem.ADDRESS),
        ("https://localhost./", Problem.ADDRESS),
        ("https://127.0.0.1./", Problem.ADDRESS),
        ("https://chat..example/", Problem.ADDRESS),
        ("https://.example/", Problem.ADDRESS),
        ("https://-chat.example/", Problem.ADDRESS),
        ("https://%31%32%37.0.0.1/", Problem.ADDRESS),
        (f"https://{'a.' * 130}example/", Problem.ADDRESS),
        (f"https://chat.example/{'a' * 2000}", Problem.ADDRESS),
        ("https://2130706433/", Problem.ADDRESS),
        ("https://0x7f.1/", Problem.ADDRESS),
        ("https://0x7f000001/", Problem.ADDRESS),
        ("https://0177.0.0.1/", Problem.ADDRESS),
        ("https://127.1/", Problem.ADDRESS),
        ("https://127.0.1/", Problem.ADDRESS),
        ("https://0/", Problem.ADDRESS),
        ("https://chat.example.0x7f/", Problem.ADDRESS),
        ("https://[fe80::1%25eth0]/", Problem.ADDRESS),
        ("https://[::1/", Problem.ADDRESS),
        ("https://[chat.example]/", Problem.ADDRESS),
        ("https://[v1.x]/", Problem.ADDRESS),
        ("https://[v1.fe80::1]/", Problem.ADDRESS),
        ("https://[127.0.0.1]/", Problem.ADDRESS),
        ("https://127.0.0.1/x", Problem.PRIVATE),
        ("https://[::1]/x", Problem.PRIVATE),
        ("https://[::]/x", Problem.PRIVATE),
        ("https://[::ffff:127.0.0.1]/", Problem.PRIVATE),
        ("https://[::ffff:7f00:1]/", Problem.PRIVATE),
        ("https://[::127.0.0.1]/", Problem.PRIVATE),
        ("https://[64:ff9b::a00:1]/x", Problem.PRIVATE),
        ("https://169.254.169.254/latest", Problem.PRIVATE),
        ("https://224.0.0.1/x", Problem.PRIVATE),
        ("https://10.0.0.1:8443/", Problem.PRIVATE),
    ],
)
def test_address_can_be_read_in_one_way_only(url: str, problem: Problem | None) -> None:
    """W3: https, a plain name or a public number; what is read in several ways is refused."""
    assert refusal(url) == problem


def test_address_is_taken_apart() -> None:
    """W3"""
    assert address("https://Chat.Example:8443/a?b=c#d") == Address(
        "https", "chat.example", 8443, "/a?b=c"
    )
    assert address("https://[2606:4700::1111]") == Address("https", "2606:4700::1111", 443, "/")


@pytest.mark.parametrize(
    "number",
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.254",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::1",
        "100::1",
        "100:0:0:1::1",
        "2001::1",
        "2001:0:4136:e378::1",
        "2001:1::1",
        "2001:2::1",
        "2001:3::1",
        "2001:4:112::1",
        "2001:10::1",
        "2001:20::1",
        "2001:30::1",
        "2001:1ff:ffff::1",
        "2001:db8::1",
        "2002::1",
        "2002:a00:1::",
        "2002:808:808::1",
        "2620:4f:8000::1",
        "3fff::1",
        "3fff:fff::1",
        "4000::1",
        "5f00::1",
        "8000::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_special_number_is_not_public(number: str) -> None:
    """W3: the special ranges of IPv4, and of IPv6 all that is not 2000::/3, and those inside it."""
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    [
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2003::1",
        "2606:4700::1111",
        "2a00:1450::1",
        "3ffe::1",
    ],
)
def test_public_number_is_public(number: str) -> None:
    assert is_public(number)


def test_answer_has_status_headers_and_body() -> None:
    """W2: and the question goes out once, as it was asked, without a wish for compression."""
    with host_that(says(HEAD + b"X-One: 1\r\nContent-Length: 2\r\n\r\nok")) as host:
        answer = call("POST", host.url("/a?b=c"), headers={"X-Two": "2"}, body=b"words")

    assert answer == Answer(200, {"x-one": "1", "content-length": "2"}, b"ok")
    lines = host.heard[0].decode().split("\r\n")
    assert (lines[0], lines[-1], len(host.heard)) == ("POST /a?b=c HTTP/1.1", "words", 1)
    assert {line.lower() for line in lines[1:-2]} == {
        f"host: localhost:{host.port}",
        "user-agent: sunhand",
        "accept-encoding: identity",
        "connection: close",
        "x-two: 2",
        "content-length: 5",
    }


def test_redirect_is_an_answer_and_is_not_followed() -> None:
    """W3: not even to a host inside that would answer."""
    with host_that(OK) as inside:
        moved = f"HTTP/1.1 302 Found\r\nLocation: {inside.url()}\r\nContent-Length: 0\r\n\r\n"
        with host_that(says(moved.encode())) as host:
            answer = get(host.url())

    assert isinstance(answer, Answer)
    assert (answer.status, inside.heard) == (302, [])


def drips_its_head(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    host.drip(connection, HEAD + b"X: " + b"x" * 999)


def drips_its_body(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD + b"Content-Length: 999\r\n\r\n")
    host.drip(connection, b"x" * 999)


def never_ends_its_chunks(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    host.drip(connection, b"1\r\nx\r\n" * 200)


def promises_for_ever(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    while not host.over.wait(0.02):
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")


def says_nothing(host: Host, connection: socket.socket) -> None:
    host.over.wait(50)


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [
        (drips_its_head, None),
        (drips_its_body, 200),
        (never_ends_its_chunks, 200),
        (promises_for_ever, None),
        (says_nothing, None),
    ],
)
def test_whole_call_has_one_deadline(behaviour: Behaviour, status: int | None) -> None:
    """W2: one byte after the other does not make it longer; it may have arrived there."""
    answer = failed(behaviour, SHORT)

    assert (answer.problem, answer.sent, answer.status) == (Problem.SLOW, True, status)


def test_question_that_nobody_reads_has_the_same_deadline() -> None:
    """W2"""
    with host_that(says_nothing) as host:
        answer = call("POST", host.url(), body=b"x" * 20_000_000, deadline=Deadline(SHORT))

    assert isinstance(answer, Failure)
    assert (answer.problem, answer.sent) == (Problem.SLOW, True)


def drips_its_handshake(host: Host, connection: socket.socket) -> None:
    """The header of a TLS record that promises 16,000 bytes, and then they drip."""
    host.drip(connection, b"\x16\x03\x03\x3e\x80" + b"\x02" * 999)


@pytest.mark.parametrize("behaviour", [drips_its_handshake, says_nothing])
def test_handshake_has_the_same_deadline(behaviour: Behaviour) -> None:
    """W2: and nothing was handed over."""
    answer = failed(behaviour, SHORT, "https")

    assert (answer.problem, answer.sent) == (Problem.SLOW, False)


def drips_inside_a_record(certificate_file: Path) -> Behaviour:
    """TLS as it should be, and then one record whose bytes come one after the other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file)

    def behave(host: Host, connection: socket.socket) -> None:
        coming, going = ssl.MemoryBIO(), ssl.MemoryBIO()
        talk = context.wrap_bio(coming, going, server_side=True)

        def until_done(step: Callable[[], Any]) -> None:
            while True:
                try:
                    step()
                except ssl.SSLWantReadError:
                    connection.sendall(going.read())
                    coming.write(connection.recv(65536))
                else:
                    return connection.sendall(going.read())

        until_done(talk.do_handshake)
        until_done(lambda: host.heard.append(talk.read(65536)))
        talk.write(HEAD + b"Content-Length: 999\r\n\r\n" + b"x" * 999)
        host.drip(connection, going.read())

    return behave


def test_record_that_drips_has_the_same_deadline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W2: nothing arrives in one reading, and yet it ends."""
    behaviour = drips_inside_a_record(certificate(tmp_path))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "chat.pem"))

    with host_that(behaviour) as host:
        answer = get(host.url(scheme="https"), 1.0)

    assert isinstance(answer, Failure)
    assert (answer.problem, answer.sent, answer.status) == (Problem.SLOW, True, None)
    assert host.heard[0].startswith(b"GET / HTTP/1.1")


def test_look_up_has_the_same_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """W2: the system's resolver knows no deadline of ours."""
    over = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: over.wait(50))

    answer = get("https://slow.example/", 0.1)

    over.set()
    assert answer == Failure(Problem.SLOW, "slow.example")


def floods_its_body(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD + b"Content-Length: 10000000000\r\n\r\n")
    while not host.over.is_set():
        connection.sendall(b"x" * 65536)


def floods_its_chunks(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    while not host.over.is_set():
        connection.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def floods_its_head(host: Host, connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(HEAD)
    while not host.over.is_set():
        connection.sendall(b"X-More: " + b"x" * 1000 + b"\r\n")


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [
        (floods_its_body, 200),
        (floods_its_chunks, 200),
        (floods_its_head, None),
        (says(HEAD + b"X: " + b"x" * 2 * LARGEST_HEAD), None),
        (says(HEAD + b"A: b\r\n" * (MOST_HEADERS + 1) + b"\r\n"), 200),
        (says(HEAD + b"\r\n" + b"x" * (LARGEST_BODY + 1)), 200),
    ],
)
def test_too_much_is_not_read(behaviour: Behaviour, status: int | None) -> None:
    """W3: 10 GB cost what the limit costs; headers are limited in size and number."""
    answer = failed(behaviour)

    assert (answer.problem, answer.sent, answer.status) == (Problem.LARGE, True, status)


def test_largest_body_is_read() -> None:
    body = b"x" * LARGEST_BODY

    with host_that(says(HEAD + b"Content-Length: %d\r\n\r\n" % LARGEST_BODY + body)) as host:
        answer = get(host.url())

    assert isinstance(answer, Answer)
    assert answer.body == body


BOMB = gzip.compress(b"0" * 10_000_000)


@pytest.mark.parametrize(
    "answer",
    [
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB) + BOMB,
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
        HEAD + b"Content-Length: 9\r\n\r\nshort",
        HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n1",
        HEAD + b"no header\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"",
    ],
)
def test_what_is_no_plain_answer_is_refused(answer: bytes) -> None:
    """W3: nothing is decompressed, nothing guessed."""
    assert failed(says(answer)).problem == Problem.BROKEN


def test_nobody_there_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """W2: a closed door, or a name that nobody knows."""
    with host_that(OK) as host:
        closed = host.url()

    first = get(closed)
    assert isinstance(first, Failure)
    assert (first.problem, first.sent) == (Problem.AWAY, False)

    def unknown(*args: Any, **kwargs: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert get("https://nobody.example/") == Failure(Problem.AWAY, UNKNOWN_NAME)


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """A host with a certificate for "localhost" that we trust."""
    with host_that(OK, tls=tmp_path) as host:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "chat.pem"))
        yield host


def test_certificate_must_bear_the_name(
    secure: Host, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W3: checked against the name that was asked for, and against the system's list."""
    settings.PRIVATE_HOSTS = ["localhost", "127.0.0.1"]
    other_name = get(f"https://127.0.0.1:{secure.port}/")
    good = get(secure.url(scheme="https"))
    monkeypatch.delenv("SSL_CERT_FILE")
    stranger = get(secure.url(scheme="https"))

    assert isinstance(good, Answer)
    for refused in (other_name, stranger):
        assert refused == Failure(Problem.TLS, "CERTIFICATE_VERIFY_FAILED")
    assert len(secure.heard) == 1


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """W3: a proxy would look names up anew, behind our check."""
    with host_that(OK) as proxy, host_that(OK) as host:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url())
        answer = get(host.url())

    assert isinstance(answer, Answer)
    assert (len(host.heard), proxy.heard) == (1, [])


def resolver(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """A resolver of the outside world that changes its mind; gives the names it was asked for."""
    asked: list[str] = []

    def look_up(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        numbers = answers[min(len(asked), len(answers)) - 1]
        families = [socket.AF_INET6 if ":" in number else socket.AF_INET for number in numbers]
        return [
            (family, socket.SOCK_STREAM, 6, "", (number, port))
            for family, number in zip(families, numbers, strict=True)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Where connections would go, none of which is taken."""
    tried: list[Any] = []

    class Refused(socket.socket):
        def connect(self, where: Any) -> None:
            tried.append(where)
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "socket", Refused)
    return tried


def test_name_that_changes_its_mind_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """W3: looked up once; the connection goes to the number that was checked."""
    asked = resolver(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    tried = connections(monkeypatch)

    answer = get("https://rebind.example/")

    assert isinstance(answer, Failure)
    assert answer.problem == Problem.AWAY
    assert (asked, tried) == (["rebind.example"], [("93.184.215.14", 443)])


@pytest.mark.parametrize(
    "numbers",
    [
        ["10.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["2606:4700::1111", "::1"],
        ["64:ff9b::a00:1"],
        ["2002:a00:1::"],
    ],
)
def test_name_with_a_private_number_is_not_called(
    monkeypatch: pytest.MonkeyPatch, numbers: list[str]
) -> None:
    """W3: one private number among public ones is enough to refuse."""
    resolver(monkeypatch, numbers)
    tried = connections(monkeypatch)

    assert get("https://inside.example/") == Failure(Problem.PRIVATE, "inside.example")
    assert check("https://inside.example/", Deadline(LONG)) == Failure(
        Problem.PRIVATE, "inside.example"
    )
    assert tried == []


def test_named_host_is_not_a_name_for_others(settings: Any) -> None:
    """W3: the operator names one host; its neighbours and its number are no part of that."""
    with host_that(OK) as host:
        settings.PRIVATE_HOSTS = ["localhost"]
        assert isinstance(get(host.url()), Answer)
        number = get(f"http://127.0.0.1:{host.port}/")
        settings.PRIVATE_HOSTS = []
        secret = get(f"https://localhost:{host.port}/")

    assert number == Failure(Problem.ADDRESS)
    assert secret == Failure(Problem.PRIVATE, "localhost")
    assert len(host.heard) == 1
