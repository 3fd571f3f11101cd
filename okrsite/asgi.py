"""One port for uvicorn: pages go to Django's WSGI application in a pool of threads.

Streams (`/live/…`) will be answered here beside Django, without one thread each.
"""

from typing import Any, cast

from a2wsgi import WSGIMiddleware

from okrsite.wsgi import application as pages

PAGE_WORKERS = 8

_pages: Any = WSGIMiddleware(cast(Any, pages), workers=PAGE_WORKERS)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await _pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
