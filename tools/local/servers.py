"""Both servers of one local installation, or the ones that the environment names."""

import os
import shutil
from dataclasses import dataclass

from tools.local.accounts import server_home
from tools.local.household import Household
from tools.local.postgres import CAREFUL, HASTY, Postgres
from tools.local.processes import wait_until
from tools.local.trouble import Trouble
from tools.local.valkey import Valkey
from tools.local.var import Var

GUEST_SECONDS = 30.0


@dataclass(frozen=True)
class Addresses:
    database: str
    redis: str


def serve(var: Var, household: Household, *, lasting: bool = True) -> Addresses:
    """Starts or adopts what `DATABASE_URL` and `REDIS_URL` do not already name."""
    database, redis = _named()
    return Addresses(
        database or Postgres(var, CAREFUL if lasting else HASTY).start(household),
        redis or Valkey(var, keep=lasting).start(household),
    )


def borrow(var: Var) -> Addresses:
    """The servers that another launcher of this checkout runs; they are left as they are."""
    database, redis = _named()
    return Addresses(
        database or _address(Postgres(var, CAREFUL)),
        redis or _address(Valkey(var, keep=True)),
    )


def forget(var: Var) -> None:
    """Removes all data, after ending servers that an earlier launcher had left behind on it."""
    home = server_home(var.path)
    for server in (Valkey(var, keep=True), Postgres(var, CAREFUL)):
        if left_behind := server.left_behind():
            left_behind.stop()
    var.empty()
    if home != var.path:
        shutil.rmtree(home)
    var.prepare()


def _named() -> tuple[str | None, str | None]:
    return os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")


def _address(server: Postgres | Valkey) -> str:
    if not wait_until(lambda: server.find() is not None, GUEST_SECONDS):
        raise Trouble("The servers of this checkout do not answer: stop it and start it again.")
    return server.address()
