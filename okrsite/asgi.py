"""One port: pages go to Django's WSGI application in threads, everything else is answered here.

Streams (`/live/…`) need no thread each, and `/healthz` is answered even when every thread is busy.
Static files and `/readyz` have threads of their own: pages that wait for the database hold up none.
"""

import asyncio
import time
from contextvars import Context

import structlog
from django.conf import settings

from core.live import streams as live
from core.live.channels import PATH
from core.server.access_log import log_request, number_of_scope
from core.server.threads import THREADS_BESIDE, Pages, Receive, Scope, Send, answer
from okrsite.wsgi import application as pages

_pages, _beside = Pages(pages), Pages(pages, THREADS_BESIDE)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await live.lifespan(scope, receive, send)
    elif scope["type"] == "http":
        # Nothing that a request sets may stay on its connection, on which others follow.
        request = _http(scope, receive, send)
        await asyncio.get_running_loop().create_task(request, context=Context())


async def _http(scope: Scope, receive: Receive, send: Send) -> None:
    if {b"content-length", b"transfer-encoding"} <= {name for name, _value in scope["headers"]}:
        # A proxy may have read the other of the two: nothing more on this line is believed.
        await answer(send, 400, b"", kind="text/plain", more={b"connection": b"close"})
    elif scope["path"] == "/healthz" and scope["method"] in {"GET", "HEAD"}:
        await answer(send, 200, b'{"ok": true}', kind="application/json")
    elif scope["path"].startswith(PATH):
        await _stream(scope, receive, send)
    elif scope["path"] == "/readyz" or scope["path"].startswith(settings.STATIC_URL):
        await _beside(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _stream(scope: Scope, receive: Receive, send: Send) -> None:
    """Logged when it ends; its address holds a ticket."""
    began, status = time.monotonic(), 0
    number = number_of_scope(scope)

    async def watched(message: Scope) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = [*message["headers"], (b"x-request-id", number.encode())]
            message = {**message, "headers": headers}
        await send(message)

    with structlog.contextvars.bound_contextvars(request_id=number):
        try:
            await live.endpoint(scope, receive, watched)
        finally:
            log_request(scope["method"], "live", status, began)
