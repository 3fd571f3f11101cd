"""A mail server that keeps nothing but which mail came when: one line each, in a file."""

import asyncio
import sys
import time
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import IO

from aiosmtpd.smtp import SMTP, Envelope, Session

from tools.local.mail import serve


class Counting:
    """Half of what it takes for a mail passes before it is written down, half after."""

    def __init__(self, file: IO[str], seconds: float) -> None:
        self.file = file
        self.half = seconds / 2

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.half)
        named = BytesHeaderParser().parsebytes(envelope.original_content or b"")["Message-ID"]
        self.file.write(f"{named} {time.time()}\n")
        self.file.flush()
        await asyncio.sleep(self.half)
        return "250 Counted"


def arrived(file: Path) -> list[tuple[str, float]]:
    """Each mail's Message-ID and when it came, in the order in which they came."""
    rows = (line.split() for line in file.read_text().splitlines())
    return [(named, float(at)) for named, at in rows]


def main(file: str, port: str, seconds: str = "0") -> None:
    with Path(file).open("a") as lines:
        serve(Counting(lines, float(seconds)), int(port))


if __name__ == "__main__":
    main(*sys.argv[1:])
