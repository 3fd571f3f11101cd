"""Each request begins with nothing: no organisation, no language, nobody's time zone."""

from collections.abc import Callable, Iterable, Iterator
from contextvars import Context
from typing import Any

import structlog
from django.db import connections

log = structlog.get_logger(__name__)
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class FreshContext:
    """Runs each request in an empty context of its own: the call, the body and its end.

    Whatever the server does with threads and tasks, a request cannot see the organisation, the
    language or anything else that another request had set.
    """

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        leave_transactions()
        context = Context()
        return _Body(context, context.run(self._application, environ, start_response))


class _Body:
    """What a request answers, made in that request's context."""

    def __init__(self, context: Context, body: Iterable[bytes]) -> None:
        self._context = context
        self._body = body
        self._parts = context.run(iter, body)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return self._context.run(next, self._parts)

    def close(self) -> None:
        if close := getattr(self._body, "close", None):
            self._context.run(close)


def leave_transactions() -> None:
    """Drop what somebody before us in this thread began and never ended; it is an error of ours."""
    for connection in connections.all(initialized_only=True):
        if connection.in_atomic_block:
            log.error("transaction_left_open")
            if connection.connection is not None:
                connection.connection.close()
            del connections[connection.alias]
