"""One HTTP call: to a checked address, without redirects, and over by its deadline.

The name is looked up once and the connection goes to the IP address that was checked, so that a
name that changes its mind leads nowhere. Proxies of the environment are not used. HTTP itself is
spoken by h11. docs/decisions/outgoing-calls.md says why it is built this way.
"""

import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

import h11
from django.conf import settings

from core.outgoing.addresses import UNKNOWN_NAME, Address, Problem, address, is_named, is_public

SECONDS = 10.0  # for a whole call of a worker
LARGEST_BODY, LARGEST_HEAD, MOST_HEADERS = 256 * 1024, 32 * 1024, 100
READ = 16 * 1024


class Deadline:
    """The moment when everything has to be done: look-up, connection, TLS, question and answer."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises `TimeoutError` when there are none."""
        seconds = self.end - monotonic()
        if seconds <= 0:
            raise TimeoutError("The deadline has passed.")
        return seconds


@dataclass(frozen=True)
class Answer:
    """What the other side said, whatever its status. Names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Failure:
    """There is no whole answer. `sent`: the question may have arrived there.

    `status` is what the other side had said before its answer broke off.
    """

    problem: Problem
    detail: str = ""
    sent: bool = False
    status: int | None = None


class _Failed(Exception):
    def __init__(self, problem: Problem, detail: object = "") -> None:
        self.problem, self.detail = problem, str(detail)


@dataclass
class _Course:
    """How far a call has come."""

    sent: bool = False
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytearray = field(default_factory=bytearray)


def call(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    deadline: Deadline | None = None,
) -> Answer | Failure:
    """Ask once. A redirect is an answer like any other and is not followed."""
    course, deadline = _Course(), deadline or Deadline(SECONDS)
    try:
        to = _readable(url)
        request = _request(method, to, headers or {}, body)
        with _connected(to, deadline) as connection:
            _exchange(connection, request, body, course, deadline)
    except _Failed as failed:
        return Failure(failed.problem, failed.detail, course.sent, course.status)
    return Answer(course.status or 0, course.headers, bytes(course.body))


def check(url: str, deadline: Deadline) -> Failure | None:
    """Look an address up without calling it: what `call` would refuse."""
    try:
        to = _readable(url)
        _look_up(to, deadline)
    except _Failed as failed:
        return Failure(failed.problem, failed.detail)
    return None


def _readable(url: str) -> Address:
    found = address(url)
    if isinstance(found, Problem):
        raise _Failed(found)
    return found


def _request(method: str, to: Address, headers: Mapping[str, str], body: bytes) -> h11.Request:
    """Compressed answers are not asked for: what is read is what was sent."""
    lines = {
        "Host": to.authority,
        "User-Agent": settings.PRODUCT_NAME,
        "Accept-Encoding": "identity",
        "Connection": "close",
        **headers,
    }
    if body:
        lines["Content-Length"] = str(len(body))
    return h11.Request(method=method, target=to.target, headers=list(lines.items()))


def _connected(to: Address, deadline: Deadline) -> socket.socket:
    plain = _first_open(to, deadline)
    if to.scheme == "http":
        return plain
    try:
        plain.settimeout(deadline.left())  # Python counts it for the whole handshake
        return ssl.create_default_context().wrap_socket(plain, server_hostname=to.host)
    except TimeoutError:
        plain.close()
        raise _Failed(Problem.SLOW, to.host) from None
    except ssl.SSLError as wrong:
        plain.close()
        raise _Failed(Problem.TLS, wrong.reason or wrong) from None
    except OSError as lost:
        plain.close()
        raise _Failed(Problem.AWAY, lost) from None


def _first_open(to: Address, deadline: Deadline) -> socket.socket:
    """The first address that takes the call; each gets its share of the time that is left."""
    found = _look_up(to, deadline)
    last: OSError = OSError()
    for number, (family, where) in enumerate(found):
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(deadline.left() / (len(found) - number))
            plain.connect(where)
        except OSError as away:
            plain.close()
            last = away
        else:
            return plain
    raise _Failed(Problem.SLOW if isinstance(last, TimeoutError) else Problem.AWAY, last)


def _look_up(to: Address, deadline: Deadline) -> list[tuple[int, Any]]:
    """The socket addresses behind a host: all of them public, unless the operator has named it."""
    answer: SimpleQueue[Any] = SimpleQueue()
    # Nothing can interrupt a look-up: the thread ends when the system's resolver gives up.
    Thread(target=_resolve, args=(to, answer), daemon=True).start()
    try:
        rows = answer.get(timeout=deadline.left())
    except (Empty, TimeoutError):
        raise _Failed(Problem.SLOW, to.host) from None
    if isinstance(rows, Exception):
        raise _Failed(Problem.AWAY, UNKNOWN_NAME if _is_unknown(rows) else rows)
    found = [(row[0], row[4]) for row in rows]
    if not is_named(to.host) and not all(is_public(str(where[0])) for _family, where in found):
        raise _Failed(Problem.PRIVATE, to.host)
    return found


def _is_unknown(why: Exception) -> bool:
    return isinstance(why, socket.gaierror) and why.errno == socket.EAI_NONAME


def _resolve(to: Address, answer: "SimpleQueue[Any]") -> None:
    try:
        answer.put(socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError) as unknown:
        answer.put(unknown)


def _exchange(
    connection: socket.socket, request: h11.Request, body: bytes, course: _Course, end: Deadline
) -> None:
    talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=LARGEST_HEAD)
    question = (talk.send(request) or b"") + (talk.send(h11.Data(body)) or b"")
    question += talk.send(h11.EndOfMessage()) or b""
    try:
        course.sent = True
        _send(connection, question, end)
        while not _heard(talk, course):
            connection.settimeout(end.left())
            talk.receive_data(connection.recv(READ))
    except TimeoutError:
        raise _Failed(Problem.SLOW) from None
    except h11.RemoteProtocolError as wrong:
        large = wrong.error_status_hint == 431
        raise _Failed(Problem.LARGE if large else Problem.BROKEN, wrong) from None
    except OSError as lost:
        raise _Failed(Problem.BROKEN, lost) from None


def _send(connection: socket.socket, question: bytes, end: Deadline) -> None:
    """`sendall` of a TLS connection counts its timeout anew for each part."""
    rest = memoryview(question)
    while rest:
        connection.settimeout(end.left())
        rest = rest[connection.send(rest) :]


def _heard(talk: h11.Connection, course: _Course) -> bool:
    """Take in what has arrived; whether that was all."""
    while True:
        event = talk.next_event()
        if event is h11.NEED_DATA:
            return False
        if isinstance(event, h11.Response):
            _begin(event, course)
        elif isinstance(event, h11.Data):
            course.body += event.data
            if len(course.body) > LARGEST_BODY:
                raise _Failed(Problem.LARGE, f"more than {LARGEST_BODY} bytes")
        elif isinstance(event, h11.EndOfMessage):
            return True
        elif not isinstance(event, h11.InformationalResponse):
            raise _Failed(Problem.BROKEN, "not an answer")


def _begin(response: h11.Response, course: _Course) -> None:
    course.status = response.status_code
    headers = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in response.headers
    ]
    if len(headers) > MOST_HEADERS:
        raise _Failed(Problem.LARGE, f"more than {MOST_HEADERS} headers")
    course.headers = dict(headers)
    if course.headers.get("content-encoding", "identity").strip().lower() not in {"identity", ""}:
        raise _Failed(Problem.BROKEN, "compressed, although nobody asked for that")
