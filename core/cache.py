"""Redis, and this process's own memory while Redis is away."""

import time
from collections.abc import Callable
from typing import Any

import redis
from django.core.cache.backends.locmem import LocMemCache
from django_redis.cache import RedisCache
from django_redis.exceptions import ConnectionInterrupted

AWAY = (ConnectionInterrupted, redis.ConnectionError, redis.TimeoutError, OSError)
BREATH = 5.0
"""Seconds for which Redis is left alone after it did not answer: a page waits for it once."""


class SteadyCache(RedisCache):  # type: ignore[misc]
    """A stopped Redis stops no page, and the limits of sign-in go on: counted by each process.

    A cache that merely ignored its errors would refuse every sign-in, because allauth could not
    take the lock under which it counts.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._memory = LocMemCache("while-redis-is-away", params)
        self._away_until = 0.0

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() >= self._away_until:
            try:
                return getattr(super(), name)(*args, **kwargs)
            except AWAY:
                self._away_until = time.monotonic() + BREATH
        return getattr(self._memory, name)(*args, **kwargs)


def _steady(name: str) -> Callable[..., Any]:
    def method(self: SteadyCache, *args: Any, **kwargs: Any) -> Any:
        return self._either(name, *args, **kwargs)

    method.__name__ = name
    return method


for _name in (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "set_many",
    "delete_many",
    "incr",
    "decr",
    "has_key",
    "clear",
):
    setattr(SteadyCache, _name, _steady(_name))
