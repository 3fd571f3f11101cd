"""What changed while people look on: names and versions, told to `core.live.streams`.

A view that has checked the rights gives out a ticket, an action says `changed`, and where rights
end, `revoked`. What a stream listens at is an address: a channel of one organisation, an account
or a session. All is told on commit. While Redis is away nothing is told and no page fails.

What no row counts is numbered here as it is told: Redis counts, so that nobody waits for a lock. A
page asks for `versions` before it reads what it shows; then it never shows less than it says.
"""

import hashlib
import json
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import redis
import structlog
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django_scopes import get_scope
from redis.backoff import NoBackoff
from redis.retry import Retry

PATH = "/live/"
SALT = "sunhand.live"
TICKET_SECONDS = 60
EVERYBODY = "*"
"""The address at which every stream listens."""
AWAY = (redis.RedisError, OSError)
COUNTED_SECONDS = 24 * 60 * 60
HERE = "here"
"""The part of a page that says who looks on; it has no version."""
PRESENT_SECONDS = 60

log = structlog.get_logger(__name__)


class Ticket(NamedTuple):
    """Where a stream may listen, and when a view found that it may; it opens one stream."""

    addresses: list[str]
    at: float
    number: str

    @property
    def account(self) -> str:
        """Whose browser it is, of whom nothing else is known here."""
        return self.addresses[0].rpartition(":")[2]

    @property
    def channels(self) -> list[str]:
        return self.addresses[2:]


def changed(channel: str, part: str, version: int | None = None) -> None:
    """Tell who looks on at a channel of this organisation that a part of the page is newer.

    Without a version of its own the part gets its next one when it is told.
    """
    _tell({"to": of_channel(channel), "part": part, "version": version})


def versions(channel: str) -> Counter[str]:
    """The numbers of the parts that were told there; none while Redis is away."""
    try:
        with _redis() as client:
            told: Any = client.hgetall(_counted_at(of_channel(channel)))
    except AWAY:
        return Counter()
    return Counter({part.decode(): int(version) for part, version in told.items()})


def present(channel: str) -> set[int]:
    """The accounts whose browsers look on there now (`core.live.presence`)."""
    try:
        with _redis() as client:
            at = present_at(of_channel(channel))
            found: Any = client.zrangebyscore(at, time.time(), "+inf")
    except AWAY:
        return set()
    return {int(account) for account in found}


def present_at(address: str) -> str:
    """Where Redis keeps for a minute who looks on at an address."""
    return f"{topic()}:present:{address}"


def revoked(*addresses: str) -> None:
    """End the streams that listen there. Who still has the right comes back with a new ticket."""
    for address in addresses:
        _tell({"to": address})


def of_channel(name: str) -> str:
    return f"{get_scope()['organisation'].pk}:{name}"


def of_account(account_id: int | None) -> str:
    """Where the streams of an account listen in this organisation, which ends no others."""
    return of_channel(f"account:{account_id}")


def of_session(key: str | None) -> str:
    return f"session:{hashlib.sha256((key or '').encode()).hexdigest()[:32]}"


def ticket(request: HttpRequest, *channels: str) -> JsonResponse:
    """The address of a stream of these channels, good for one stream that is opened within a
    minute. Rights are the view's matter.

    The browser asks this view again whenever a stream ends; 403 and 404 tell it to stop, 410 that
    there is nothing more to follow.
    """
    addresses = [of_account(request.user.pk), of_session(request.session.session_key)]
    held = Ticket([*addresses, *map(of_channel, channels)], time.time(), secrets.token_hex(8))
    return JsonResponse({"url": f"{PATH}?{urlencode({'t': signing.dumps(held, salt=SALT)})}"})


def opened(token: str) -> Ticket | None:
    """What a token holds; `None` if it was forged, made for something else, or has run out."""
    try:
        return Ticket(*signing.loads(token, salt=SALT, max_age=TICKET_SECONDS))
    except signing.BadSignature:
        return None


def topic() -> str:
    """Redis tells all its databases what is published, so each names its own."""
    database = urlsplit(settings.REDIS_URL).path.strip("/")
    return f"sunhand-live-{database or 0}"


def _tell(message: dict[str, Any]) -> None:
    transaction.on_commit(partial(_teller.tell, message))


class _Teller:
    """Publishes for this process, and remembers whether something could not be told."""

    def __init__(self) -> None:
        self._missed = False

    def tell(self, message: dict[str, Any]) -> None:
        """After a gap all streams end once: all is asked for anew, with the rights of now."""
        try:
            if self._missed:
                self._publish({"to": EVERYBODY})
                self._missed = False
            self._publish(message)
        except AWAY as error:
            if not self._missed:
                log.warning("live.not_told", error=type(error).__name__)
            self._missed = True

    def _publish(self, message: dict[str, Any]) -> None:
        if "part" in message and message["version"] is None:
            message = {**message, "version": _next_version(message["to"], message["part"])}
        with _redis() as client:
            client.publish(topic(), json.dumps({**message, "at": time.time()}))


_teller = _Teller()


def _next_version(address: str, part: str) -> int:
    """Counted from the clock on: no number comes again when Redis has forgotten the last."""
    counted = _counted_at(address)
    with _redis() as client, client.pipeline() as at_once:
        at_once.hsetnx(counted, part, int(time.time() * 1000))
        at_once.hincrby(counted, part, 1)
        at_once.expire(counted, COUNTED_SECONDS)
        return int(at_once.execute()[1])


def _counted_at(address: str) -> str:
    return f"{topic()}:versions:{address}"


_vain: ContextVar[bool] = ContextVar("redis_waited_for_in_vain", default=False)


@contextmanager
def _redis() -> Iterator[redis.Redis]:
    """A request waits once, a second, for a Redis that hangs; for one that is gone, no time."""
    if _vain.get():
        raise redis.TimeoutError("Redis did not answer this request before.")
    try:
        yield _client()
    except redis.TimeoutError:
        _vain.set(True)
        raise


@cache
def _client() -> redis.Redis:
    """A connection that died while nobody asked is made anew."""
    return redis.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=1,
        socket_timeout=1,
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )
