"""Launchers of their own, far from the servers that the other tests use."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tools.local import accounts
from tools.local.household import Household
from tools.local.postgres import HASTY, Postgres, Postmaster
from tools.local.processes import wait_until
from tools.local.servers import Addresses, serve
from tools.local.valkey import Valkey
from tools.local.var import ROOT, Var


@pytest.fixture
def place() -> Iterator[Path]:
    with open_place() as folder:
        yield folder


@contextmanager
def open_place() -> Iterator[Path]:
    """An empty folder that other accounts may walk through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="sunhand-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def var(place: Path, monkeypatch: pytest.MonkeyPatch) -> Var:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setattr(accounts, "OUTSIDE", place / "outside")
    var = Var(place / "var")
    var.prepare()
    return var


@contextmanager
def servers(var: Var, *, lasting: bool = False) -> Iterator[Addresses]:
    with Household() as household:
        yield serve(var, household, lasting=lasting)


class Holder:
    """A launcher in a process of its own, and what it started."""

    def __init__(self, var: Var, *, lasting: bool) -> None:
        self.var = var
        self.process = subprocess.Popen(
            [*launcher("holder", var), "lasting" if lasting else "hasty"],
            cwd=ROOT,
            env={k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.addresses: dict[str, str] = json.loads(self.process.stdout.readline())
        postmaster = Postmaster.read(var.path / "postgres")
        assert postmaster
        self.postmaster = postmaster.pid
        self.pids = descendants(self.process.pid)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        status = self.process.wait(30)
        assert self.process.stdout
        self.process.stdout.close()
        return status

    def left_behind(self) -> set[int]:
        wait_until(lambda: not living(self.pids), 10)
        return living(self.pids)


def launcher(module: str, var: Var) -> list[str]:
    return [sys.executable, "-m", f"tests.tools.local.{module}", str(var.path)]


@pytest.fixture
def holder(var: Var) -> Iterator[Holder]:
    yield from held(var, lasting=False)


@pytest.fixture
def lasting_holder(var: Var) -> Iterator[Holder]:
    yield from held(var, lasting=True)


@pytest.fixture(scope="module")
def standing_holder() -> Iterator[Holder]:
    """For tests that only look."""
    with open_place() as place:
        yield from held(Var(place / "var"), lasting=False)


def held(var: Var, *, lasting: bool) -> Iterator[Holder]:
    holder = Holder(var, lasting=lasting)
    yield holder
    if holder.process.poll() is None:
        holder.end(signal.SIGTERM)


@pytest.fixture
def orphans(var: Var) -> Iterator[set[int]]:
    """Servers whose launcher is gone, as after a kill -9 on macOS."""
    subprocess.run(launcher("orphans", var), cwd=ROOT, check=True)
    postgres, valkey = Postgres(var, HASTY).find(), Valkey(var, keep=False).find()
    assert postgres
    assert valkey
    yield {postgres, valkey}
    for pid in living({postgres, valkey}):
        os.kill(pid, signal.SIGKILL)


def connect(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url, autocommit=True)


@dataclass(frozen=True)
class Entry:
    """One line of the system's list of processes."""

    state: str
    parent: int
    group: int


def processes() -> dict[int, Entry]:
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            state, parent, group = file.read_text().rpartition(")")[2].split()[:3]
            found[int(file.parent.name)] = Entry(state, int(parent), int(group))
    return found


def descendants(pid: int) -> set[int]:
    entries = processes()
    found: set[int] = set()
    new = {pid}
    while new:
        new = {child for child, entry in entries.items() if entry.parent in new} - found
        found |= new
    return found


def living(pids: set[int]) -> set[int]:
    """Those that run; of a zombie only the number is left."""
    return {pid for pid, entry in processes().items() if pid in pids and entry.state != "Z"}
