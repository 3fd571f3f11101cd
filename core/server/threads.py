"""Django's pages in a limited number of threads, none of which ever waits for a browser.

A thread is taken when the whole request has come and is free again before the answer goes out: slow
browsers cost memory for their own request and nothing else.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import Context
from importlib import import_module
from typing import Any, cast
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import structlog
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import InterfaceError, OperationalError, close_old_connections
from django.http import parse_cookie
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from core.server.access_log import log_request, number_of_scope
from core.server.fresh import leave_transactions
from core.server.scopes import address_of, header

THREADS = 8
"""Pages that one process makes at once."""
THREADS_BESIDE = 2
"""For what is asked for while pages wait for a database that hangs: static files, `/readyz`."""
PATIENCE = 3.0
"""Seconds that a request waits for a thread before its browser hears that we are busy.

With those that it then waits for a database that hangs (`SUNHAND_DATABASE_WAIT`) less than ten.
"""
UPLOAD_SECONDS = 60.0
"""Seconds that a request has to come in whole."""
SMALL = 64 * 1024
"""Bytes of a request that may come in beside any number of others."""
LARGEST = 10 * 1024 * 1024
"""Bytes of a request that pages take: twice the largest table."""
UPLOADS = 16
"""Requests that are not small and come in at once."""
OF_ONE_ADDRESS = 4
"""How many of them come from one address."""
SLOWEST = 16 * 1024
"""Bytes a second that come in of what is not small."""
HESITATION = 5.0
"""Seconds that it may be behind that."""
REPORTS = "/a/returned/"
"""Where mail services report; they send much at once."""

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Pages:
    """One WSGI application, its threads, and who waits for them."""

    def __init__(self, application: Any, threads: int = THREADS) -> None:
        self._wsgi = cast(Any, WSGIMiddleware(application, workers=threads))
        self.threads, self.executor = threads, self._wsgi.executor
        self._free = asyncio.Semaphore(threads)
        self._turns = Turns()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        try:
            async with AsyncExitStack() as until_made:
                body = await self._received(scope, receive, until_made)
                made = await self._make(scope, body)
        except Refusal as refusal:
            await _refuse(scope, send, refusal, began)
        except Left:
            pass  # half a form is no form
        else:
            for message in made:
                await send(message)

    async def _received(
        self, scope: Scope, receive: Receive, until_made: AsyncExitStack
    ) -> bytearray:
        try:
            async with asyncio.timeout(UPLOAD_SECONDS):
                return await self._whole_body(scope, receive, until_made)
        except TimeoutError:
            raise Refusal(408) from None

    async def _whole_body(
        self, scope: Scope, receive: Receive, until_made: AsyncExitStack
    ) -> bytearray:
        """What is not small comes from people who are signed in, and a few of them at once."""
        body, more = bytearray(), True
        while more and len(body) <= SMALL:
            more = await _take(receive, body)
        if len(body) <= SMALL:
            return body
        if not await self._is_known(scope):
            await _drop(receive, more=more)
            raise Refusal(413, stranger=True)
        await until_made.enter_async_context(self._turns.taken(address_of(scope)))
        loop = asyncio.get_running_loop()
        began = loop.time() - len(body) / SLOWEST
        while more and len(body) <= LARGEST:
            async with asyncio.timeout_at(began + len(body) / SLOWEST + HESITATION):
                more = await _take(receive, body)
        if len(body) > LARGEST:
            await until_made.aclose()
            await _drop(receive, more=more)
            raise Refusal(413)
        return body

    async def _is_known(self, scope: Scope) -> bool:
        """Signed in, or a service that reports mails that came back; those prove it later."""
        if scope["path"].startswith(REPORTS):
            return bool(settings.ANYMAIL.get("WEBHOOK_SECRET"))
        cookies = parse_cookie(header(scope, b"cookie"))
        key = cookies.get(settings.SESSION_COOKIE_NAME, "")
        if not key:
            return False
        async with self._free:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self.executor, is_signed_in, key)

    async def _make(self, scope: Scope, body: bytearray) -> list[dict[str, Any]]:
        """The whole answer, where a thread becomes free."""
        made: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            made.append(message)

        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise Refusal(503) from None
        try:
            await self._wsgi(scope, receive, send)
        finally:
            self._free.release()
        return made


class Refusal(Exception):
    """Why a request reaches no page."""

    def __init__(self, status: int, *, stranger: bool = False) -> None:
        self.status = status
        self.stranger = stranger


class Left(Exception):
    """The browser is gone."""


class Turns:
    """Who may send something large now: few of one address, and few in all."""

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(UPLOADS)
        self._each: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def taken(self, address: str) -> AsyncIterator[None]:
        own = self._each.get(address) or asyncio.Semaphore(OF_ONE_ADDRESS)
        self._each[address] = own  # for as long as somebody holds it or waits for it
        async with own, self._all:
            yield


def is_signed_in(key: str) -> bool:
    """In a thread of the pages, with its connection to the database."""
    close_old_connections()
    leave_transactions()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    try:
        return Context().run(lambda: SESSION_KEY in store(key))
    except (OperationalError, InterfaceError):
        raise Refusal(503) from None
    finally:
        close_old_connections()


async def _take(receive: Receive, body: bytearray) -> bool:
    """One piece more; whether another one follows."""
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Left
    body += message.get("body", b"")
    return bool(message.get("more_body", False))


async def _drop(receive: Receive, *, more: bool) -> None:
    """Read to the end and keep nothing, so that the browser listens to the answer."""
    while more:
        more = await _take(receive, bytearray())


async def answer(
    send: Send, status: int, body: bytes, *, kind: str, more: dict[bytes, bytes] | None = None
) -> None:
    headers = {
        b"content-type": kind.encode(),
        b"content-length": str(len(body)).encode(),
        b"cache-control": b"no-store",
        **(more or {}),
    }
    await send({"type": "http.response.start", "status": status, "headers": [*headers.items()]})
    await send({"type": "http.response.body", "body": body})


async def _refuse(scope: Scope, send: Send, refusal: Refusal, began: float) -> None:
    """Django does not hear of this request; its page asks neither a database nor a thread."""
    number = number_of_scope(scope)
    headers = {
        b"x-request-id": number.encode(),
        b"content-security-policy": b"default-src 'none'; style-src 'self'; font-src 'self';"
        b" img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
        b"x-content-type-options": b"nosniff",
        b"retry-after": b"10",
    }
    with structlog.contextvars.bound_contextvars(request_id=number):
        page = _page(refusal, _language(scope), _came_from(scope))
        await answer(send, refusal.status, page, kind="text/html; charset=utf-8", more=headers)
        log_request(scope["method"], "refused", refusal.status, began)


def _page(refusal: Refusal, language: str, back: str) -> bytes:
    name = "busy.html" if refusal.status == 503 else f"{refusal.status}.html"
    with translation.override(language):
        return render_to_string(name, {"stranger": refusal.stranger, "back": back}).encode()


def _came_from(scope: Scope) -> str:
    """The page of ours that the form stood on; a browser names it within this site alone."""
    try:
        page = urlsplit(header(scope, b"referer"))
    except ValueError:
        return ""
    ours = page.scheme in {"http", "https"} and page.netloc == header(scope, b"host")
    return page.geturl() if ours else ""


def _language(scope: Scope) -> str:
    wanted = header(scope, b"accept-language").lower()[:200]
    for code, _quality in parse_accept_lang_header(wanted):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return "en"
