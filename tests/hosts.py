"""Hosts on the loopback that behave badly, byte by byte, for whoever calls them."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Event, Thread

from tests.chat import certificate

HEAD = b"HTTP/1.1 200 OK\r\n"


@dataclass
class Host:
    """What arrived, one item a connection, and an event that lets all waiting behaviour end."""

    port: int
    heard: list[bytes] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def url(self, path: str = "/", scheme: str = "http") -> str:
        return f"{scheme}://localhost:{self.port}{path}"

    def drip(self, connection: socket, data: bytes, pause: float = 0.05) -> None:
        """One byte after the other, until nobody listens any more."""
        for byte in data:
            if self.over.wait(pause):
                return
            connection.sendall(bytes([byte]))


Behaviour = Callable[[Host, socket], None]


def says(answer: bytes) -> Behaviour:
    """A host that reads the question and answers it with these bytes."""

    def behave(host: Host, connection: socket) -> None:
        host.heard.append(connection.recv(65536))
        connection.sendall(answer)

    return behave


@contextmanager
def host_that(behaves: Behaviour, tls: Path | None = None) -> Iterator[Host]:
    """Where a folder for its certificate is given, it speaks TLS first."""

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # whoever called has hung up
                connection = self.request
                if context:
                    connection = context.wrap_socket(connection, server_side=True)
                behaves(host, connection)
                connection.close()

    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate(tls))
    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(server.server_address[1])
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield host
        finally:
            host.over.set()
            server.shutdown()
            thread.join()
