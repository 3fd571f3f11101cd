"""Whose turn it is to call: a slow host costs its own organisation alone.

Workers make one call at a time for an organisation, wherever they run. Pages, whose threads are
few, call for an organisation twice at once at most, and leave a host alone that was too slow a
moment ago.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock

import redis
from django.core.cache import cache
from django_redis import get_redis_connection

from core.outgoing.client import SECONDS

EXPIRY = SECONDS + 5.0
"""Seconds after which a turn ends by itself: a call is over by then, or its worker has died."""
ON_PAGES, ON_PAGES_EACH = 4, 2  # calls at once of one process, and of one organisation there
REST = 60.0  # seconds
AWAY = (redis.RedisError, OSError)


@contextmanager
def turn(organisation_id: int) -> Iterator[bool]:
    """The one call that workers have in flight for an organisation, for `client.SECONDS` at most.

    False while it is another's, and while Redis is away: then the call waits for a later tick. A
    turn that ran out is not given back, because it may be another's by now.
    """
    lock = get_redis_connection("default").lock(
        f"outgoing:turn:{organisation_id}", timeout=EXPIRY, blocking=False
    )
    try:
        ours = lock.acquire()
    except AWAY:
        ours = False
    try:
        yield ours
    finally:
        if ours:
            with suppress(*AWAY):  # it ends by itself
                lock.release()


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
