"""Django's pages in a limited number of threads, none of which ever waits for a browser.

A thread is taken when the whole request has come and is free again before the answer goes out: slow
browsers cost memory for their own request and nothing else.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, cast

import structlog
from a2wsgi import WSGIMiddleware
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from okrsite.access_log import log_request, number_of_scope

THREADS = 8
"""Pages that one process makes at once."""
THREADS_BESIDE = 2
"""For what is asked for while pages wait for a database that hangs: static files, `/readyz`."""
PATIENCE = 5.0
"""Seconds that a request waits for a thread before its browser hears that we are busy."""
UPLOAD_SECONDS = 60.0
"""Seconds that a request has to come in whole."""
SMALL = 64 * 1024
"""Bytes of a request that may come in beside any number of others."""
LARGEST = 10 * 1024 * 1024
"""Bytes of a request that pages take: twice the largest table."""
UPLOADS = 16
"""Requests that are not small and come in at once."""

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Pages:
    """One WSGI application, its threads, and who waits for them."""

    def __init__(self, application: Any, threads: int = THREADS) -> None:
        self._wsgi = cast(Any, WSGIMiddleware(application, workers=threads))
        self.threads, self.executor = threads, self._wsgi.executor
        self._free = asyncio.Semaphore(threads)
        self._uploads = asyncio.Semaphore(UPLOADS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.monotonic()
        async with AsyncExitStack() as until_made:
            try:
                async with asyncio.timeout(UPLOAD_SECONDS):
                    body = await self._whole_body(receive, until_made)
                refused = 413 if len(body) > LARGEST else 0
            except ConnectionError:
                return  # the browser is gone, and half a form is no form
            except TimeoutError:
                refused = 408
            made = None if refused else await self._make(scope, body)
        if made is None:
            await _refuse(scope, send, refused or 503, began)
            return
        for message in made:
            await send(message)

    async def _whole_body(self, receive: Receive, until_made: AsyncExitStack) -> bytearray:
        """What is too much is read and dropped, so that the browser listens to the answer."""
        body, more, small = bytearray(), True, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            if len(body) <= LARGEST:
                body += message.get("body", b"")
            more = message.get("more_body", False)
            if small and len(body) > SMALL:
                small = False
                await until_made.enter_async_context(self._uploads)
        return body

    async def _make(self, scope: Scope, body: bytearray) -> list[dict[str, Any]] | None:
        """The whole answer, or nothing where no thread becomes free."""
        made: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            made.append(message)

        try:
            async with asyncio.timeout(PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            return None
        try:
            await self._wsgi(scope, receive, send)
        finally:
            self._free.release()
        return made


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


async def _refuse(scope: Scope, send: Send, status: int, began: float) -> None:
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
        page = _page(status, _language(scope))
        await answer(send, status, page, kind="text/html; charset=utf-8", more=headers)
        log_request(scope["method"], "refused", status, began)


def _page(status: int, language: str) -> bytes:
    name = "busy.html" if status == 503 else f"{status}.html"
    with translation.override(language):
        return render_to_string(name).encode()


def _language(scope: Scope) -> str:
    wanted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    for code, _quality in parse_accept_lang_header(wanted.lower()[:200]):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return "en"
