"""How long a program waits for the database, and what it does after it got no answer.

The database's own limits (docs/database.md) end a statement that takes too long. They say nothing
when the whole server hangs: it keeps its connections and answers none of them. So each wait has an
end on our side too. After one that was in vain the database is left alone for some seconds:
whoever asks then hears at once that it does not answer, and one of them tries.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import psycopg

PAUSE = 3.0
"""Seconds for which a database that did not answer is left alone."""

_limit: ContextVar[float] = ContextVar("database_limit", default=0.0)


class NotAnsweringError(psycopg.OperationalError):
    """The database did not answer in time, just now or a moment ago."""


class PerhapsSavedError(NotAnsweringError):
    """The end of a transaction was sent and no answer came: nobody knows whether it was saved."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """For a question whose answer is wanted sooner than usual."""
    token = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(token)


def shortest(usual: float) -> float:
    """The limit that holds now, in seconds; 0 is none."""
    return min(filter(None, [usual, _limit.get()]), default=0.0)


class Breaker:
    """What the threads of a program know of a database that hangs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paused_until: float | None = None
        self._trying: int | None = None

    def ask(self) -> None:
        """Before each question: raises while the database is left alone."""
        if self._paused_until is None:
            return
        with self._lock:
            me = threading.get_ident()
            if self._paused_until is None or self._trying == me:
                return
            if time.monotonic() < self._paused_until:
                raise NotAnsweringError("The database did not answer a moment ago.")
            self._trying, self._paused_until = me, time.monotonic() + PAUSE

    def answered(self) -> None:
        if self._paused_until is not None:
            with self._lock:
                self._paused_until = self._trying = None

    def gave_up(self) -> None:
        with self._lock:
            self._paused_until, self._trying = time.monotonic() + PAUSE, None


breaker = Breaker()
