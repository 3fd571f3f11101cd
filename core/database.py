"""The database's roles: the owner migrates, the web role owns nothing, the dispatcher sees mail.

`sunhand_web` serves pages and tasks inside one organisation at a time. `sunhand_dispatch` may look
into the outbox of all organisations, see which background work fails, and nothing else; the worker
takes it for a moment.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import structlog
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection, connections, transaction
from django.db.backends.signals import connection_created

WEB = "sunhand_web"
DISPATCH = "sunhand_dispatch"
WITHHELD = {
    "orgs_auditevent": "UPDATE, DELETE",
    "orgs_verifieddomain": "INSERT, UPDATE",
    "socialaccount_socialapp": "INSERT, UPDATE, DELETE",
    "socialaccount_socialaccount": "INSERT, UPDATE",
    "socialaccount_socialtoken": "INSERT, UPDATE",
    "django_migrations": "INSERT, UPDATE, DELETE",
}
"""What the web role may not do: the record stays as it is, and who lets people in is the operator's
word alone. Identity providers of allauth's own tables are used by nobody."""
DISPATCHED = {"nudges_message": "SELECT, UPDATE", "nudges_backgroundfailure": "SELECT"}
"""What the dispatcher may do with the rows of all organisations."""
HINT = (
    f"Sign in as a login that is a member of {WEB} alone (the worker: of {DISPATCH} too), and set "
    f"SUNHAND_DATABASE_ROLE={WEB}; README.md says how to make one."
)
UNBOUND = """
SELECT r.rolsuper OR r.rolbypassrls, r.rolcreaterole,
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'v', 'm'))
       OR EXISTS (SELECT 1 FROM pg_database d
                  WHERE d.datdba = r.oid AND d.datname = current_database()),
       r.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
  FROM pg_roles r WHERE pg_has_role(session_user, r.oid, 'MEMBER')
"""
"""Of each role that a connection has or could take: `RESET ROLE` and `SET ROLE` are anybody's."""
REASONS = (
    "is a superuser or bypasses row security",
    "may make roles",
    "owns tables",
    "may read files of the server or start programs there",
)

log = structlog.get_logger(__name__)


def create_roles(*, using: str, **kwargs: Any) -> None:
    """Before a migration: make the roles where the owner may; elsewhere an operator has."""
    with connections[using].cursor() as cursor:
        if not _may_create_roles(cursor):
            return
        for role in (WEB, DISPATCH):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                _create_role(cursor, role)


def grant(*, using: str, **kwargs: Any) -> None:
    """After a migration: the web role may write rows, but for `WITHHELD`, and change no table."""
    with connections[using].cursor() as cursor:
        if not _owns_schema(cursor):
            return
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {WEB}, {DISPATCH}")
        cursor.execute(
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {WEB}"
        )
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {WEB}")
        tables = connections[using].introspection.table_names(cursor)
        for table in WITHHELD.keys() & set(tables):
            cursor.execute(f"REVOKE {WITHHELD[table]} ON {table} FROM {WEB}")
        for table in DISPATCHED.keys() & set(tables):
            cursor.execute(f"GRANT {DISPATCHED[table]} ON {table} TO {DISPATCH}")


def plan_quickly() -> None:
    """For the rest of the transaction: small questions, whose planning costs more than they do.

    The tables are joined as Django names them, from the one that is asked for to what it refers to.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL join_collapse_limit = 1")


def limit_statements(seconds: int) -> None:
    """For the rest of the transaction: a statement that takes longer is cancelled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds}s"])


@contextmanager
def dispatcher() -> Iterator[None]:
    """A transaction in the dispatcher's role: what `DISPATCHED` names, of all organisations."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {DISPATCH}")
        yield
        with connection.cursor() as cursor:  # a test's outer transaction goes on
            cursor.execute("SELECT set_config('role', %s, true)", [_usual_role()])


class UnboundRoleError(ImproperlyConfigured):
    """The process connects as a role that row-level security does not bind."""


def refuse_unbound_role() -> None:
    """Called where something begins to serve: each connection must be one that policies bind.

    A database that is away now is met by a clear page, and checked when it is back.
    """
    connection_created.connect(_refuse_unbound, dispatch_uid="orgs.refuse_unbound_role")
    with ThreadPoolExecutor(1) as beside:  # uvicorn's workers import us inside their event loop
        beside.submit(_connect_once).result()


def _connect_once() -> None:
    try:
        connection.ensure_connection()
    except OperationalError:
        log.warning("database_away_at_start")
    finally:
        connection.close()


def _refuse_unbound(connection: Any, **kwargs: Any) -> None:
    problems = unbound_reasons(connection)
    if problems:
        connection.close()
        raise UnboundRoleError(f"{problems[0]} {HINT}")


@register("database")
def check_web_role(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The same for `manage.py check`; commands of the owner take no role and are not meant."""
    if not databases or _usual_role() == "none":
        return []
    return [
        Error(problem, hint=HINT, id=f"orgs.E00{number}")
        for number, problem in enumerate(unbound_reasons(connection), start=1)
    ]


def unbound_reasons(connection: Any) -> list[str]:
    """Why policies do not bind whoever signed in; empty when they do, whatever role it takes."""
    with connection.cursor() as cursor:
        cursor.execute(UNBOUND)
        wrong = [any(column) for column in zip(*cursor.fetchall(), strict=True)]
    return [
        f"The web process connects as a role that {reason}, so the walls between organisations "
        "do not hold."
        for reason, found in zip(REASONS, wrong, strict=True)
        if found
    ]


def _usual_role() -> str:
    return connection.settings_dict["OPTIONS"].get("assume_role") or "none"


def _create_role(cursor: Any, role: str) -> None:
    # Two migrations may run at once on one server (tests do): the loser finds the role made.
    cursor.execute(
        f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    cursor.execute(f"GRANT {role} TO CURRENT_USER")


def _may_create_roles(cursor: Any) -> bool:
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    return bool(cursor.fetchone()[0])


def _owns_schema(cursor: Any) -> bool:
    cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
    return bool(cursor.fetchone()[0])
