"""Both servers of one local installation, or the ones that the environment names."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from okrsite.local.accounts import server_home
from okrsite.local.postgres import CAREFUL, HASTY, Postgres
from okrsite.local.processes import Household, ignore_signals, wait_until
from okrsite.local.trouble import Trouble
from okrsite.local.valkey import Valkey
from okrsite.local.var import Var

GUEST_SECONDS = 30.0


@dataclass(frozen=True)
class Addresses:
    database: str
    redis: str


@contextmanager
def servers(var: Var, *, lasting: bool = True) -> Iterator[Addresses]:
    """Runs what `DATABASE_URL` and `REDIS_URL` do not already name, and stops it at the end."""
    database, redis = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    started: list[Postgres | Valkey] = []
    with Household() as household:
        try:
            if not database:
                started.append(postgres := Postgres(var, CAREFUL if lasting else HASTY))
                database = postgres.start(household)
            if not redis:
                started.append(valkey := Valkey(var, keep=lasting))
                redis = valkey.start(household)
            yield Addresses(database, redis)
        finally:
            ignore_signals()
            for server in reversed(started):
                server.stop_adopted()


def borrow(var: Var) -> Addresses:
    """The servers that another launcher of this checkout runs; they are left as they are."""
    return Addresses(
        database=os.environ.get("DATABASE_URL") or _address(Postgres(var, CAREFUL)),
        redis=os.environ.get("REDIS_URL") or _address(Valkey(var, keep=True)),
    )


def _address(server: Postgres | Valkey) -> str:
    if not wait_until(server.find, GUEST_SECONDS):
        raise Trouble("The servers of this checkout do not answer: stop it and start it again.")
    return server.address()


def forget(var: Var) -> None:
    """Removes all data, after ending servers that an earlier launcher had left behind on it."""
    home = server_home(var.path)
    for server in (Valkey(var, keep=True), Postgres(var, CAREFUL)):
        if server.find():
            server.stop_adopted()
    var.empty()
    if home != var.path:
        shutil.rmtree(home)
    var.prepare()
