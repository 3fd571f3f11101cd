"""Mails while everything dies: workers, once Redis with all its data, once PostgreSQL."""

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from tools.bench.sink import arrived
from tools.local import logins
from tools.local.environment import MANAGE, PYTHON, environment
from tools.local.household import Household, run
from tools.local.postgres import CAREFUL, Postgres
from tools.local.processes import Child, wait_until
from tools.local.servers import Addresses, forget
from tools.local.trouble import Trouble
from tools.local.valkey import Valkey
from tools.local.var import Var, free_port, is_free

WORKERS = 3
SCHEDULERS = 2
CELERY = [PYTHON, "-m", "celery", "-A", "tools.torture.worker"]
WORKER = ["worker", "-Q", "default", "-c", "4", "--loglevel", "WARNING"]
OVER = {"sent", "unknown", "failed", "dropped"}
START, PATIENCE = 60.0, 180.0
LEADERS = 0.2
"""The share of kills that take a whole worker: it is one process of five."""
ROWS = "SELECT message_id::text, state FROM nudges_message"


@dataclass
class House:
    """Everything that delivers, and what has been heard."""

    household: Household
    postgres: Postgres
    valkey: Valkey
    told: dict[str, str]
    heard: Path
    workers: list[Child]

    def mails(self) -> list[str]:
        """The Message-ID of each mail that came, as often as it came."""
        return [named.strip("<>").partition("@")[0] for named, _at in arrived(self.heard)]

    def states(self) -> dict[str, str]:
        """Each message and its state, seen as the dispatcher sees all organisations."""
        with psycopg.connect(self.told["DATABASE_URL"]) as connection:
            connection.execute("SET ROLE sunhand_dispatch")
            return dict(connection.execute(ROWS).fetchall())

    def supervised(self) -> bool:
        """As a service manager does: what died is started again."""
        for worker in self.workers:
            if worker.ended():
                worker.stop()
                worker.start_again()
        return True

    def reaches(self, count: int) -> bool:
        return wait_until(lambda: self.supervised() and len(self.mails()) >= count, PATIENCE)

    def settled(self, messages: int) -> bool:
        try:
            states = self.states()
        except psycopg.OperationalError:
            return False
        return len(states) == messages and set(states.values()) <= OVER

    def member(self, name: str) -> Child:
        found = next(child for child in self.household.members if child.name == name)
        assert isinstance(found, Child)  # noqa: S101  for the types: nothing was adopted
        return found


def torture(var: Var, *, messages: int, kills: int, seed: int) -> dict[str, Any]:
    var.prepare()
    if not var.own():
        raise Trouble("Another torture runs in this checkout: wait for it to end.")
    forget(var)
    with Household() as household:
        house = _built(var, household, messages)
        began = time.monotonic()
        done = _killed(house, messages, kills, random.Random(seed))  # noqa: S311
        if not wait_until(lambda: house.supervised() and house.settled(messages), PATIENCE):
            raise Trouble(f"After {PATIENCE:.0f} s: {Counter(house.states().values())}")
        figures = {"messages": messages, "kills": done, **_verdict(house, messages)}
        return {**figures, "seconds": round(time.monotonic() - began, 1)}


def _built(var: Var, household: Household, messages: int) -> House:
    """PostgreSQL that keeps what it said, two schedulers, workers, and a slow mail server."""
    postgres, valkey = Postgres(var, CAREFUL), Valkey(var, keep=True)
    addresses = Addresses(postgres.start(household), valkey.start(household))
    heard, port = var.path / "mail" / "heard", free_port()
    heard.touch()
    told = {
        **environment(var, addresses, port=free_port(), mail_port=port),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
    }
    run("manage.py migrate", [PYTHON, MANAGE, "migrate"], environment=told, log=var.log("migrate"))
    logins.make_logins(var, told["DATABASE_URL"])
    told = logins.signed_in(var, told, logins.WORKER)
    readers = [PYTHON, "-m", "tools.torture.readers", str(messages)]
    run("The readers", readers, environment=told, log=var.log("readers"))
    slow = [PYTHON, "-m", "tools.bench.sink", str(heard), str(port), SLOWNESS]
    sink = household.add(Child("The sink", slow, log=var.log("sink")))
    household.wait_for(sink, lambda: not is_free(port), START)

    def celery(name: str, *command: str) -> Child:
        return household.add(Child(name, [*CELERY, *command], environment=told, log=var.log(name)))

    for n in range(SCHEDULERS):
        celery(f"scheduler-{n}", "beat", "-s", str(var.path / f"beat-{n}"), "--pidfile", "")
    workers = [celery(f"worker-{n}", *WORKER, "-n", f"w{n}@%h") for n in range(WORKERS)]
    return House(household, postgres, valkey, told, heard, workers)


SLOWNESS = "0.1"
"""Seconds that the mail server takes for a mail: a kill finds most workers in the middle of one."""


def _killed(house: House, messages: int, kills: int, chance: random.Random) -> int:
    """Spread over the mails; says how many workers really died while they lived."""
    blows: dict[int, Callable[[House], None]] = {kills // 3: _lose_redis, 2 * kills // 3: _postgres}
    done = 0
    for number in range(1, kills + 1):
        mark = messages * number // (kills + 2)
        if not house.reaches(mark):
            raise Trouble(f"Only {len(house.mails())} mails after {number - 1} kills.")
        done += _kill_one_of(chance.choice(house.workers), chance)
        if number in blows:
            blows[number](house)
    return done


def _kill_one_of(worker: Child, chance: random.Random) -> bool:
    """A process of the worker's pool, or the one that leads it, with which the others end too."""
    if worker.ended():
        return False
    leader = worker.process.pid
    if chance.random() < LEADERS or not (pool := _children(leader)):
        return _kill(worker)
    os.kill(chance.choice(pool), signal.SIGKILL)
    return True


def _children(leader: int) -> list[int]:
    listed = Path(f"/proc/{leader}/task/{leader}/children").read_text().split()
    return [int(number) for number in listed]


def _kill(child: Child) -> bool:
    if child.ended():
        return False
    os.kill(child.process.pid, signal.SIGKILL)
    return wait_until(child.ended, START)


def _lose_redis(house: House) -> None:
    valkey = house.member("Valkey")
    _kill(valkey)
    valkey.stop()
    for entry in house.valkey.data.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    valkey.start_again()


def _postgres(house: House) -> None:
    postgres = house.member("PostgreSQL")
    _kill(postgres)
    postgres.stop()
    postgres.start_again()


def _verdict(house: House, messages: int) -> dict[str, int]:
    """Lost is what neither came nor is visibly unknown; each Message-ID may come once."""
    states, times = house.states(), Counter(house.mails())
    unknown = {mail for mail, state in states.items() if state == "unknown"}
    came = {mail for mail, state in states.items() if state == "sent" and times[mail]}
    return {
        "lost": messages - len(came | unknown),
        "sent_twice": sum(count > 1 for count in times.values()),
        "unknown": len(unknown),
        "unknown_delivered": sum(1 for mail in unknown if times[mail]),
    }
