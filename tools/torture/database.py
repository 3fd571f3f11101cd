"""Many write through the web server while PostgreSQL is killed with −9, and once it hangs.

What was answered as saved has to be there afterwards, and nobody starts the web server anew.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

import psycopg

from tools.local.environment import MANAGE, PYTHON, environment
from tools.local.household import Household, run
from tools.local.logins import WEB, WORKER, make_logins, signed_in
from tools.local.postgres import CAREFUL, SUPERUSER, Postgres
from tools.local.processes import Child, wait_until
from tools.local.servers import Addresses, forget
from tools.local.site import WEB_SECONDS, answers, web_program
from tools.local.trouble import Trouble
from tools.local.valkey import Valkey
from tools.local.var import LOOPBACK, ROOT, Var, free_port
from tools.torture.wire import Request, ask

PATIENCE, HANGS = 120.0, 15.0
BREATH = 0.5
"""Seconds after which who was told that we are busy tries again: there are many of them."""
BUSY, SAVED = 503, 302
WRITE = b"/o/lodos/settings/sites/add/"
OTHERS = "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()"


@dataclass
class Writers:
    """Each writes one row after the other, with a name of its own, until it is told to stop."""

    port: int
    session: str
    answered: set[str] = field(default_factory=set)
    busy_seconds: list[float] = field(default_factory=list)
    other: set[str] = field(default_factory=set)
    _over: Event = field(default_factory=Event)
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def writing(self, writers: int) -> Iterator[None]:
        with ThreadPoolExecutor(writers) as pool:
            done = [pool.submit(self._write, number) for number in range(writers)]
            try:
                yield
            finally:
                self._over.set()
            for each in done:
                each.result()

    def saves(self, more: int) -> bool:
        """Until so many more were answered as saved."""
        mark = len(self.answered) + more
        return wait_until(lambda: len(self.answered) >= mark, PATIENCE)

    def _write(self, writer: int) -> None:
        number = 0
        while not self._over.is_set():
            number += 1
            if not self._saved(f"Site {writer}-{number}"):
                self._over.wait(BREATH)

    def _saved(self, name: str) -> bool:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = f"name={name.replace(' ', '+')}".encode()
        began = time.monotonic()
        answer = ask(self.port, Request("", "", "POST", WRITE, self.session, {**kind}, body))
        seconds = time.monotonic() - began
        with self._lock:
            if answer.status == SAVED and answer.headers["location"].startswith("/o/"):
                self.answered.add(name)
            elif answer.status == BUSY:
                self.busy_seconds.append(seconds)
            else:
                self.other.add(f"{answer.status} {answer.text[:200]}")
            return name in self.answered


def torture(var: Var, *, writers: int, kills: int, hangs: int) -> dict[str, Any]:
    var.prepare()
    if not var.own():
        raise Trouble("Another torture runs in this checkout: wait for it to end.")
    forget(var)
    with Household() as household:
        postgres, valkey = Postgres(var, CAREFUL), Valkey(var, keep=False)
        addresses = Addresses(postgres.start(household), valkey.start(household))
        port = free_port()
        told = environment(var, addresses, port=port, mail_port=free_port())
        run("migrate", [PYTHON, MANAGE, "migrate"], environment=told, log=var.log("migrate"))
        make_logins(var, told["DATABASE_URL"])
        session = _sign_in(signed_in(var, told, WORKER))
        web = household.add(
            Child(
                "The web server",
                web_program(port),
                environment=signed_in(var, told, WEB),
                log=var.log("web"),
            )
        )
        household.wait_for(web, lambda: answers(port), WEB_SECONDS)
        server = next(
            c for c in household.members if isinstance(c, Child) and c.name == "PostgreSQL"
        )
        return attack(
            Writers(port, session), postgres, server, writers=writers, kills=kills, hangs=hangs
        )


def attack(
    crowd: Writers, postgres: Postgres, server: Child, *, writers: int, kills: int, hangs: int
) -> dict[str, Any]:
    """Kills, and then times that it hangs; before and after each one something is saved."""
    recovered: list[bool] = []
    with crowd.writing(writers):
        for blow in [*[_kill] * kills, *[_hang] * hangs]:
            recovered.append(crowd.saves(writers))
            blow(postgres, server)
            recovered.append(crowd.saves(writers))
    found = _names(postgres)
    return {
        "writers": writers,
        "kills": kills,
        "hangs": hangs,
        "answered": len(crowd.answered),
        "found": len(crowd.answered & found),
        "lost": len(crowd.answered - found),
        "busy": len(crowd.busy_seconds),
        "busy_seconds_max": round(max(crowd.busy_seconds, default=0.0), 1),
        "saved_without_answer": len(found - crowd.answered),
        "other_answers": sorted(crowd.other)[:5],
        "recovered": all(recovered),
    }


def _kill(postgres: Postgres, server: Child) -> None:
    """The whole server at once; a service manager starts it again."""
    _signal_all(postgres, server, signal.SIGKILL)
    wait_until(server.ended, PATIENCE)
    server.stop()
    server.start_again()
    if not wait_until(lambda: _is_back(postgres, server), PATIENCE):
        raise Trouble(f"PostgreSQL does not come back:\n{server.last_words()}")


def _is_back(postgres: Postgres, server: Child) -> bool:
    """Started again while remains of the killed one are on their way out."""
    if server.ended():
        server.stop()
        server.start_again()
    return postgres.find() == server.process.pid


def _hang(postgres: Postgres, server: Child) -> None:
    stopped = _signal_all(postgres, server, signal.SIGSTOP)
    time.sleep(HANGS)
    for pid in stopped:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def _signal_all(postgres: Postgres, server: Child, number: signal.Signals) -> list[int]:
    """To all of PostgreSQL's processes: first to the one that would make more of them."""
    secret = postgres.var.secret("postgres-superuser")
    with psycopg.connect(
        host=LOOPBACK,
        port=postgres.port,
        user=SUPERUSER,
        password=secret,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        pids = [server.process.pid, *(pid for (pid,) in connection.execute(OTHERS))]
        for pid in pids:
            with suppress(ProcessLookupError):  # a session that has just ended
                os.kill(pid, number)
    return pids


def _names(postgres: Postgres) -> set[str]:
    with psycopg.connect(postgres.address()) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM orgs_site")}


def _sign_in(told: dict[str, str]) -> str:
    made = subprocess.run(
        [PYTHON, "-m", "tools.torture.writers"],
        env=told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Trouble(made.stderr)
    return made.stdout.split()[-1]
