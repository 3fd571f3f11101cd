"""W13: what `bin/demo` signs in as, also on data that is older than these logins."""

from collections.abc import Mapping

import psycopg
import pytest

from tests.walls.logins import signed_in as with_name
from tools.local.household import Household
from tools.local.logins import WEB, WORKER, make_logins, signed_in
from tools.local.postgres import HASTY, Postgres
from tools.local.trouble import Trouble
from tools.local.var import Var


def test_logins_are_made_once_and_own_nothing(var: Var) -> None:
    """A second start finds them; a changed password is put right."""
    with Household() as household:
        owner = {"DATABASE_URL": Postgres(var, HASTY).start(household)}
        make_logins(var, owner["DATABASE_URL"])
        (var.path / "secrets" / "postgres-web").unlink()
        make_logins(var, owner["DATABASE_URL"])

        who = {program: user_after_reset(var, owner, program) for program in (WEB, WORKER)}
        limit = run(signed_in(var, owner, WEB)["DATABASE_URL"], "SHOW statement_timeout")

    assert who == {WEB: "sunhand_web_login", WORKER: "sunhand_worker_login"}
    assert limit == "5s"


def user_after_reset(var: Var, owner: Mapping[str, str], program: str) -> str:
    url = signed_in(var, owner, program)["DATABASE_URL"]
    return run(url, "SET ROLE sunhand_web", "RESET ROLE", "SELECT current_user")


def run(url: str, *statements: str) -> str:
    with psycopg.connect(url) as line:
        for statement in statements:
            done = line.execute(statement)
        row = done.fetchone()
        assert row
        return str(row[0])


def test_somebody_who_may_make_no_roles_reads_what_is_wanted(var: Var) -> None:
    with Household() as household:
        owner = Postgres(var, HASTY).start(household)
        run(owner, "CREATE ROLE guest LOGIN PASSWORD 'guest'", "SELECT 1")

        with pytest.raises(Trouble, match="somebody who owns the database and may make roles"):
            make_logins(var, with_name(owner, "guest", "guest"))
