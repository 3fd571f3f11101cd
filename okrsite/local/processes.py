"""Programs that we start and that never outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from okrsite.local.accounts import Account
from okrsite.local.trouble import Trouble
from okrsite.local.var import ROOT

PR_SET_PDEATHSIG = 1
TICK = 0.05
PATIENCE = 15.0
"""Seconds that a program has to end after it was asked to."""


class Stop(BaseException):
    """Somebody asked the launcher to end (Ctrl-C, SIGTERM, a closed terminal)."""


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
        typed: str | None = None,
        farewell: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.log = log
        self.farewell = farewell
        self.gone = False
        lent = account if account and account.lent else None
        output = log.open("wb") if log else None
        try:
            self.process = subprocess.Popen(
                list(command),
                cwd="/" if lent else ROOT,
                env=None if environment is None else dict(environment),
                stdin=None if log is None else subprocess.PIPE,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_die_with_parent(farewell),
                user=lent.uid if lent else None,
                group=lent.gid if lent else None,
                extra_groups=[] if lent else None,
                umask=0o077 if account else -1,
            )
        finally:
            if output:
                output.close()
        if self.process.stdin:
            _type(self.process.stdin.fileno(), typed)
            self.process.stdin.close()

    def ended(self) -> bool:
        return self.process.poll() is not None

    def wait(self) -> int:
        while not self.ended():
            time.sleep(TICK)
        return self.stop()

    def ask(self) -> None:
        if not self.ended():
            self.process.send_signal(self.farewell)

    def stop(self) -> int:
        """Asks, waits, and then ends the whole group with what the program itself had started."""
        if not self.gone:
            self.ask()
            wait_until(self.ended, PATIENCE)
            _end_group(self.process.pid)
            self.gone = True
        return self.process.wait()

    def last_words(self, lines: int = 12) -> str:
        if self.log is None:
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class Household:
    """The programs of one launcher: they are asked to end together, the last one first."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error:
            ignore_signals()
        for child in reversed(self.children):
            child.ask()
        for child in reversed(self.children):
            child.stop()

    def add(self, child: Child) -> Child:
        self.children.append(child)
        return child

    def wait_for(self, child: Child, condition: Callable[[], bool], seconds: float) -> None:
        """Until what the child offers is there; its own words when it ends or takes too long."""
        if not wait_until(lambda: child.ended() or condition(), seconds) or child.ended():
            raise Trouble(f"{child.name} did not start:\n{child.last_words()}")

    def watch(self) -> None:
        """Returns never by itself: somebody asks to stop, or a program fails."""
        while True:
            for child in self.children:
                if child.ended():
                    raise Trouble(f"{child.name} ended by itself:\n{child.last_words()}")
            time.sleep(TICK)


def run(name: str, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
    """A program that has to succeed before we go on."""
    with Household() as household:
        child = household.add(Child(name, command, environment=environment, log=log))
        if child.wait() != 0:
            raise Trouble(f"{name} failed:\n{child.last_words()}")


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(TICK / 5)
    return True


def heed_signals() -> None:
    """From here on every polite request to end unwinds the stack and stops what was started."""

    def stop(number: int, _frame: FrameType | None) -> None:
        ignore_signals()
        raise Stop(signal.Signals(number).name)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def ignore_signals() -> None:
    """A second Ctrl-C must not leave half of the programs running; each stop has its limit."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        return  # nobody called `heed_signals`: the signals are not ours
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


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


def _type(descriptor: int, text: str | None) -> None:
    try:
        os.write(descriptor, (text or "").encode())
    except BrokenPipeError:
        return  # it ended at once; its log says why


def _end_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return  # on macOS a group of zombies answers "not permitted"
