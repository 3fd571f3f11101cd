"""Programs that we start and that never outlive us."""

import ctypes
import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import IO

from tools.local.accounts import Account
from tools.local.var import ROOT

PR_SET_PDEATHSIG = 1
TICK = 0.05
PATIENCE = 15.0
"""Seconds that a program has to end after it was asked to."""


class Child:
    """One program in a process group of its own, so that Ctrl-C reaches us only."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        log: Path | None = None,
        account: Account | None = None,
        typed: str = "",
        farewell: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.command = list(command)
        self.environment = None if environment is None else dict(environment)
        self.log = log
        self.account = account
        self.typed = typed
        self.farewell = farewell
        if log:
            log.write_bytes(b"")
        self.process = self._start()

    def start_again(self) -> None:
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        self.began = time.monotonic()
        self.gone = False
        with self.log.open("ab") if self.log else nullcontext() as output:
            process = self._open(output)
        if process.stdin:
            _type(process.stdin.fileno(), self.typed)
            process.stdin.close()
        return process

    def _open(self, output: IO[bytes] | None) -> subprocess.Popen[bytes]:
        lent = self.account if self.account and self.account.lent else None
        return subprocess.Popen(
            self.command,
            cwd="/" if lent else ROOT,
            env=self.environment,
            stdin=subprocess.PIPE if output else None,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_die_with_parent(self.farewell),
            user=lent.uid if lent else None,
            group=lent.gid if lent else None,
            extra_groups=[] if lent else None,
            umask=0o077 if self.account else -1,
        )

    def ended(self) -> bool:
        return self.process.poll() is not None

    def wait(self) -> int:
        while not self.ended():
            time.sleep(TICK)
        return self.stop()

    def stop(self) -> int:
        """Asks, waits, and then ends the whole group with what the program itself had started."""
        if not self.gone:
            if not self.ended():
                self.process.send_signal(self.farewell)
            wait_until(self.ended, PATIENCE)
            _end_group(self.process.pid)
            self.gone = True
        return self.process.wait()

    def last_words(self, lines: int = 12) -> str:
        if self.log is None:
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Adopted:
    """A server that an earlier launcher left behind; it ends with the launcher that found it."""

    def __init__(self, name: str, pid: int, farewell: signal.Signals) -> None:
        self.name = name
        self.pid = pid
        self.farewell = farewell

    def ended(self) -> bool:
        return not lives(self.pid)

    def stop(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, self.farewell)
        wait_until(self.ended, PATIENCE)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError as error:
        return error.errno == errno.EPERM
    return True


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(TICK / 5)
    return True


def _die_with_parent(farewell: signal.Signals) -> Callable[[], None] | None:
    """Linux tells a child that its parent is gone, even after kill -9.

    Elsewhere the next start finds the servers and adopts them.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    parent = os.getpid()

    def prepare() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(farewell))
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _type(descriptor: int, text: str) -> None:
    try:
        os.write(descriptor, text.encode())
    except BrokenPipeError:
        return  # it ended at once; its log says why


def _end_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # on macOS a group of zombies answers "not permitted"
