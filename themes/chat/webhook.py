"""Post to an address that somebody typed: by https, to public hosts, and never further."""

import json
import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from themes.models import ChatPost

State, Problem = ChatPost.State, ChatPost.Problem
CONNECT_SECONDS, ANSWER_SECONDS = 5, 10
LONGEST_WAIT = 3600
NAT64 = ip_network("64:ff9b::/96")
READ = 200  # bytes of an answer: enough for what a chat says of a refusal


@dataclass(frozen=True)
class Outcome:
    """What became of a message: sent, waiting (not sent for sure), failed, or unknown."""

    state: str
    problem: str = ""
    detail: str = ""
    wait: int = 0  # seconds the chat asks us for


def refusal(address: str) -> str | Promise:
    """What is wrong with an address as it stands there; "" for a good one."""
    as_shown = _("Copy the address as the chat shows it. It begins with https://.")
    try:
        parts, _port = urlsplit(address), urlsplit(address).port
    except ValueError:
        return as_shown
    plain = address.isascii() and address.isprintable() and " " not in address
    if not plain or parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        return as_shown
    if _is_ip(parts.hostname) and not _allowed(parts.hostname, [parts.hostname]):
        return Problem.PRIVATE.label
    return ""


def masked(address: str) -> str:
    """As much of a secret address as tells it from another one."""
    return f"{urlsplit(address).hostname}/…{address[-4:]}"


def post(address: str, payload: dict[str, Any]) -> Outcome:
    """Hand a message over once. The host's addresses are looked up once, checked, and used."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or 443
    try:
        found = _look_up(host, port)
    except (OSError, UnicodeError) as unknown:
        return Outcome(State.WAITING, Problem.AWAY, str(unknown))
    if not _allowed(host, found):
        return Outcome(State.FAILED, Problem.PRIVATE, host)
    try:
        connection = _connect(host, port, found)
    except OSError as away:
        return Outcome(State.WAITING, Problem.AWAY, str(away))
    try:
        return _outcome(*_ask(connection, parts, payload))
    except (OSError, HTTPException) as lost:
        return Outcome(State.UNKNOWN, Problem.LOST, str(lost))
    finally:
        connection.close()


def _look_up(host: str, port: int) -> list[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


def _allowed(host: str, addresses: list[str]) -> bool:
    """All addresses are public, or the operator has named the host."""
    return host in settings.CHAT_PRIVATE_HOSTS or all(map(_is_public, addresses))


def _is_public(address: str) -> bool:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        translated = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
        ip = translated or ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _connect(host: str, port: int, addresses: list[str]) -> HTTPSConnection:
    """By the addresses that were checked, and by the name that the certificate must bear."""
    connection = HTTPSConnection(host, port, timeout=ANSWER_SECONDS)
    plain = _first_open(addresses, port)
    plain.settimeout(ANSWER_SECONDS)
    try:
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except OSError:
        plain.close()
        raise
    return connection


def _first_open(addresses: list[str], port: int) -> socket.socket:
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), CONNECT_SECONDS)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), CONNECT_SECONDS)


def _ask(
    connection: HTTPSConnection, parts: SplitResult, payload: dict[str, Any]
) -> tuple[HTTPResponse, str]:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    body = json.dumps(payload, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", "Connection": "close"}
    connection.request("POST", target, body, headers)
    answer = connection.getresponse()
    return answer, " ".join(answer.read(READ).decode(errors="replace").split())


def _outcome(answer: HTTPResponse, words: str) -> Outcome:
    """A chat says in its status what became of it: 4xx is a no, 5xx and 429 are a not now."""
    detail = f"{answer.status} {words}".strip().replace("\x00", "")
    if 200 <= answer.status < 300:
        return Outcome(State.SENT)
    if 300 <= answer.status < 400:
        return Outcome(State.FAILED, Problem.MOVED, str(answer.status))
    if answer.status == 429:
        return Outcome(State.WAITING, Problem.BUSY, detail, _seconds(answer))
    if answer.status >= 500:
        return Outcome(State.WAITING, Problem.BROKEN, detail)
    return Outcome(State.FAILED, Problem.REFUSED, detail)


def _seconds(answer: HTTPResponse) -> int:
    asked = answer.headers.get("Retry-After", "")
    return min(int(asked), LONGEST_WAIT) if asked.isascii() and asked.isdigit() else 0
