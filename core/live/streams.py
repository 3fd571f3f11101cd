"""Streams: `/live/?t=…` is answered here beside Django, with no thread and no database connection.

A stream carries names and versions (`event: changed`), never data: the browser asks for the part
with its own rights, some time within the milliseconds that it is told. Its first event says how it
stands, and is told again when that changes: `heal` (all is told from here on; ask for every part
once) or `away` (Redis is, so nothing is told).
One Redis connection brings all streams of a process what `core.live.channels` publishes.
`core.live.seats` counts how many are open: 429 says too many, 503 that nobody can count. A page
that is refused asks every 30 seconds instead.
"""

import asyncio
import json
import secrets
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import redis.asyncio
import structlog
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from core.live.channels import AWAY, EVERYBODY, PATH, TICKET_SECONDS, Ticket, opened, topic
from core.live.presence import Presence
from core.live.seats import Seats
from core.server.scopes import address_of

BEAT = 25.0
"""Seconds without an event after which a `beat` keeps proxies from closing the stream and tells the
browser that it is alive; a comment would not reach its script."""
LIFE = 15 * 60.0
"""Seconds that a stream lives at most; up to a fifth less, so that not all come back at once."""
BEHIND = 100
"""Events that a reader may be behind before its stream is closed; the next one heals it."""
FAREWELL = 1.0
"""Seconds that a reader has to take the end of its stream."""
SMALL = 50
"""Browsers that may ask for the same change at once."""
EACH = 40
"""Milliseconds for which a crowd spreads what it asks for, for each browser more."""
SILENCE = 15.0
"""Seconds after which Redis is asked whether it is still there."""
BREATHS = (0.1, 0.5, 1.0, 2.0, 5.0)
"""Seconds between attempts to reach Redis."""
HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]
RETRY = b"retry: 2000\n\n"
ALIVE = b"event: beat\ndata:\n\n"
HEAL = b"event: heal\ndata:\n\n"
GONE = b"event: away\ndata:\n\n"

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

log = structlog.get_logger(__name__)


