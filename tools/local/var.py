"""The folder `var/`: everything a local installation remembers between two starts."""

import fcntl
import os
import secrets
import shutil
import socket
from pathlib import Path
from typing import IO

from tools.local.trouble import Trouble, check_space, check_writable

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

FLOORS = (
    "core",
    "charts",
    "orgs",
    "nudges",
    "themes",
    "teams",
    "okrs",
    "checkins",
    "reviews",
    "pages",
    "okrsite",
)
"""The apps, where the product's own code is."""

LOOPBACK = "127.0.0.1"
NAME = "localhost"  # what browsers are told: they know passkeys at a name alone
FOLDERS = {"log": 0o755, "ports": 0o755, "secrets": 0o700, "mail": 0o700, "keys": 0o700}


class Var:
    """Data, passwords, ports and logs of one local installation; one launcher at a time owns it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[str] | None = None

    def prepare(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except FileExistsError as error:
            raise Trouble(f"{self.path} is a file: move it away and start again.") from error
        check_writable(self.path)
        check_space(self.path)
        for name, mode in FOLDERS.items():
            folder = self.path / name
            folder.mkdir(exist_ok=True, mode=mode)
            check_writable(folder)

    def own(self, *, wait: bool = False) -> bool:
        """Takes the folder for this process until it ends; False when another process has it."""
        lock = (self.path / "lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            lock.close()
            return False
        self._lock = lock
        return True

    def empty(self) -> None:
        """Forgets everything but the lock that the caller holds."""
        for entry in self.path.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != "lock":
                entry.unlink()

    def secret(self, name: str) -> str:
        """A password that is made once and that only this account can read."""
        file = self.path / "secrets" / name
        if not file.exists():
            write_secret(file, secrets.token_urlsafe(48))
        return file.read_text()

    def port(self, name: str) -> int:
        """The port a server had last time, or a free one."""
        return self.last_port(name) or self.new_port(name)

    def last_port(self, name: str) -> int | None:
        try:
            return int((self.path / "ports" / name).read_text())
        except (FileNotFoundError, ValueError):
            return None

    def new_port(self, name: str) -> int:
        return self.remember_port(name, free_port())

    def remember_port(self, name: str, port: int) -> int:
        (self.path / "ports" / name).write_text(f"{port}\n")
        return port

    def log(self, name: str) -> Path:
        return self.path / "log" / f"{name}.log"


def write_secret(file: Path, value: str) -> None:
    """Never readable by others, not even for the moment between making it and closing it."""
    partial = file.with_name(f"{file.name}.new")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(value)
    partial.rename(file)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True
