"""`docker-compose.yml` and what it mounts, as far as they can be tried without Docker."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from tools.local.household import Household
from tools.local.logins import LIMITS
from tools.local.postgres import DISCREET, HASTY, SUPERUSER, Postgres
from tools.local.site import web_program, worker_programs
from tools.local.var import LOOPBACK, ROOT, Var

COMPOSE = ROOT / "docker-compose.yml"
ROLES = ("sunhand_web", "sunhand_dispatch", "sunhand_owner", "postgres")
PRODUCTS = {"web", "stream", "worker", "outgoing", "beat"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())
    return loaded


def test_compose_file_follows_the_schema() -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")

    finished = subprocess.run(
        [tool, "--builtin-schema", "vendor.compose-spec", COMPOSE], capture_output=True, text=True
    )

    assert (finished.returncode, finished.stdout) == (0, "ok -- validation done\n")


def test_every_service_that_stays_says_whether_it_is_healthy(compose: dict[str, Any]) -> None:
    without = {
        name for name, service in compose["services"].items() if "healthcheck" not in service
    }

    assert without == {"migrate"}


def test_the_house_is_complete(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == PRODUCTS | {
        "proxy",
        "migrate",
        "postgres",
        "redis",
        "mailpit",
    }


def test_mailpit_runs_only_where_its_profile_is_chosen(compose: dict[str, Any]) -> None:
    """The example chooses it, so that the first start sends nothing to anybody."""
    choosers = {
        name: row["profiles"] for name, row in compose["services"].items() if "profiles" in row
    }

    assert choosers == {"mailpit": ["mailpit"]}
    assert "\nCOMPOSE_PROFILES=mailpit\n" in (ROOT / "docker" / "example.env").read_text()


def test_only_migrate_connects_as_the_owner(compose: dict[str, Any]) -> None:
    logins = {
        name: service["environment"]["DATABASE_URL"].split("//")[1].split(":")[0]
        for name, service in compose["services"].items()
        if "DATABASE_URL" in service.get("environment", {})
    }
    roles = {compose["services"][name]["environment"]["SUNHAND_DATABASE_ROLE"] for name in PRODUCTS}

    assert logins == {
        "migrate": "sunhand_owner",
        "web": "sunhand_web_login",
        "stream": "sunhand_web_login",
        "worker": "sunhand_worker_login",
        "outgoing": "sunhand_worker_login",
        "beat": "sunhand_worker_login",
    }
    assert roles == {"sunhand_web"}


def test_no_password_has_a_default_and_the_example_names_every_variable() -> None:
    used = dict(re.findall(r"\$\{(\w+)(:[?-][^}]*)?\}", COMPOSE.read_text()))
    example = (ROOT / "docker" / "example.env").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    secrets = {name for name in used if name.endswith(("_PASSWORD", "_KEY"))}

    assert {used[name] for name in secrets} == {":?"}
    assert named == {*used, "COMPOSE_PROFILES"}


def test_keys_are_a_volume_of_pages_and_worker_alone(compose: dict[str, Any]) -> None:
    """W4: both need the key of an open pulse; nothing that is backed up holds it."""
    services = compose["services"]
    mounts = {
        name: [place.split(":") for place in service["volumes"]]
        for name, service in services.items()
        if "volumes" in service
    }
    holders = {name for name, places in mounts.items() if ["keys", "/keys"] in places}

    assert holders == {"web", "worker"}
    assert services["web"]["environment"]["SUNHAND_KEYS_FOLDER"] == "/keys"
    assert services["worker"]["environment"]["SUNHAND_KEYS_FOLDER"] == "/keys"
    assert "--owner sunhand --mode 700 /keys" in (ROOT / "Dockerfile").read_text()


def test_pages_are_served_by_the_same_program_everywhere(compose: dict[str, Any]) -> None:
    """W1: and uvicorn is told how in one place only."""
    in_dockerfile = re.search(r"^CMD (.*)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert in_dockerfile
    commands = [
        json.loads(in_dockerfile[1]),
        compose["services"]["web"]["command"],
        compose["services"]["stream"]["command"],
        web_program(8000)[1:],
    ]
    callers = {
        str(file.relative_to(ROOT))
        for file in [*ROOT.glob("bin/*"), *ROOT.glob("okrsite/**/*.py"), *ROOT.glob("tests/*.py")]
        if re.search(r"import uvicorn|-m uvicorn|\"uvicorn\"", file.read_text())
    }

    programs = {tuple(command[command.index("-m") :][:2]) for command in commands}

    assert programs == {("-m", "okrsite.serve")}
    assert callers == {"okrsite/serve.py", "tests/serving.py"}


def test_postgresql_is_told_to_log_no_statement(compose: dict[str, Any]) -> None:
    """W5: the same as in the demo."""
    command = compose["services"]["postgres"]["command"]

    settings = dict(word.split("=") for word in command if "=" in word)

    assert settings == DISCREET


@pytest.fixture
def made(var: Var) -> Iterator[Postgres]:
    """A server on which the script that the PostgreSQL container mounts has run."""
    with Household() as household:
        postgres = Postgres(var, HASTY)
        postgres.start(household)
        with psycopg.connect(superuser(postgres), autocommit=True) as connection:
            connection.execute("drop database sunhand")
            connection.execute("drop role sunhand_owner")
        with psycopg.connect(
            superuser(postgres).removesuffix("postgres") + "template1"
        ) as connection:
            connection.execute("grant execute on function lo_create(oid) to public")
            connection.execute("grant execute on function pg_stat_get_activity(int) to public")
        finished = subprocess.run(
            [ROOT / "docker" / "roles.sh"], env=container(postgres), capture_output=True, text=True
        )
        assert finished.returncode == 0, finished.stderr
        yield postgres


def superuser(postgres: Postgres) -> str:
    password = postgres.var.secret("postgres-superuser")
    return f"postgres://{SUPERUSER}:{password}@{LOOPBACK}:{postgres.port}/postgres"


def container(postgres: Postgres) -> dict[str, str]:
    return {
        "PATH": f"{postgres.programs()}:{os.environ['PATH']}",
        "PGHOST": LOOPBACK,
        "PGPORT": str(postgres.port),
        "PGPASSWORD": postgres.var.secret("postgres-superuser"),
        "SUNHAND_OWNER_PASSWORD": "owner'1",
        "SUNHAND_WEB_PASSWORD": "web1",
        "SUNHAND_WORKER_PASSWORD": "worker1",
    }


def manage(postgres: Postgres, login: str, role: str, *arguments: str) -> str:
    finished = subprocess.run(
        [sys.executable, ROOT / "manage.py", *arguments],
        env={
            **os.environ,
            "DATABASE_URL": f"postgres://{login}@{LOOPBACK}:{postgres.port}/sunhand",
            "SUNHAND_DATABASE_ROLE": role,
        },
        capture_output=True,
        text=True,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def test_roles_of_the_container_can_do_what_their_service_needs(made: Postgres) -> None:
    """The owner migrates; both logins pass the check that policies bind them."""
    manage(made, "sunhand_owner:owner%271", "", "migrate", "--verbosity", "0")

    for login in ("sunhand_web_login:web1", "sunhand_worker_login:worker1"):
        told = manage(made, login, "sunhand_web", "check", "--database", "default")
        assert told == "System check identified no issues (0 silenced).\n"


def test_logins_of_the_container_make_no_large_object(made: Postgres) -> None:
    """W13: what `tools/local/postgres.py` closes, the script closes too."""
    with psycopg.connect(superuser(made).removesuffix("postgres") + "sunhand") as connection:
        open_ones = connection.execute(
            "select proname from pg_proc where proname in ('lo_create', 'pg_stat_get_activity')"
            " and has_function_privilege('sunhand_web_login', oid, 'execute')"
        ).fetchall()

    assert open_ones == []


def test_a_login_takes_its_own_roles_only(made: Postgres) -> None:
    taken = {
        login.split(":")[0]: [role for role in ROLES if may_take(made, login, role)]
        for login in ("sunhand_web_login:web1", "sunhand_worker_login:worker1")
    }

    assert taken == {
        "sunhand_web_login": ["sunhand_web"],
        "sunhand_worker_login": ["sunhand_web", "sunhand_dispatch"],
    }


def test_logins_have_the_limits_of_local_ones(made: Postgres) -> None:
    """Settings of the login, which hold behind a pooler too; the owner has none."""
    with psycopg.connect(superuser(made)) as connection:
        rows = connection.execute(
            "select rolname, setting from pg_roles, unnest(rolconfig) setting"
            " where rolname like 'sunhand%'"
        ).fetchall()

    assert set(rows) == {
        (f"sunhand_{program}_login", f"{name}={limit}")
        for program, limits in LIMITS.items()
        for name, limit in limits.items()
    }


def may_take(postgres: Postgres, login: str, role: str) -> bool:
    url = f"postgres://{login}@{LOOPBACK}:{postgres.port}/sunhand"
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            connection.execute(f"set role {role}")
        except psycopg.errors.InsufficientPrivilege:
            return False
        return True


def test_workers_are_the_same_program_everywhere(compose: dict[str, Any], tmp_path: Path) -> None:
    """W2: each queue has its own worker, and their pool is one whose time limits work."""
    here = worker_programs(Var(tmp_path))
    there = {name: compose["services"][name]["command"] for name in ("worker", "outgoing")}

    def told(command: list[str]) -> list[str]:
        begin = command.index("-Q")
        return command[command.index("celery") : begin + 4]

    assert told(here["worker"]) == told(there["worker"])
    assert told(here["outgoing worker"]) == told(there["outgoing"])
    assert {told(command)[-3] for command in there.values()} == {"default", "outgoing"}
    assert not any("-P" in command for command in (*here.values(), *there.values()))
