"""A browser that looks on at a check-in: its stream, and what it asks for as `parts.js` does."""

import asyncio
import json
import random
import time
from dataclasses import dataclass, field

from tools.local.var import LOOPBACK

Told = dict[tuple[str, int], float]


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
        if head.split()[1] not in {b"200", b"204"}:
            raise RuntimeError(f"{path}: {head.splitlines()[0]!r}")
        length = next(
            (
                line.split(b":")[1]
                for line in head.lower().splitlines()
                if b"content-length" in line
            ),
            b"0",
        )
        return await reader.readexactly(int(length))


@dataclass
class Viewer:
    """Somebody of the crowd: keeps when it heard what, and how much it asked for."""

    line: Line
    ticket: str
    parts: dict[str, str]
    heard: Told = field(default_factory=dict)
    fetched: int = 0
    ends: int = 0
    healed: asyncio.Event = field(default_factory=asyncio.Event)
    _wanted: set[str] = field(default_factory=set)
    _asking: set[str] = field(default_factory=set)
    _waits: asyncio.TimerHandle | None = None
    _turn: float = 0
    _over: bool = False
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    async def look_on(self) -> None:
        """Until it is cancelled; a stream that ends comes back, as in `live.js`."""
        while True:
            url = json.loads(await self.line.get(self.ticket))["url"]
            reader, writer = await asyncio.open_connection(LOOPBACK, self.line.port)
            writer.write(request(url, self.line.cookie))
            try:
                await self._read(reader)
            except (asyncio.IncompleteReadError, ConnectionError):
                self.ends += 1
            except asyncio.CancelledError:
                self._over = True
                raise
            finally:
                writer.close()

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
            task = asyncio.create_task(self._fetch(part))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _fetch(self, part: str) -> None:
        await self.line.get(self.parts[part])
        self.fetched += 1
        self._asking.discard(part)
        self._ask()


def request(path: str, cookie: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nCookie: sessionid={cookie}\r\n"
        "HX-Request: true\r\n\r\n"
    ).encode()
