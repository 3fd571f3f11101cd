"""A browser that looks on at a check-in: its stream, and what it asks for as `parts.js` does."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field

from tools.local.trouble import Trouble
from tools.local.var import LOOPBACK

Told = dict[tuple[str, int], float]
BUSY = 503
"""All threads are taken: `live.js` and `parts.js` come back later."""
COME_BACK, LONGEST, AGAIN = 1.0, 30.0, 30.0
"""As in `live.js` the first wait before a ticket is asked for anew, twice as long each time, and
the longest; as in `parts.js` the wait before a part is."""


class RefusedError(Trouble):
    """The site answered something that a viewer cannot go on with."""

    def __init__(self, path: str, line: str) -> None:
        self.status = int(line.split()[1])
        super().__init__(f"{path.partition('?')[0]} was refused to a viewer: {line}")


@dataclass
class Line:
    """One connection for pages, kept open as browsers do and opened again when it is closed."""

    port: int
    cookie: str
    _free: asyncio.Lock = field(default_factory=asyncio.Lock)
    _kept: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> bytes:
        async with self._free:
            if self._kept:
                try:
                    return await self._ask(path, *self._kept)
                except (asyncio.IncompleteReadError, ConnectionError):
                    self._kept[1].close()
            self._kept = await asyncio.open_connection(LOOPBACK, self.port)
            return await self._ask(path, *self._kept)

    async def _ask(
        self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bytes:
        writer.write(request(path, self.cookie))
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (
                line.split(b":")[1]
                for line in head.lower().splitlines()
                if b"content-length" in line
            ),
            b"0",
        )
        body = await reader.readexactly(int(length))
        refuse(path, head, {b"200", b"204"})
        return body


@dataclass
class Viewer:
    """Somebody of the crowd: keeps when it heard what, and how much it asked for."""

    line: Line
    ticket: str
    parts: dict[str, str]
    heard: Told = field(default_factory=dict)
    fetched: int = 0
    ends: int = 0
    busy: int = 0
    healed: asyncio.Event = field(default_factory=asyncio.Event)
    _wanted: set[str] = field(default_factory=set)
    _asking: set[str] = field(default_factory=set)
    _waits: asyncio.TimerHandle | None = None
    _turn: float = 0
    _over: bool = False

    async def look_on(self) -> None:
        """Until it is cancelled, or refused something; a stream that ends comes back."""
        async with asyncio.TaskGroup() as self._group:
            await self._follow()

    async def _follow(self) -> None:
        while True:
            url = await self._stream_url()
            reader, writer = await asyncio.open_connection(LOOPBACK, self.line.port)
            writer.write(request(url, self.line.cookie))
            try:
                refuse(url, await reader.readuntil(b"\r\n\r\n"), {b"200"})
                await self._read(reader)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.ends += 1
            except asyncio.CancelledError:
                self._over = True
                raise
            finally:
                writer.close()

    async def _stream_url(self) -> str:
        wait = COME_BACK
        while True:
            try:
                return str(json.loads(await self.line.get(self.ticket))["url"])
            except RefusedError as refused:
                self._bear(refused)
            await asyncio.sleep(random.uniform(0, wait))  # noqa: S311
            wait = min(2 * wait, LONGEST)

    def _bear(self, refused: RefusedError) -> None:
        if refused.status != BUSY:
            raise refused
        self.busy += 1

    async def _read(self, reader: asyncio.StreamReader) -> None:
        event = b""
        while True:
            text = await reader.readuntil(b"\n")
            if text.startswith(b"event: "):
                event = text[7:].strip()
            elif text.startswith(b"data:"):
                self._hear(event, text[5:].strip())

    def _hear(self, event: bytes, data: bytes) -> None:
        if event == b"changed":
            told = json.loads(data)
            self.heard[told["part"], told.get("version", 0)] = time.time()
            self._wanted.add(told["part"])
            self._go_within(told["within"] / 1000)
        elif event == b"heal":
            self.healed.set()
            self._wanted.update(self.parts)
            self._go_within(0)

    def _go_within(self, seconds: float) -> None:
        """At once, or in a crowd at a moment of its own, once in so many seconds."""
        now = time.monotonic()
        if not self._waits:
            wait = max(random.uniform(0, seconds), self._turn + seconds - now)  # noqa: S311
            self._waits = asyncio.get_running_loop().call_later(wait, self._go)

    def _go(self) -> None:
        self._waits, self._turn = None, time.monotonic()
        self._ask()

    def _ask(self) -> None:
        """One request a part at a time; what comes meanwhile is asked for after it."""
        ready = (
            set() if self._waits or self._over else self._wanted & self.parts.keys() - self._asking
        )
        self._wanted -= ready
        self._asking |= ready
        for part in ready:
            self._group.create_task(self._fetch(part))

    async def _fetch(self, part: str) -> None:
        try:
            await self.line.get(self.parts[part])
        except RefusedError as refused:
            self._bear(refused)
            self._wanted.add(part)
            asyncio.get_running_loop().call_later(AGAIN, self._ask)
        else:
            self.fetched += 1
        self._asking.discard(part)
        if part not in self._wanted:
            self._ask()


def refuse(path: str, head: bytes, good: set[bytes]) -> None:
    if head.split()[1] not in good:
        raise RefusedError(path, head.splitlines()[0].decode("latin-1"))


def request(path: str, cookie: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nCookie: sessionid={cookie}\r\n"
        "HX-Request: true\r\n\r\n"
    ).encode()
