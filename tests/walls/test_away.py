"""PostgreSQL stops, Redis stops: a clear page, and on it goes without a restart.

Servers and a web process of their own, in a folder of their own. The tests share them and each
leaves them running; one worker runs them all.
"""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

import pytest

from okrsite.local.environment import MANAGE, PYTHON, environment
from okrsite.local.household import Household
from okrsite.local.logins import WEB, make_logins, signed_in
from okrsite.local.postgres import HASTY, SUPERUSER, Postgres
from okrsite.local.processes import Child, wait_until
from okrsite.local.servers import Addresses
from okrsite.local.site import answers, web_program
from okrsite.local.valkey import Valkey
from okrsite.local.var import LOOPBACK, ROOT, Var
from tests.local.conftest import open_place
from tests.test_live import Line

EMAIL = "ada@lodos.example"
CREATE = [
    "organisation_create", "--name", "Lodos", "--slug", "lodos", "--time-zone", "Europe/Istanbul",
    "--countries", "TR,DE", "--administrator", EMAIL, "Ada", "Amir",
]  # fmt: skip
SIGN_IN = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from orgs.models import Account
account = Account.objects.get(email="ada@lodos.example")
account.set_password("kestane-kebap"); account.save()
session = SessionStore()
session[SESSION_KEY] = str(account.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = account.get_session_auth_hash()
session.create()
print("KEY", session.session_key)
"""
LIVE = """
import time
from django.core import signing
from orgs.live import PATH, SALT, Ticket, changed
from orgs.models import Organisation
from orgs.tenancy import tenant
lodos = Organisation.objects.get()
"""
TICKET = f"""{LIVE}
held = Ticket(["account:1", "session:1", f"{{lodos.pk}}:room"], time.time())
print(PATH + "?t=" + signing.dumps(held, salt=SALT))
"""
TOLD = f"""{LIVE}
with tenant(lodos):
    changed("room", "board", 9)
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    page: str


@dataclass
class House:
    """The servers, the web process, and a browser that is signed in."""

    household: Household
    postgres: Postgres
    valkey: Valkey
    told: dict[str, str]
    port: int
    session: str = ""

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, {"Cookie": f"sessionid={self.session}"})

    def watch(self, path: str) -> Answer:
        """As those ask who watch the process: no browser, no cookie."""
        return self._ask("GET", path, {})

    def _ask(self, method: str, path: str, headers: dict[str, str], body: str = "") -> Answer:
        line = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        line.request(method, path, body=body, headers=headers)
        answer = line.getresponse()
        found = Answer(answer.status, answer.headers, answer.read().decode())
        line.close()
        return found

    def sign_in(self, email: str, password: str) -> int:
        """The status of a sign-in by password from a fresh browser."""
        form_page = self._ask("GET", "/accounts/login/", {})
        secret = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form_page.page)
        assert secret
        form = {"login": email, "password": password, "csrfmiddlewaretoken": secret[1]}
        sent = {
            "Cookie": form_page.headers["Set-Cookie"].split(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self._ask("POST", "/accounts/login/", sent, urlencode(form)).status

    @contextmanager
    def without(self, server: Postgres | Valkey) -> Iterator[None]:
        """The server stops as for an update, and is there again afterwards on the same port."""
        names = {Postgres: "PostgreSQL", Valkey: "Valkey"}
        child = next(c for c in self.household.members if c.name == names[type(server)])
        assert isinstance(child, Child)
        child.stop()
        yield
        child.start_again()
        assert wait_until(lambda: server.find() is not None, 20)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_place() as place, Household() as household:
        yield _move_in(place, household)


def _move_in(place: Path, household: Household) -> House:
    var = Var(place / "var")
    var.prepare()
    postgres, valkey = Postgres(var, HASTY), Valkey(var, keep=False)
    addresses = Addresses(postgres.start(household), valkey.start(household))
    port = var.port("web")
    told = {
        **environment(var, addresses, port=port, mail_port=var.port("mail")),
        "SUNHAND_BASE_URL": f"http://{LOOPBACK}:{port}",
        "SUNHAND_ALLOWED_HOSTS": LOOPBACK,
        "SUNHAND_DEBUG": "0",
    }
    house = House(household, postgres, valkey, told, port)
    manage(house, "migrate", "--verbosity", "0")
    make_logins(var, told["DATABASE_URL"])
    house.told = signed_in(var, told, WEB)
    manage(house, *CREATE)
    house.session = manage(house, "shell", "--command", SIGN_IN).split("KEY ")[1].strip()
    web = household.add(
        Child("The web", web_program(port), environment=house.told, log=var.log("web"))
    )
    household.wait_for(web, lambda: answers(port), 30)
    return house


def manage(house: House, *command: str) -> str:
    done = subprocess.run(
        [PYTHON, MANAGE, *command], env=house.told, cwd=ROOT, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_house_is_lived_in(house: House) -> None:
    """The control for what follows; `organisation_create` made it (U1)."""
    settings = house.get("/o/lodos/settings/")

    assert (settings.status, "Lodos" in settings.page) == (200, True)
    assert house.watch("/readyz").status == 200


def test_stopped_postgresql_gives_a_clear_page_and_recovers(house: House) -> None:
    with house.without(house.postgres):
        away = [house.get("/o/lodos/") for _time in range(2)]
        alive, ready = house.watch("/healthz"), house.watch("/readyz")

    assert [(answer.status, answer.headers["Retry-After"]) for answer in away] == [(503, "10")] * 2
    assert ["<h1" in away[0].page, "Traceback" in away[0].page] == [True, False]
    assert (alive.status, ready.status, '"database": false' in ready.page) == (200, 503, True)
    assert house.get("/o/lodos/").status == 200


def test_postgresql_that_comes_back_between_two_pages_is_not_noticed(house: House) -> None:
    """Connections that died while nobody asked are made anew."""
    before = house.get("/o/lodos/").status
    with house.without(house.postgres):
        pass

    assert [before, *(house.get("/o/lodos/").status for _time in range(3))] == [200] * 4


def test_pages_and_sign_in_work_while_redis_is_stopped(house: House) -> None:
    with house.without(house.valkey):
        page, ready = house.get("/o/lodos/people/").status, house.watch("/readyz")
        right = house.sign_in(EMAIL, "kestane-kebap")
        wrong = house.sign_in(EMAIL, "wrong-password")

    assert (page, right, wrong) == (200, 302, 200)
    assert (ready.status, '"redis": false' in ready.page) == (503, True)
    assert house.watch("/readyz").status == 200


def test_stream_goes_on_when_redis_was_started_anew(house: House) -> None:
    """K3: told that Redis is away, told to ask for everything when it is back, no reload."""
    path = manage(house, "shell", "--verbosity", "0", "--command", TICKET).strip()
    line = Line(house.port, path)
    while line.next() != "heal":
        pass  # it may begin as "away"

    with house.without(house.valkey):
        away = line.next()
    back = line.next()
    manage(house, "shell", "--command", TOLD)

    assert [away, back, line.next()] == ["away", "heal", "changed board 9"]
    line.close()


def test_superuser_is_refused_at_start(house: House) -> None:
    """Docker's POSTGRES_USER is a superuser, whom no policy binds."""
    secret = house.postgres.var.secret("postgres-superuser")
    port = house.postgres.port
    told = {
        "DATABASE_URL": f"postgres://{SUPERUSER}:{secret}@{LOOPBACK}:{port}/sunhand",
        "SUNHAND_DATABASE_ROLE": "",
    }

    started = subprocess.run(
        [sys.executable, "-c", "import okrsite.wsgi"], env={**house.told, **told}, cwd=ROOT,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert started.returncode == 1
    assert "is a superuser or bypasses row security" in started.stderr
