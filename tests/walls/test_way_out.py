"""R7: the product calls no host but those that people or the operator configured, and one way.

Mail goes to the one server of `EMAIL_URL`, by Django.
"""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings as configured
from django.db.models import Model

from core.outgoing.client import call
from nudges.tasks import look_after
from okrsite.celery import app
from okrsite.settings import PRODUCT
from tests.cast import Cast
from tests.hosts import HEAD, host_that, says
from tests.walls.addresses import addresses, inside

APPS = [*PRODUCT, "tools"]
OURS = "core/outgoing/"
LOCAL = ("tools/local/", "tools/bench/", "tools/torture/")
"""Programs for this machine: servers of the demo, load and attacks. They serve nobody."""
MODULES = {
    "aiohttp",
    "ftplib",
    "h11",
    "http.client",
    "httpcore",
    "httplib2",
    "httpx",
    "imaplib",
    "multiprocessing",
    "poplib",
    "pycurl",
    "requests",
    "socket",
    "ssl",
    "subprocess",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc.client",
}
NAMES = {
    "LMTP",
    "SMTP",
    "SMTP_SSL",
    "__import__",
    "create_connection",
    "create_datagram_endpoint",
    "create_unix_connection",
    "open_connection",
    "open_unix_connection",
    "sock_connect",
    "urlopen",
}
"""What opens a connection, in modules that the product uses for something else."""
MAIL = {"nudges/mail/backend.py": {"SMTP", "SMTP_SSL"}}
CALLS_OUT = ["themes.post_out", "orgs.provider_refresh"]


def ways_out(source: str) -> set[str]:
    """Modules and names of the list that a program imports or uses anywhere."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        named = set(_named(node))
        found |= NAMES & {name.rpartition(".")[2] for name in named}
        found |= {way for way in MODULES for name in named if f"{name}.".startswith(f"{way}.")}
    return found


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Attribute):
        yield ast.unparse(node)
    elif isinstance(node, ast.Name):
        yield node.id if node.id in NAMES else ""


def test_one_module_opens_connections() -> None:
    """R7, W3: all other modules call through `core.outgoing`, so that its rules hold for all."""
    found = {}
    for folder in APPS:
        for file in (configured.BASE_DIR / folder).rglob("*.py"):
            place = str(file.relative_to(configured.BASE_DIR))
            ways = ways_out(file.read_text())
            if ways and not place.startswith((OURS, *LOCAL)):
                found[place] = ways

    assert found == MAIL


@pytest.mark.parametrize(
    ("source", "ways"),
    [
        ("import http.client", {"http.client"}),
        ("from http import client", {"http.client"}),
        ("from urllib import request", {"urllib.request"}),
        ("import urllib.parse\nurllib.request.urlopen('x')", {"urllib.request", "urlopen"}),
        ("def f():\n    from requests.sessions import Session", {"requests"}),
        ("import socket as s", {"socket"}),
        ("import asyncio\nasyncio.open_connection('x', 1)", {"open_connection"}),
        ("from asyncio import open_connection as o", {"open_connection"}),
        ("loop.create_connection(f, 'x', 1)", {"create_connection"}),
        ("import smtplib\nsmtplib.SMTP('x')", {"SMTP"}),
        ("__import__('x')", {"__import__"}),
        ("from urllib.parse import urlsplit\nimport socketserver\nimport smtplib", set()),
    ],
)
def test_the_search_finds_a_way_out(source: str, ways: set[str]) -> None:
    """What the test above looks for, in each way that Python has to write it."""
    assert ways_out(source) == ways


_watching: list[set[tuple[Any, ...]]] = []


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _watching and event in {"socket.connect", "socket.getaddrinfo"}:
        _watching[-1].add(args[1][:2] if event == "socket.connect" else args[:2])


@contextmanager
def called() -> Iterator[set[tuple[Any, ...]]]:
    """Hosts and ports that Python calls or looks up meanwhile, by whatever library."""
    sys.addaudithook(_watch)  # it stays, and does nothing any more
    _watching.append(set())
    try:
        yield _watching[-1]
    finally:
        _watching.pop()


def test_pages_and_chores_call_nobody(
    full: Cast, ids: dict[type[Model], int], sign_in: Any
) -> None:
    """R7: nor does any library below them. Valkey is the operator's; libpq opens PostgreSQL."""
    browser = sign_in(full.administrator)
    with called() as hosts:
        for address in inside():
            browser.get(address.url("lodos", ids))
        for address in addresses():
            if not address.inside and not set("<(\\") & set(address.route):
                browser.get(f"/{address.route}")
        look_after(full.organisation.pk)
    valkey = urlsplit(configured.REDIS_URL)

    assert hosts <= {(valkey.hostname, valkey.port)}


def test_the_watch_sees_a_call(settings: Any) -> None:
    settings.PRIVATE_HOSTS = ["localhost"]
    with host_that(says(HEAD + b"\r\n")) as host, called() as hosts:
        call("GET", host.url())

    assert ("127.0.0.1", host.port) in hosts


def test_allauth_has_no_way_of_its_own() -> None:
    """R7, W3: whatever part of it would call somebody fails instead."""
    with pytest.raises(RuntimeError, match=r"core\.outgoing"):
        get_adapter().get_requests_session()


@pytest.mark.parametrize("name", CALLS_OUT)
def test_tasks_that_call_out_have_a_queue_of_their_own(name: str) -> None:
    """W2: a slow host keeps no mail and no tick waiting."""
    assert name in app.tasks
    assert app.amqp.router.route({}, name)["queue"].name == "outgoing"
