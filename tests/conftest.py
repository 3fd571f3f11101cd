"""Everything runs on a real PostgreSQL as the web role, and on a real Redis.

Tables are made once and copied (`tests/databases.py`). A test that asks for `stage`, `cast` or
`rival` finds these people in its database already; for any other test all tables are empty. The
long tests go first, and `bin/test` names the ten slowest in the end.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from django_scopes import scopes_disabled

from core import database
from core.tenancy import tenant
from tests.cast import NOON, Cast, Rival
from tests.databases import Databases
from tests.serving import Site, last_requests_awaited, serving
from tests.sink import Sink, mail_sink

for profile, examples in {"quick": 30, "nightly": 300}.items():
    hypothesis.settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,  # a busy machine is no reason to fail
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
hypothesis.settings.load_profile("quick")  # `--hypothesis-profile` names another one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-roles", action="store_true", help="write docs/roles.md anew")


def pytest_configure() -> None:
    """Each test process has a Redis of its own, because emptying a cache empties all of it."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    server = settings.REDIS_URL.rsplit("/", 1)[0]
    settings.REDIS_URL = settings.CACHES["default"]["LOCATION"] = f"{server}/{2 * number}"
    settings.CELERY_BROKER_URL = f"{server}/{2 * number + 1}"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long walks through a browser go first: none is left over for one process in the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def databases(
    django_test_environment: None, django_db_blocker: Any, worker_id: str
) -> Iterator[Databases]:
    """They signed in as the owner, which what serves refuses; `tests/walls/test_start.py` starts
    real programs and has them refuse it."""
    database.refuse_unbound_role = lambda: None
    with django_db_blocker.unblock():
        made = Databases(worker_id)
    with made.empty.used():
        yield made
    made.drop()


@pytest.fixture(scope="session")
def django_db_setup(databases: Databases) -> None:
    """In place of pytest-django's: tables are copied, and tests run as the web role."""


@pytest.fixture
def _chosen_database(request: pytest.FixtureRequest, databases: Databases) -> Iterator[None]:
    """With the cast for tests that ask for it, and empty for all others."""
    chosen = databases.cast if "rival" in request.fixturenames else databases.empty
    with pytest.MonkeyPatch.context() as patch, chosen.used():
        # Django would empty all tables after a test that commits.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: chosen.renew())
        yield


@pytest.fixture
def _django_db_helper(_chosen_database: None, _django_db_helper: None) -> None:
    """pytest-django's, once the database is chosen."""


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
def stage(rival: Rival, databases: Databases) -> Cast:
    """The named people of Lodos in week 7 of a running cycle, seen from outside as by a browser."""
    return databases.people()


@pytest.fixture
def cast(stage: Cast) -> Iterator[Cast]:
    """The same people, inside their organisation, for tests that call actions."""
    with tenant(stage.organisation):
        yield stage


@pytest.fixture
def rival(db: None, clock: time_machine.Traveller, databases: Databases) -> Rival:
    """Another organisation with data that could leak, and its outsider."""
    return databases.rival()


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
