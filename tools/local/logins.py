"""Logins of the programs that serve, as `docker/roles.sh` makes them: they own nothing.

The owner's login migrates. Pages and the worker sign in by their own, so that a connection of
theirs cannot become the owner's, whatever is said on it.
"""

from collections.abc import Mapping
from typing import LiteralString, TypeAlias
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from psycopg.sql import Identifier, Literal

from tools.local.trouble import Trouble
from tools.local.var import Var

Connection: TypeAlias = "psycopg.Connection[tuple[object, ...]]"

WEB, WORKER = "web", "worker"
ROLES = {WEB: ["sunhand_web"], WORKER: ["sunhand_web", "sunhand_dispatch"]}
LIMITS = {
    WEB: {
        "statement_timeout": "5s",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "30s",
    },
    WORKER: {
        "statement_timeout": "60s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "5min",
    },
}
"""Of a login, not of a session: a pooler in front of PostgreSQL hands sessions on."""
WAIT = {WEB: "6", WORKER: "70"}
"""Seconds that the program itself waits for an answer, longer than its login's statements take."""


def make_logins(var: Var, owner: str) -> None:
    """Made once and put right at each start; `owner` is the address of who may make roles."""
    try:
        with psycopg.connect(owner, connect_timeout=5) as connection:
            for role in ROLES[WORKER]:
                _make(connection, role, sql.SQL("NOLOGIN"))
                _run(connection, "GRANT {} TO CURRENT_USER", Identifier(role))
            for program in ROLES:
                _make_login(connection, program, var.secret(f"postgres-{program}"))
            _close_to_others(connection)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise Trouble(
            "DATABASE_URL must name somebody who owns the database and may make roles: pages and "
            f"the worker sign in by logins of their own. PostgreSQL says: {refused}"
        ) from refused


def signed_in(var: Var, owner: Mapping[str, str], program: str) -> dict[str, str]:
    """What a program that serves is told: as the owner's, but it signs in by its own login."""
    address = urlsplit(owner["DATABASE_URL"])
    place = address.netloc.rpartition("@")[2]
    login = f"{_login(program)}:{var.secret(f'postgres-{program}')}"
    return {
        **owner,
        "DATABASE_URL": urlunsplit(address._replace(netloc=f"{login}@{place}")),
        "SUNHAND_DATABASE_ROLE": "sunhand_web",
        "SUNHAND_DATABASE_WAIT": WAIT[program],
    }


def _make_login(connection: Connection, program: str, password: str) -> None:
    login = Identifier(_login(program))
    _make(connection, _login(program), sql.SQL("LOGIN NOINHERIT"))
    _run(connection, "ALTER ROLE {} PASSWORD {}", login, Literal(password))
    for role in ROLES[program]:
        _run(connection, "GRANT {} TO {}", Identifier(role), login)
    for setting, limit in LIMITS[program].items():
        _run(connection, "ALTER ROLE {} SET {} = {}", login, Identifier(setting), Literal(limit))


def _make(connection: Connection, role: str, kind: sql.SQL) -> None:
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if not known.rowcount:
        _run(connection, "CREATE ROLE {} {}", Identifier(role), kind)


def _close_to_others(connection: Connection) -> None:
    """Nobody else connects, and nobody makes even a temporary table."""
    database = Identifier(connection.info.dbname)
    _run(connection, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    for program in ROLES:
        _run(
            connection, "GRANT CONNECT ON DATABASE {} TO {}", database, Identifier(_login(program))
        )


def _run(connection: Connection, statement: LiteralString, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))


def _login(program: str) -> str:
    return f"sunhand_{program}_login"
