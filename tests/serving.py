"""The whole site as in production, uvicorn with pages and streams, inside the test's process."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from threading import Barrier, Lock, Thread, get_ident
from typing import Any

import pytest
import uvicorn
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import connections

from core.server.fresh import FreshContext
from core.server.threads import THREADS_BESIDE, Pages
from okrsite.serve import options
from tools.local.processes import wait_until
from tools.local.var import LOOPBACK


@dataclass
class Site:
    """A running server; `stop` asks it to end as an operator does."""

    port: int
    stop: Callable[[], None]

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"


@contextmanager
def serving(patch: pytest.MonkeyPatch, port: int = 0) -> Iterator[Site]:
    """Serves the test database, on a free port or a named one; streams get a second to end."""
    for name in ("WHITENOISE_USE_FINDERS", "WHITENOISE_AUTOREFRESH"):  # static files as they are
        patch.setattr(settings, name, True)
    asgi: Any = import_module("okrsite.asgi")  # now: it wants its database
    site = FreshContext(WSGIHandler())
    lanes = {"_pages": Pages(site), "_beside": Pages(site, THREADS_BESIDE)}
    for name, lane in lanes.items():
        patch.setattr(asgi, name, lane)
    ours = {"app": asgi.application, "log_config": None, "timeout_graceful_shutdown": 1}
    server = uvicorn.Server(uvicorn.Config(**{**options(host=LOOPBACK, port=port), **ours}))
    thread = Thread(target=server.run)
    thread.start()
    assert wait_until(lambda: server.started or not thread.is_alive(), 20)
    running = Site(server.servers[0].sockets[0].getsockname()[1], lambda: _end(server, thread))
    yield running
    running.stop()
    for lane in lanes.values():
        _disconnect(lane.executor, lane.threads)


def _end(server: uvicorn.Server, thread: Thread) -> None:
    server.should_exit = True
    thread.join()


def _disconnect(threads: ThreadPoolExecutor, number: int) -> None:
    """Each thread closes its own connection to the database, which is dropped in the end."""
    all_here = Barrier(number)

    def leave() -> None:
        all_here.wait()
        connections.close_all()

    for _thread in range(number):
        threads.submit(leave)
    threads.shutdown()


@contextmanager
def last_requests_awaited() -> Iterator[None]:
    """A page that is left may still have asked for something, and the tables are emptied next."""
    running: set[int] = set()
    state = Lock()
    closed = False

    def start(**kwargs: Any) -> None:
        with state:
            if closed:
                raise ConnectionAbortedError("The test is over.")
            running.add(get_ident())

    def finish(**kwargs: Any) -> None:
        running.discard(get_ident())

    request_started.connect(start)
    request_finished.connect(finish)
    yield
    with state:
        closed = True
    assert wait_until(lambda: not running, 20)
    request_started.disconnect(start)
    request_finished.disconnect(finish)
