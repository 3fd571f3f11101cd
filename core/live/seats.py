"""How many streams may be open at once, over all processes that serve them (`core.live.streams`).

A ticket opens one stream, an account and an address a number of them. Redis keeps a seat for each
open stream and forgets it soon after its process has stopped saying that it is still taken: killed
processes leave nothing behind. Redis' own clock counts, so that all processes agree.
"""

import asyncio
import secrets
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, NamedTuple

import redis.asyncio
from django.conf import settings
from django.utils.crypto import salted_hmac
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from core.live.channels import AWAY, TICKET_SECONDS, Ticket, topic

OF_ACCOUNT = 30
"""Pages of one person that show something live at once, on all their devices."""
OF_ADDRESS = 1000
"""A whole company may come from one address."""
LEASE = 60
"""Seconds after which a seat is free that nobody says is taken."""
RENEW = 20.0
BATCH = 500

TAKE = """
local now = tonumber(redis.call('TIME')[1])
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for n = 2, 3 do
  redis.call('ZREMRANGEBYSCORE', KEYS[n], '-inf', now)
  if redis.call('ZCARD', KEYS[n]) >= tonumber(ARGV[n]) then return 0 end
end
redis.call('SET', KEYS[1], 1, 'EX', ARGV[4])
for n = 2, 3 do
  redis.call('ZADD', KEYS[n], now + ARGV[5], ARGV[1])
  redis.call('EXPIRE', KEYS[n], ARGV[5])
end
return 1
"""
KEEP = """
local now = tonumber(redis.call('TIME')[1])
for n = 1, #KEYS do
  redis.call('ZADD', KEYS[n], now + ARGV[1], ARGV[n + 1])
  redis.call('EXPIRE', KEYS[n], ARGV[1])
end
"""


class Seat(NamedTuple):
    """One open stream, and where it is counted."""

    name: str
    account: str
    address: str


class Seats:
    """The seats that this process has taken."""

    def __init__(self) -> None:
        self._taken: set[Seat] = set()
        pool = redis.asyncio.BlockingConnectionPool.from_url(
            settings.REDIS_URL,
            max_connections=4,
            timeout=2,
            client_name="sunhand-seats",
            socket_connect_timeout=1,
            socket_timeout=1,
            retry=Retry(NoBackoff(), 1),
        )
        self._redis = redis.asyncio.Redis(connection_pool=pool)
        self._take = self._redis.register_script(TAKE)
        self._keep = self._redis.register_script(KEEP)
        self._renewing = asyncio.create_task(self._renew())

    async def take(self, ticket: Ticket, address: str) -> Seat | None:
        """A seat, or none: this ticket has opened a stream, or there are too many.

        Raises one of `AWAY` while Redis is: nobody could count then.
        """
        seat = Seat(
            secrets.token_hex(8),
            f"{topic()}:seats:account:{ticket.account}",
            f"{topic()}:seats:address:{salted_hmac('sunhand.seats', address).hexdigest()[:32]}",
        )
        free = await self._take(
            keys=[f"{topic()}:used:{ticket.number}", seat.account, seat.address],
            args=[seat.name, OF_ACCOUNT, OF_ADDRESS, TICKET_SECONDS, LEASE],
        )
        if not free:
            return None
        self._taken.add(seat)
        return seat

    async def leave(self, seat: Seat) -> None:
        self._taken.discard(seat)
        with suppress(*AWAY):
            async with self._redis.pipeline() as at_once:
                for key in (seat.account, seat.address):
                    at_once.zrem(key, seat.name)
                await at_once.execute()

    async def close(self) -> None:
        self._renewing.cancel()
        with suppress(asyncio.CancelledError):
            await self._renewing
        await self._redis.connection_pool.aclose()

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW)
            with suppress(*AWAY):
                seats = list(self._taken)
                for first in range(0, len(seats), BATCH):
                    await self._say(seats[first : first + BATCH])

    async def _say(self, seats: Iterable[Seat]) -> None:
        """Without those that were left while others were said."""
        places = [(key, s.name) for s in seats if s in self._taken for key in s[1:]]
        found: Any = [key for key, _name in places]
        await self._keep(keys=found, args=[LEASE, *(name for _key, name in places)])
