"""Whose turn it is to call: a slow host costs its own organisation alone.

Workers call for one organisation at a time, wherever they run. Pages, whose threads are few, call
for an organisation twice at once at most, and leave a host alone that was too slow a moment ago.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.core.cache import cache
from django.db import connection

LOCK = 1_869_968_500  # tells our locks from others of the same database
ON_PAGES, ON_PAGES_EACH = 4, 2  # calls at once of one process, and of one organisation there
REST = 60.0  # seconds


@contextmanager
def turn(organisation_id: int) -> Iterator[bool]:
    """The one call that workers have in flight for an organisation; False while it is another's.

    PostgreSQL keeps the lock for this connection, so that it ends with a worker that dies.
    """
    key = [LOCK, organisation_id]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (ours,) = cursor.fetchone()
    try:
        yield ours
    finally:
        if ours and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


_calls: Counter[int] = Counter()
_counting = Lock()


@contextmanager
def page_turn(organisation_id: int) -> Iterator[bool]:
    """A call that a page may make now; False where too many are under way, or it has to rest."""
    ours = not cache.get(_resting(organisation_id)) and _begin(organisation_id)
    try:
        yield ours
    finally:
        if ours:
            with _counting:
                _calls[organisation_id] -= 1


def rest(organisation_id: int) -> None:
    """No page calls for this organisation for a minute."""
    cache.set(_resting(organisation_id), True, REST)


def _begin(organisation_id: int) -> bool:
    with _counting:
        free = _calls.total() < ON_PAGES and _calls[organisation_id] < ON_PAGES_EACH
        if free:
            _calls[organisation_id] += 1
    return free


def _resting(organisation_id: int) -> str:
    return f"outgoing:rest:{organisation_id}"