async def lifespan(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The hub lives as long as the process serves."""
    await receive()
    hub = scope["state"]["hub"] = Hub()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await hub.close()
    await send({"type": "lifespan.shutdown.complete"})


async def endpoint(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["path"] != PATH or scope["method"] != "GET":
        return await _answer(send, 404)
    hub: Hub = scope["state"]["hub"]
    query = parse_qs(scope["query_string"].decode("latin-1"))
    ticket = opened(query.get("t", [""])[0])
    if ticket is None or hub.refuses(ticket):
        return await _answer(send, 403)
    try:
        seat = await hub.seats.take(ticket, address_of(scope))
    except AWAY:
        return await _answer(send, 503)
    if seat is None:
        return await _answer(send, 429)
    try:
        if hub.refuses(ticket):  # its rights ended while it waited for its seat
            await _answer(send, 403)
        else:
            await _stream(hub, ticket, receive, send)
    finally:
        await hub.seats.leave(seat)
    return None


class Stream:
    """The open line of one browser, served by the task that makes it."""

    def __init__(self, first: bytes) -> None:
        self._task = asyncio.current_task()
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue(BEHIND)
        self.over = False
        self.tell(first)

    def tell(self, event: bytes) -> None:
        try:
            self._waiting.put_nowait(event)
        except asyncio.QueueFull:
            self.end()

    async def next(self) -> bytes:
        try:
            async with asyncio.timeout(BEAT):
                return await self._waiting.get()
        except TimeoutError:
            return ALIVE

    def end(self) -> None:
        if self._task and not self.over:
            self.over = True
            self._task.cancel()

    async def ended(self) -> None:
        if self._task:
            await asyncio.wait([self._task])


class Hub:
    """All streams of this process, by the addresses at which they listen."""

    def __init__(self) -> None:
        self._streams: dict[str, set[Stream]] = defaultdict(set)
        self._revoked: dict[str, float] = {}
        self._linked = False
        self._presence = Presence()
        self.seats = Seats()
        self._listening = asyncio.create_task(self._listen())

    def refuses(self, ticket: Ticket) -> bool:
        """Rights that ended after the ticket was given out are not opened by it."""
        addresses = (EVERYBODY, *ticket.addresses)
        return any(self._revoked.get(address, 0) > ticket.at for address in addresses)

    def add(self, ticket: Ticket) -> Stream:
        stream = Stream(HEAL if self._linked else GONE)
        for address in (EVERYBODY, *ticket.addresses):
            self._streams[address].add(stream)
        self._presence.came(ticket)
        return stream

    def remove(self, ticket: Ticket, stream: Stream) -> None:
        self._presence.went(ticket)
        for address in (EVERYBODY, *ticket.addresses):
            self._streams[address].discard(stream)
            if not self._streams[address]:
                del self._streams[address]

    async def close(self) -> None:
        self._listening.cancel()
        streams = self._at(EVERYBODY)
        for stream in streams:
            stream.end()
        await self._presence.close()
        await asyncio.gather(self._listening, *(s.ended() for s in streams), return_exceptions=True)
        await self.seats.close()

    def _at(self, address: str) -> list[Stream]:
        return list(self._streams.get(address, ()))

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                await self._hear()
            except Exception as error:  # whatever it was, the line is made anew
                failures = 1 if self._linked else failures + 1
                if failures == 1:
                    log.warning("live.redis_lost", error=type(error).__name__)
            self._link(False)
            await asyncio.sleep(BREATHS[min(failures, len(BREATHS)) - 1])

    async def _hear(self) -> None:
        client = redis.asyncio.Redis.from_url(
            settings.REDIS_URL, client_name="sunhand-live", retry=Retry(NoBackoff(), 0)
        )
        async with client, client.pubsub() as line:
            await line.subscribe(topic())
            asked = False
            while True:
                message = await line.get_message(timeout=SILENCE)
                if message is None and asked:
                    raise redis.TimeoutError("Redis does not answer.")
                asked = message is None
                if message is None:
                    await line.ping()
                elif message["type"] == "subscribe":
                    self._link(True)
                elif message["type"] == "message":
                    self._pass_on(json.loads(message["data"]))

    def _link(self, linked: bool) -> None:
        if linked != self._linked:
            self._linked = linked
            for stream in self._at(EVERYBODY):
                stream.tell(HEAL if linked else GONE)

    def _pass_on(self, told: dict[str, Any]) -> None:
        if "part" in told:
            streams = self._at(told["to"])
            names = {name: told[name] for name in ("part", "version") if name in told}
            data = json.dumps({**names, "within": EACH * max(0, len(streams) - SMALL)})
            for stream in streams:
                stream.tell(f"event: changed\ndata: {data}\n\n".encode())
        else:
            self._revoke(told["to"], told["at"])

    def _revoke(self, address: str, at: float) -> None:
        """Remembered for as long as a ticket that was given out before is good."""
        recent = time.time() - TICKET_SECONDS
        self._revoked = {known: then for known, then in self._revoked.items() if then > recent}
        self._revoked[address] = at
        for stream in self._at(address):
            stream.end()


async def _stream(hub: Hub, ticket: Ticket, receive: Receive, send: Send) -> None:
    stream = hub.add(ticket)
    leaving = asyncio.create_task(_end_when_left(receive, stream))
    try:
        async with asyncio.timeout(LIFE * (1 - secrets.randbelow(200) / 1000)):
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await send(_body(RETRY))
            while True:
                await send(_body(await stream.next()))
    except (TimeoutError, asyncio.CancelledError):  # also the server's own, when it stops
        stream.over = True
    finally:
        leaving.cancel()
        hub.remove(ticket, stream)
    with suppress(TimeoutError):
        async with asyncio.timeout(FAREWELL):
            await send(_body(b"", more=False))


async def _end_when_left(receive: Receive, stream: Stream) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end()


async def _answer(send: Send, status: int) -> None:
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send(_body(b"", more=False))


def _body(data: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": data, "more_body": more}
