"""Whatever serves refuses to start as a role that the policies do not bind."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from orgs.database import WEB, check_web_role

ROOT = Path(__file__).parents[2]


def start(module: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import what a server imports when it starts, in a process of its own and in a loop."""
    code = f"import asyncio, importlib as i\nasync def load(): i.import_module({module!r})\n"
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"
    return subprocess.run(
        [sys.executable, "-c", f"{code}asyncio.run(load()); print('serves')"],
        env={**os.environ, "DATABASE_URL": url, **environment},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.django_db
def test_web_role_serves() -> None:
    started = start("okrsite.asgi", SUNHAND_DATABASE_ROLE="sunhand_web")

    assert started.stdout.endswith("serves\n")


@pytest.mark.django_db
def test_owner_is_refused_at_start() -> None:
    """The web process must not own tables, whatever the settings say."""
    started = start("okrsite.asgi", SUNHAND_DATABASE_ROLE="")

    assert started.returncode == 1
    assert "connects as a role that owns tables" in started.stderr
    assert "Set SUNHAND_DATABASE_ROLE=sunhand_web" in started.stderr


def test_stopped_database_does_not_keep_the_process_from_starting() -> None:
    """It answers with a clear page until the database is back."""
    started = start("okrsite.asgi", DATABASE_URL="postgres://nobody:x@127.0.0.1:1/none")

    assert started.stdout.endswith("serves\n")


@pytest.mark.django_db
def test_worker_refuses_to_start_as_the_owner() -> None:
    """It works for all organisations, one after the other."""
    name = connection.settings_dict["NAME"]
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"
    worker = [sys.executable, "-m", "celery", "-A", "okrsite", "worker", "-P", "threads", "-c", "1"]
    started = subprocess.run(
        worker, env={**os.environ, "DATABASE_URL": url, "SUNHAND_DATABASE_ROLE": ""},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert started.returncode != 0
    assert "connects as a role that owns tables" in started.stderr


def test_system_check_passes_as_the_web_role(db: None) -> None:
    assert check_web_role(None, databases=["default"]) == []


def test_system_check_finds_the_owner(owner: Any) -> None:
    assert [str(error.msg) for error in check_web_role(None, databases=["default"])] == [
        "The web process connects as a role that owns tables, so the walls between organisations "
        "do not hold."
    ]


def test_tests_themselves_run_as_the_web_role(db: None) -> None:
    """Otherwise they would prove nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (WEB,)
