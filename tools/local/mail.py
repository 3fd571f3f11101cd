"""A mail server that delivers nowhere: every mail becomes a file that can be read."""

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from core.logs import config, configure
from tools.local.var import LOOPBACK


class Mailbox:
    """Files named by the moment a mail came in, so that their order is the order of arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
        partial = self.folder / f".{name}"
        partial.write_bytes(envelope.original_content or b"")
        partial.rename(self.folder / f"{name}.eml")
        return "250 Kept in a file"


def main(folder: str, port: str) -> None:
    configure(config("WARNING"))
    serve(Mailbox(Path(folder)), int(port))


def serve(handler: object, port: int) -> None:
    """Take mails in until somebody asks this process to end."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    controller = Controller(handler, hostname=LOOPBACK, port=port)
    controller.start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
