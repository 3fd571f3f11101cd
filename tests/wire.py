"""Requests byte by byte, as a proxy mixes them: one connection, many people."""

import socket
from dataclasses import dataclass

from django.test import Client

from tools.local.var import LOOPBACK

TOKEN = "a" * 32
MEGABYTES = 3
PIECE = 64 * 1024


@dataclass
class Browser:
    """Whoever is signed in, and what their requests look like."""

    session: str

    def get(self, path: str) -> bytes:
        return self._head("GET", path) + b"\r\n"

    def upload(self, path: str, megabytes: int = MEGABYTES) -> bytes:
        body = (
            b'--edge\r\nContent-Disposition: form-data; name="file"; filename="people.csv"\r\n'
            b"Content-Type: text/csv\r\n\r\n" + b"x" * 1024 * 1024 * megabytes + b"\r\n--edge--\r\n"
        )
        kind = f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {len(body)}"
        return self._head("POST", path) + kind.encode() + b"\r\n\r\n" + body

    def half_form(self, path: str, text: str) -> bytes:
        """A form of which the second half never comes."""
        body = f"text={text}".encode()
        kind = "Content-Type: application/x-www-form-urlencoded"
        head = f"{kind}\r\nContent-Length: {2 * len(body)}\r\n\r\n"
        return self._head("POST", path) + head.encode() + body

    def _head(self, method: str, path: str) -> bytes:
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nX-CSRFToken: {TOKEN}\r\n"
            f"Cookie: sessionid={self.session}; csrftoken={TOKEN}\r\n"
        ).encode()


class Wire:
    """One connection; whose request it carries is nobody's business."""

    def __init__(self, port: int, *, buffer: int = 0) -> None:
        self._socket = socket.socket()
        self._socket.settimeout(30)
        if buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self._socket.connect((LOOPBACK, port))
        self._file = self._socket.makefile("rb")

    def send(self, request: bytes) -> None:
        for at in range(0, len(request), PIECE):  # as a network brings it, not all at once
            self._socket.sendall(request[at : at + PIECE])

    def ask(self, request: bytes) -> int:
        self.send(request)
        return self.answer()[0]

    def answer(self) -> tuple[int, bytes]:
        status, _headers, body = self.all()
        return status, body

    def all(self) -> tuple[int, dict[bytes, bytes], bytes]:
        status, headers = self.head()
        if b"content-length" in headers:
            return status, headers, self._file.read(int(headers[b"content-length"]))
        return status, headers, b"".join(iter(self.chunk, b""))

    def head(self) -> tuple[int, dict[bytes, bytes]]:
        status = int(self._file.readline().split()[1])
        headers = {}
        while line := self._file.readline().strip():
            name, value = line.split(b": ", 1)
            headers[name.lower()] = value
        return status, headers

    def chunk(self) -> bytes:
        data = self._file.read(int(self._file.readline(), 16))
        self._file.readline()
        return data

    def rest(self) -> bytes:
        """What still comes until the server hangs up."""
        return self._file.read()

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def browser_of(account: object) -> Browser:
    client = Client()
    client.force_login(account)  # type: ignore[arg-type]
    return Browser(client.session.session_key or "")
