"""A real https server on the loopback that keeps what is posted to it, with its own certificate."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "localhost"


class Chat:
    """Posts by arrival; answers `status`, and hangs up without a word where it is 0."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, dict[str, Any]]] = []
        self.status, self.words, self.url = 200, "ok", ""
        self.headers: dict[str, str] = {}

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [body for _path, body in self.posts]


@contextmanager
def chat_server(folder: Path) -> Iterator[Chat]:
    """Its certificate is in `folder`; whoever trusts it sets `SSL_CERT_FILE`."""
    chat = Chat()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(chat))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    chat.url = f"https://{HOST}:{server.server_port}/services/T0/B0/s3cr3t-wXyZ?sig=a%2Fb"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(chat: Chat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            chat.posts.append((self.path, json.loads(body)))
            if not chat.status:
                self.connection.close()
                return
            self.send_response(chat.status)
            for name, value in chat.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(chat.words.encode())

        def log_message(self, *args: Any) -> None:
            """Tests look at `posts`."""

    return Handler


def certificate(folder: Path) -> Path:
    """A certificate that vouches for itself, with its key; tests stop the clock, TLS does not."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "chat.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file
