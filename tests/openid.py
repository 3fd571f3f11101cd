"""A real OpenID provider on the loopback: discovery, authorize, token, userinfo and its keys."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "sunhand", "what only both know"


@cache
def rsa_key(number: int) -> rsa.RSAPrivateKey:
    """Making one takes a while, so tests share them."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OpenIDProvider:
    """Signs in whoever `claims` says; keeps each code with the challenge it was asked with."""

    def __init__(self) -> None:
        self.key = rsa_key(1)
        self.claims: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.kid, self.algorithm = "one", "RS256"
        self.document: dict[str, Any] = {}  # what its discovery document says otherwise
        self.userinfo: dict[str, Any] | None = None  # where it says more than the token
        self.asked: list[str] = []
        self.issuer = ""

    def discovery(self) -> dict[str, Any]:
        """Its document; None in `document` leaves something out."""
        found = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            **self.document,
        }
        return {name: value for name, value in found.items() if value is not None}

    def keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": self.kid, "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Somebody signs in here; gives where the browser goes back to."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, for the client with its secret and the challenge's verifier."""
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        verifier = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        known = (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
        if asked is None or not known or asked["code_challenge"] != verifier:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        signed = self.sign(claims)
        return {"access_token": "opens-userinfo", "token_type": "Bearer", "id_token": signed}

    def sign(self, claims: dict[str, Any]) -> str:
        key = self.key if self.algorithm == "RS256" else ""
        return jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": self.kid})


@contextmanager
def openid_provider() -> Iterator[OpenIDProvider]:
    provider = OpenIDProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(provider: OpenIDProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = urlsplit(self.path)
            provider.asked.append(address.path)
            if address.path == "/.well-known/openid-configuration":
                self._say(200, provider.discovery())
            elif address.path == "/keys":
                self._say(200, provider.keys())
            elif address.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorize(_flat(address.query)))
                self.end_headers()
            elif self.headers["Authorization"] == "Bearer opens-userinfo":
                self._say(200, provider.userinfo or provider.claims)
            else:
                self._say(401, {})

        def do_POST(self) -> None:
            provider.asked.append(self.path)
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            tokens = provider.token(_flat(sent))
            self._say(200 if tokens else 400, tokens or {"error": "invalid_grant"})

        def _say(self, status: int, content: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged."""

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}
