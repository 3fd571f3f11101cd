"""Requests byte by byte: no library tidies up what is meant to be untidy."""

import http.client
import socket
from contextlib import suppress
from dataclasses import dataclass, field

from tools.local.var import LOOPBACK
from tools.torture.walls.nonsense import Raw, raw

TOKEN = "a" * 32
PATIENCE = 60.0
UNANSWERED = 0


@dataclass
class Request:
    """`who` and `view` are for the report."""

    who: str
    view: str
    method: str
    path: bytes
    session: str = ""
    headers: dict[str, Raw] = field(default_factory=dict)
    body: bytes = b""

    def whole(self) -> bytes:
        cookies = f"csrftoken={TOKEN}; sessionid={self.session}"
        usual: dict[str, Raw] = {
            "Host": LOOPBACK,
            "Connection": "close",
            "X-CSRFToken": TOKEN,
            "Cookie": cookies,
            "Content-Length": str(len(self.body)),
        }
        lines = [f"{name}: ".encode() + raw(v) for name, v in {**usual, **self.headers}.items()]
        first = self.method.encode() + b" " + self.path + b" HTTP/1.1"
        return b"\r\n".join([first, *lines]) + b"\r\n\r\n" + self.body


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


def ask(port: int, request: Request) -> Answer:
    with socket.create_connection((LOOPBACK, port), timeout=PATIENCE) as line:
        with suppress(ConnectionError):  # refused before all of it came; the answer says why
            line.sendall(request.whole())
        answer = http.client.HTTPResponse(line, method=request.method)
        try:
            answer.begin()
            body = answer.read()
        except (OSError, http.client.HTTPException) as broken:
            return Answer(UNANSWERED, {}, repr(broken).encode())
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, body)
