"""Whatever serves refuses to start as a role that the policies do not bind."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from core.database import WEB, check_web_role, unbound_reasons
from tests.walls.logins import login_made, owner_url

ROOT = Path(__file__).parents[2]


def start(module: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import what a server imports when it starts, in a process of its own and in a loop."""
    code = f"import asyncio, importlib as i\nasync def load(): i.import_module({module!r})\n"
    return subprocess.run(
        [sys.executable, "-c", f"{code}asyncio.run(load()); print('serves')"],
        env={**os.environ, "DATABASE_URL": owner_url(), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def worker_login(django_db_setup: None) -> Iterator[str]:
    with login_made("worker") as url:
        yield url


@pytest.fixture
def web_login(django_db_setup: None) -> Iterator[str]:
    with login_made("web") as url:
        yield url


def test_web_role_serves(web_login: str) -> None:
    started = start("okrsite.asgi", DATABASE_URL=web_login, SUNHAND_DATABASE_ROLE="sunhand_web")

    assert started.stdout.endswith("serves\n")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["", "sunhand_web"])
def test_owner_is_refused_at_start(role: str) -> None:
    """W13: also when it takes the web role, because `RESET ROLE` gives that up again."""
    started = start("okrsite.asgi", SUNHAND_DATABASE_ROLE=role)

    assert started.returncode == 1
    assert "connects as a role that may make roles" in started.stderr
    assert "Sign in as a login that is a member of sunhand_web alone" in started.stderr


FAULTS = {
    "may make roles": "ALTER ROLE {login} CREATEROLE",
    "owns tables": "CREATE ROLE {login}_heir; CREATE TABLE heirloom (id bigint);"
    " GRANT {login}_heir TO CURRENT_USER; GRANT CREATE ON SCHEMA public TO {login}_heir;"
    " ALTER TABLE heirloom OWNER TO {login}_heir; GRANT {login}_heir TO {login}",
}
MENDED = {
    "may make roles": "ALTER ROLE {login} NOCREATEROLE",
    "owns tables": "DROP OWNED BY {login}_heir; DROP ROLE {login}_heir",
}


@pytest.mark.parametrize("reason", FAULTS)
def test_right_too_many_is_found_behind_the_role(web_login: str, reason: str) -> None:
    """W13: what counts is what the login could become, not what it is now."""
    name = urlsplit(web_login).username
    with psycopg.connect(owner_url(), autocommit=True) as owner, psycopg.connect(web_login) as line:
        line.execute("SET ROLE sunhand_web")
        before = unbound_reasons(line)
        owner.execute(FAULTS[reason].format(login=name))
        found = unbound_reasons(line)
        owner.execute(MENDED[reason].format(login=name))

    said = f"The web process connects as a role that {reason}, so the walls between organisations"
    assert (before, found) == ([], [f"{said} do not hold."])


def test_stopped_database_does_not_keep_the_process_from_starting() -> None:
    """It answers with a clear page until the database is back."""
    started = start("okrsite.asgi", DATABASE_URL="postgres://nobody:x@127.0.0.1:1/none")

    assert started.stdout.endswith("serves\n")


@pytest.mark.django_db
def test_worker_refuses_to_start_as_the_owner() -> None:
    """It works for all organisations, one after the other."""
    worker = [sys.executable, "-m", "celery", "-A", "okrsite", "worker", "-c", "1"]
    started = subprocess.run(
        worker,
        env={**os.environ, "DATABASE_URL": owner_url(), "SUNHAND_DATABASE_ROLE": WEB},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert started.returncode != 0
    assert "connects as a role that may make roles" in started.stderr


def test_logins_of_pages_and_worker_pass_the_check(web_login: str, worker_login: str) -> None:
    for url in (web_login, worker_login):
        with psycopg.connect(url) as line:
            assert unbound_reasons(line) == []


def test_system_check_finds_the_owner_behind_the_role(db: None) -> None:
    """W13: tests sign in as the owner and take the web role."""
    assert [str(error.msg) for error in check_web_role(None, databases=["default"])] == [
        f"The web process connects as a role that {reason}, so the walls between organisations "
        "do not hold."
        for reason in ("may make roles", "owns tables")
    ]


def test_tests_themselves_run_as_the_web_role(db: None) -> None:
    """Otherwise they would prove nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (WEB,)


def test_mails_of_all_are_kept_in_the_demo_alone(web_login: str, tmp_path: Path) -> None:
    """W12: administrators could open anybody's mail there, and its links act for whom it is to."""
    told = {"DATABASE_URL": web_login, "SUNHAND_MAIL_FOLDER": str(tmp_path)}

    refused = start("okrsite.asgi", **told, SUNHAND_DEMO="0")
    demo = start("okrsite.asgi", **told, SUNHAND_DEMO="1")

    assert "SUNHAND_MAIL_FOLDER is for the demo alone: take it away." in refused.stderr
    assert (refused.returncode, demo.stdout[-7:]) == (1, "serves\n")
