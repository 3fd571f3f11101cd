"""Who looks on now, as far as the open streams of this process tell, kept in Redis for a minute.

Written down nowhere else. Every process says every few seconds who its streams belong to; what it
no longer says is forgotten. Whoever looks on is told of others who came and went, less often the
more there are: a crowd that comes in together is told of once.
"""

import asyncio
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress

import redis.asyncio
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from core.live.channels import AWAY, HERE, PRESENT_SECONDS, Ticket, present_at, topic

PULSE = 3.0
"""Seconds between two looks at who is here."""
CROWD = 20
"""A room of so many more people is told of them a second later."""


class Presence:
    """The accounts behind the streams of this process, by the channel at which they listen."""

    def __init__(self) -> None:
        self._here: dict[str, Counter[str]] = defaultdict(Counter)
        self._told: dict[str, tuple[float, set[str]]] = {}
        self._beating = asyncio.create_task(self._beat())

    def came(self, ticket: Ticket) -> None:
        for channel in ticket.channels:
            self._here[channel][ticket.account] += 1

    def went(self, ticket: Ticket) -> None:
        for channel in ticket.channels:
            self._here[channel] -= Counter([ticket.account])

    async def close(self) -> None:
        self._beating.cancel()
        with suppress(asyncio.CancelledError):
            await self._beating

    async def _beat(self) -> None:
        client = redis.asyncio.Redis.from_url(
            settings.REDIS_URL, client_name="sunhand-here", retry=Retry(NoBackoff(), 0)
        )
        async with client:
            while True:
                await asyncio.sleep(PULSE)
                for channel in list(self._here):
                    with suppress(*AWAY):
                        await self._say(client, channel)

    async def _say(self, client: redis.asyncio.Redis, channel: str) -> None:
        now, here = asyncio.get_running_loop().time(), set(self._here[channel])
        before, known = self._told.get(channel, (-math.inf, set()))
        await self._keep(client, present_at(channel), here, known - here)
        if here != known and now - before >= len(here) / CROWD:
            self._told[channel] = now, here
            await client.publish(topic(), json.dumps({"to": channel, "part": HERE}))
        if not here:
            del self._here[channel]
            self._told.pop(channel, None)

    async def _keep(
        self, client: redis.asyncio.Redis, key: str, here: set[str], gone: Iterable[str]
    ) -> None:
        until = int(time.time() + PRESENT_SECONDS)
        async with client.pipeline() as at_once:
            if gone := list(gone):
                at_once.zrem(key, *gone)
            if here:
                at_once.zadd(key, dict.fromkeys(here, until))
            at_once.expire(key, PRESENT_SECONDS)
            await at_once.execute()
