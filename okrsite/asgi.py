"""One port for uvicorn: pages go to Django's WSGI application in a pool of threads.

Streams (`/live/…`) are answered beside Django, without one thread each.
"""

from typing import Any, cast

from a2wsgi import WSGIMiddleware

from okrsite import live
from okrsite.wsgi import application as pages
from orgs.live import PATH

PAGE_WORKERS = 8

_pages: Any = WSGIMiddleware(cast(Any, pages), workers=PAGE_WORKERS)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        await live.lifespan(scope, receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(PATH):
        await live.endpoint(scope, receive, send)
    else:
        await _pages(scope, receive, send)
