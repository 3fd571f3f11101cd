"""The programs of one launcher: kept running while it runs, and none of them afterwards."""

import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self, TypeVar

from tools.local.processes import TICK, Adopted, Child, wait_until
from tools.local.trouble import Trouble

Member = TypeVar("Member", Child, Adopted)

STEADY = 10.0
"""Seconds after which a program counts as having worked: if it ends, it is started again."""
BREATH = 3.0
"""Seconds before it is, so that what it left behind can end."""


class Stop(BaseException):
    """Somebody asked the launcher to end (Ctrl-C, SIGTERM, a closed terminal)."""


class Household:
    """Programs in the order in which they need each other; the last one is stopped first."""

    def __init__(self) -> None:
        self.members: list[Child | Adopted] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        ignore_signals()
        for member in reversed(self.members):
            member.stop()

    def add(self, member: Member) -> Member:
        self.members.append(member)
        return member

    def wait_for(self, child: Child, condition: Callable[[], bool], seconds: float) -> None:
        """Until what the child offers is there; its own words when it ends or takes too long."""
        if not wait_until(lambda: child.ended() or condition(), seconds) or child.ended():
            raise Trouble(f"{child.name} did not start:\n{child.last_words()}")

    def watch(self) -> None:
        """Until somebody asks to stop, or a program cannot be kept running."""
        while True:
            for member in self.members:
                if member.ended():
                    _start_again(member)
            time.sleep(TICK)


def _start_again(member: Child | Adopted) -> None:
    if isinstance(member, Adopted):
        raise Trouble(f"{member.name} ended by itself: start again.")
    if time.monotonic() - member.began < STEADY:
        raise Trouble(f"{member.name} ended by itself:\n{member.last_words()}")
    print(f"{member.name} ended by itself and is started again.", flush=True)
    member.stop()
    time.sleep(BREATH)
    member.start_again()


def run(name: str, command: Sequence[str], *, environment: Mapping[str, str], log: Path) -> None:
    """A program that has to succeed before we go on."""
    child = Child(name, command, environment=environment, log=log)
    try:
        status = child.wait()
    finally:
        child.stop()
    if status != 0:
        raise Trouble(f"{name} failed:\n{child.last_words()}")


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
