"""Everything runs on a real PostgreSQL as the web role, and on a real Redis."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django_scopes import scopes_disabled

from core import database
from core.database import WEB
from core.tenancy import tenant
from tests.cast import Cast, Rival, make_cast, make_rival
from tests.serving import Site, last_requests_awaited, serving
from tests.sink import Sink, mail_sink

# A busy machine is no reason to fail.
hypothesis.settings.register_profile(
    "steady", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("steady")

NOON = datetime(2026, 5, 20, 12, 0, tzinfo=ZoneInfo("Europe/Istanbul"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-roles", action="store_true", help="write docs/roles.md anew")


def pytest_configure() -> None:
    """Each test process has a Redis of its own, because emptying a cache empties all of it."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    server = settings.REDIS_URL.rsplit("/", 1)[0]
    settings.REDIS_URL = settings.CACHES["default"]["LOCATION"] = f"{server}/{2 * number}"
    settings.CELERY_BROKER_URL = f"{server}/{2 * number + 1}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long walks through a browser go first: none is left over for one process in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The test database is made and migrated by its owner."""
    connection.settings_dict["OPTIONS"].pop("assume_role", None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """From here on tests run as the web role, with one right more: to empty tables.

    They signed in as the owner, which what serves refuses; `tests/walls/test_start.py` starts real
    programs and has them refuse it.
    """
    database.refuse_unbound_role = lambda: None
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {WEB}")
        connection.close()
        connection.settings_dict["OPTIONS"]["assume_role"] = WEB
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"].pop("assume_role")


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def keys_folder(settings: Any, tmp_path: Path) -> Path:
    """Where the keys of pulses are, one folder a test."""
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o700)
    settings.KEYS_FOLDER = str(folder)
    return folder


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Wednesday of week 7, noon in İstanbul, and it stands still; `clock.move_to(…)` moves it."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def stage(rival: Rival) -> Cast:
    """The named people of Lodos in week 7 of a running cycle, seen from outside as by a browser."""
    return make_cast()


@pytest.fixture
def cast(stage: Cast) -> Iterator[Cast]:
    """The same people, inside their organisation, for tests that call actions."""
    with tenant(stage.organisation):
        yield stage


@pytest.fixture
def rival(db: None, clock: time_machine.Traveller) -> Rival:
    """Another organisation with data that could leak, and its outsider."""
    return make_rival()


@pytest.fixture
def sign_in(client: Client) -> Any:
    """Sign somebody in: `sign_in(stage.member)` gives the browser."""

    def signed(person: Any) -> Client:
        with scopes_disabled():
            client.force_login(person.account)
        return client

    return signed


@pytest.fixture
def streams(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site as uvicorn serves it, for tests of `/live/` alone."""
    with serving(monkeypatch) as site:
        yield site


@pytest.fixture
def live_site(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> Iterator[Site]:
    """The same with its pages, for browsers: `live_site.url`."""
    with serving(monkeypatch) as site:
        settings.BASE_URL = site.url
        with last_requests_awaited():
            yield site


@pytest.fixture
def sink() -> Iterator[Sink]:
    """A real mail server that keeps what it gets."""
    with mail_sink() as kept:
        yield kept
