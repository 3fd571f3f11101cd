"""Hosts that take their time: `python -m tools.torture.hosts PORT FILE MAIL_PORT`.

A chat that answers a byte every few seconds, and a mail server that never answers for some people.
"""

import asyncio
import sys
import time
from email.parser import BytesHeaderParser
from itertools import chain, repeat
from pathlib import Path
from threading import Thread
from typing import IO

from aiosmtpd.smtp import SMTP, Envelope, Session

from tools.local.mail import serve
from tools.local.var import LOOPBACK

STALLS, SWALLOWS = "stalls.", "swallows."
"""How the addresses begin that get no answer: when they are named, or after the whole text."""
LONG = 3600
PAUSE = 4.0
"""Seconds between two bytes of the chat's answer; four-second reads never time out."""
HEAD = b"HTTP/1.1 200 OK\r\nX-Drip: "


class Stalling:
    """Counts mails as they come, one line each, and does not answer for some people."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.startswith(STALLS):
            await asyncio.sleep(LONG)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if envelope.rcpt_tos[0].startswith(SWALLOWS):
            await asyncio.sleep(LONG)
        named = BytesHeaderParser().parsebytes(envelope.original_content or b"")["Message-ID"]
        self.file.write(f"{named} {time.time()}\n")
        self.file.flush()
        return "250 Counted"


async def _drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    for byte in chain(HEAD, repeat(ord("x"))):
        writer.write(bytes([byte]))
        try:
            await writer.drain()
        except OSError:  # whoever called has hung up
            return
        await asyncio.sleep(PAUSE)


async def _chat(port: int) -> None:
    async with await asyncio.start_server(_drip, LOOPBACK, port) as server:
        await server.serve_forever()


def main(port: str, file: str, mail_port: str) -> None:
    Thread(target=asyncio.run, args=[_chat(int(port))], daemon=True).start()
    with Path(file).open("a") as lines:
        serve(Stalling(lines), int(mail_port))


if __name__ == "__main__":
    main(*sys.argv[1:])
