"""Many organisations, of which some are ill in three ways: the others must not notice."""

import json
import os
import subprocess
import time
from collections.abc import Callable
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
from tools.local.site import worker_programs
from tools.local.trouble import Trouble
from tools.local.valkey import Valkey
from tools.local.var import LOOPBACK, Var, free_port, is_free

ILL, PEOPLE = 5, 20
"""Organisations of each ill sort, and people of each organisation."""
SORTS = ("slow_chats", "broken_rows", "slow_mail")
GOAL, START, PATIENCE = 120, 60.0, 300.0
TICKS = "Sending due task tick"
APP = "tools.torture.tick_worker"
WHOSE = "SELECT message_id::text, organisation_id FROM nudges_message"


def torture(var: Var, *, organisations: int) -> dict[str, Any]:
    """How long it takes from the first tick on; in the product one comes each minute."""
    var.prepare()
    if not var.own():
        raise Trouble("Another torture runs in this checkout: wait for it to end.")
    forget(var)
    with Household() as household:
        told, sorts = _built(var, household, organisations)
        workers = [
            household.add(Child(name, program, environment=told, log=var.log(name)))
            for name, program in worker_programs(var, APP).items()
        ]
        if not _until(lambda: TICKS in var.log("worker").read_text()):
            raise Trouble("There was no tick.")
        return _figures(var, told, sorts, time.time(), [one.process.pid for one in workers])


def _built(
    var: Var, household: Household, organisations: int
) -> tuple[dict[str, str], dict[str, list[int]]]:
    """PostgreSQL, Valkey, the hosts that take their time, and the organisations."""
    addresses = Addresses(
        Postgres(var, CAREFUL).start(household), Valkey(var, keep=True).start(household)
    )
    heard, chat, mail = _heard(var), free_port(), free_port()
    heard.touch()
    told = {
        **environment(var, addresses, port=free_port(), mail_port=mail),
        "EMAIL_URL": f"smtp://{LOOPBACK}:{mail}",
        "SUNHAND_PRIVATE_HOSTS": LOOPBACK,
    }
    run("manage.py migrate", [PYTHON, MANAGE, "migrate"], environment=told, log=var.log("migrate"))
    logins.make_logins(var, told["DATABASE_URL"])
    told = logins.signed_in(var, told, logins.WORKER)
    hosts = [PYTHON, "-m", "tools.torture.hosts", str(chat), str(heard), str(mail)]
    slow = household.add(Child("The hosts", hosts, log=var.log("hosts")))
    household.wait_for(slow, lambda: not (is_free(mail) or is_free(chat)), START)
    make = [PYTHON, "-m", "tools.torture.make_crowd", str(organisations)]
    run(
        "The crowd",
        [*make, f"http://{LOOPBACK}:{chat}/hook"],
        environment=told,
        log=var.log("crowd"),
    )
    return told, json.loads(var.log("crowd").read_text().splitlines()[-1])


def _heard(var: Var) -> Path:
    return var.path / "mail" / "heard"


def _figures(
    var: Var, told: dict[str, str], sorts: dict[str, list[int]], began: float, workers: list[int]
) -> dict[str, Any]:
    others = len(sorts["others"])
    _until(lambda: len(_mailed(var, told, sorts["others"])) == others)
    mailed = _mailed(var, told, sorts["others"])
    broken = len(sorts["broken_rows"])
    _until(lambda: len(_noted(told)) >= broken + len(sorts["slow_mail"]))
    return {
        "organisations": sum(map(len, sorts.values())),
        **{sort: len(sorts[sort]) for sort in (*SORTS, "others")},
        "others_mailed": len(mailed),
        "seconds_until_others_mailed": round(max(mailed.values(), default=began) - began, 1),
        "goal_seconds": GOAL,
        "slow_chats_mailed": len(_mailed(var, told, sorts["slow_chats"])),
        "broken_rows_mailed": len(_mailed(var, told, sorts["broken_rows"])),
        "failures_noted": len(_noted(told)),
        "memory_mb": sum(map(_megabytes, workers)),
        "load": round(os.getloadavg()[0], 1),
    }


def _until(condition: Callable[[], bool]) -> bool:
    """Asked once a second: whoever measures takes no time from what is measured."""

    def paced() -> bool:
        time.sleep(1)
        return condition()

    return wait_until(paced, PATIENCE)


def _mailed(var: Var, told: dict[str, str], wanted: list[int]) -> dict[int, float]:
    """The organisations of which everybody has a letter, and when the last one came."""
    with psycopg.connect(told["DATABASE_URL"]) as connection:
        connection.execute("SET ROLE sunhand_dispatch")
        whose: dict[str, int] = dict(connection.execute(WHOSE).fetchall())
    came: dict[int, dict[str, float]] = {}
    for named, at in arrived(_heard(var)):
        mail = named.strip("<>").partition("@")[0]
        came.setdefault(whose[mail], {}).setdefault(mail, at)
    return {
        organisation: max(mails.values())
        for organisation, mails in came.items()
        if organisation in wanted and len(mails) >= PEOPLE
    }


def _noted(told: dict[str, str]) -> list[dict[str, Any]]:
    """What the operator sees."""
    said = subprocess.run(
        [PYTHON, MANAGE, "background_status", "--json"],
        env=told,
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(said.stdout)["failures"])


def _megabytes(leader: int) -> int:
    """The memory of a worker with its processes, what they share counted once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if _group(folder) == leader:
                total += _kilobytes(folder / "smaps")
        except (OSError, ValueError):  # it has ended meanwhile
            continue
    return total // 1024


def _group(folder: Path) -> int:
    return int((folder / "stat").read_text().rpartition(")")[2].split()[2])


def _kilobytes(maps: Path) -> int:
    lines = maps.read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
