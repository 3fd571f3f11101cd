"""PostgreSQL stops, Redis stops: a clear page, and on it goes without a restart.

Servers and a web process of their own, in a folder of their own. The tests share them and each
leaves them running; one worker runs them all.
"""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from core.postgres.patience import PAUSE
from tests.core.live.test_live import Line
from tests.tools.local.conftest import descendants, open_place
from tools.local.environment import MANAGE, PYTHON, environment
from tools.local.household import Household
from tools.local.logins import WEB, WORKER, make_logins, signed_in
from tools.local.postgres import HASTY, SUPERUSER, Postgres
from tools.local.processes import Child, wait_until
from tools.local.servers import Addresses
from tools.local.site import answers, web_program
from tools.local.valkey import Valkey
from tools.local.var import LOOPBACK, ROOT, Var
from tools.torture.database import Writers, attack

SAVING = {**HASTY, "synchronous_commit": "on", "full_page_writes": "on"}
"""What a server that is killed has confirmed is kept; only the machine may not crash."""
STATIC = "/static/css/app.css"
HTMX = {"HX-Request": "true"}
EMAIL = "ada@lodos.example"
CREATE = [
    "organisation_create",
    "--name",
    "Lodos",
    "--slug",
    "lodos",
    "--time-zone",
    "Europe/Istanbul",
    "--countries",
    "TR,DE",
    "--administrator",
    EMAIL,
    "Ada",
    "Amir",
]
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
CELERY = [
    PYTHON,
    "-m",
    "celery",
    "-A",
    "tools.torture.worker",
    "worker",
    "-B",
    "-P",
    "threads",
    "-c",
    "2",
    "-s",
]
LAST_QUESTION = """
SELECT max(query_start) FROM pg_stat_activity WHERE usename = 'sunhand_worker_login'
"""
LIVE = """
import time
from django.core import signing
from core.live.channels import PATH, SALT, Ticket, changed
from orgs.models import Organisation
from core.tenancy import tenant
lodos = Organisation.objects.get()
"""
TICKET = f"""{LIVE}
held = Ticket(["account:1", "session:1", f"{{lodos.pk}}:room"], time.time(), str(time.time()))
print(PATH + "?t=" + signing.dumps(held, salt=SALT))
"""
TOLD = f"""{LIVE}
with tenant(lodos):
    changed("room", "board", 9)
"""

TOLD_OFTEN = f"""{LIVE}
began = time.monotonic()
with tenant(lodos):
    for number in range(10):
        changed("room", "board", number)
print(time.monotonic() - began)
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

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, {"Cookie": f"sessionid={self.session}", **headers})

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        """With a token that the form would have had."""
        token = "t" * 32
        sent = {
            "Cookie": f"sessionid={self.session}; csrftoken={token}",
            "Content-Type": "application/x-www-form-urlencoded",
            **headers,
        }
        return self._ask("POST", path, sent, urlencode({**fields, "csrfmiddlewaretoken": token}))

    def worker_asked(self, *, after: float) -> bool:
        with psycopg.connect(
            host=LOOPBACK,
            port=self.postgres.port,
            dbname="postgres",
            user=SUPERUSER,
            password=self.postgres.var.secret("postgres-superuser"),
        ) as connection:
            last = connection.execute(LAST_QUESTION).fetchone()
        return bool(last and last[0] and last[0].timestamp() > after)

    def owner(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.postgres.address(), autocommit=True)

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

    def child(self, server: Postgres | Valkey) -> Child:
        names = {Postgres: "PostgreSQL", Valkey: "Valkey"}
        found = next(c for c in self.household.members if c.name == names[type(server)])
        assert isinstance(found, Child)
        return found

    @contextmanager
    def without(self, server: Postgres | Valkey) -> Iterator[None]:
        """The server stops as for an update, and is there again afterwards on the same port."""
        child = self.child(server)
        child.stop()
        yield
        child.start_again()
        assert wait_until(lambda: server.find() is not None, 20)

    @contextmanager
    def hanging(self, server: Postgres | Valkey) -> Iterator[None]:
        """The server keeps all its connections and answers none of them; then it goes on."""
        pid = server.find()
        assert pid
        stopped = {pid, *descendants(pid)}
        _signal(stopped, signal.SIGSTOP)
        try:
            yield
        finally:
            _signal(stopped, signal.SIGCONT)


def _signal(pids: set[int], number: signal.Signals) -> None:
    """To each that is still there: a server ends processes of its own at any moment."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    with open_place() as place, Household() as household:
        yield _move_in(place, household)


def _move_in(place: Path, household: Household) -> House:
    var = Var(place / "var")
    var.prepare()
    postgres, valkey = Postgres(var, SAVING), Valkey(var, keep=False)
    addresses = Addresses(postgres.start(household), valkey.start(household))
    port = var.port("web")
    told = {
        **environment(var, addresses, port=port, mail_port=var.port("mail")),
        "SUNHAND_BASE_URL": f"http://{LOOPBACK}:{port}",
        "SUNHAND_ALLOWED_HOSTS": LOOPBACK,
        "SUNHAND_DEBUG": "0",
        "SUNHAND_DEMO": "1",  # static files come as they are
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
        [PYTHON, MANAGE, *command],
        env=house.told,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
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


def each_until(seconds: float) -> Iterator[float]:
    """So that one of what is done meanwhile opens a connection anew, and waits for it in vain."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield end


def timed(ask: Callable[[str], Answer], path: str) -> tuple[float, Answer]:
    began = time.monotonic()
    answer = ask(path)
    return time.monotonic() - began, answer


BUSY = "Sunhand is busy. Try again in a minute."
BUSY_SENT = "Sunhand is busy. Nothing you sent was saved. Try again in a minute."


def test_hanging_postgresql_gives_the_busy_page_within_ten_seconds(house: House) -> None:
    """A crowd gets it, not only who came first; nobody restarts anything afterwards."""
    ticket = manage(house, "shell", "--verbosity", "0", "--command", TICKET).strip()
    with house.hanging(house.postgres), ThreadPoolExecutor(53) as crowd:
        asked = [crowd.submit(timed, house.get, "/o/lodos/people/") for _ in range(50)]
        watched = [
            crowd.submit(timed, house.watch, path) for path in ("/healthz", "/readyz", STATIC)
        ]
        pages, (alive, ready, static) = [[f.result() for f in all_] for all_ in (asked, watched)]
        at_once, again = timed(house.get, "/o/lodos/people/")
        sent = house.post("/o/lodos/people/new/", {"given_name": "Kaya"})
        part = house.post("/o/lodos/people/new/", {"given_name": "Kaya"}, **HTMX)
        line = Line(house.port, ticket)
        heard = [line.next(), line.next()]
        line.close()
        tried = [timed(house.get, "/o/lodos/people/") for _ in each_until(PAUSE + 1)]

    assert {answer.status for _seconds, answer in [*pages, *tried]} == {503}
    assert max(seconds for seconds, _answer in [*pages, *tried, alive, ready]) < 10
    assert [BUSY in again.page, "<h1" in again.page, at_once < 2] == [True, True, True]
    assert (alive[1].status, ready[1].status, static[1].status) == (200, 503, 200)
    assert max(alive[0], ready[0], static[0]) < 5
    assert '"database": false' in ready[1].page
    assert (line.status, heard) == (200, ["retry: 2000", "heal"])
    assert (sent.status, BUSY_SENT in sent.page) == (503, True)
    assert (part.status, part.page) == (503, BUSY_SENT)
    assert part.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert wait_until(lambda: house.watch("/readyz").status == 200, 10)
    assert house.get("/o/lodos/people/").status == 200


def test_busy_page_speaks_the_browser_s_language(house: House) -> None:
    with house.hanging(house.postgres):
        page = house.get("/o/lodos/", **{"Accept-Language": "de"}).page

    assert '<html lang="de"' in page
    assert wait_until(lambda: house.watch("/readyz").status == 200, 10)


def test_what_was_answered_is_there_after_postgresql_was_killed(house: House) -> None:
    """−9 to the whole server in the middle of many writes; `bin/torture database` does it often."""
    crowd, server = Writers(house.port, house.session), house.child(house.postgres)

    figures = attack(crowd, house.postgres, server, writers=16, kills=1, hangs=0)

    assert (figures["lost"], figures["recovered"], figures["other_answers"]) == (0, True, [])
    assert figures["answered"] >= 32
    assert figures["busy_seconds_max"] < 10


def test_locked_rows_give_the_busy_page_and_nothing_is_saved(house: House) -> None:
    """A limit of the server's own; the connection goes on."""
    owner = house.owner()
    with owner.transaction():
        owner.execute("LOCK TABLE orgs_person IN ACCESS EXCLUSIVE MODE")
        seconds, answer = timed(house.get, "/o/lodos/people/")

    assert (answer.status, BUSY in answer.page, seconds < 6) == (503, True, True)
    assert house.get("/o/lodos/people/").status == 200
    owner.close()


def test_hanging_redis_stops_no_page(house: House) -> None:
    with house.hanging(house.valkey):
        pages = [timed(house.get, "/o/lodos/people/") for _time in range(3)]
        seconds, ready = timed(house.watch, "/readyz")
        sign_in = house.sign_in(EMAIL, "kestane-kebap")
        told = manage(house, "shell", "--verbosity", "0", "--command", TOLD_OFTEN)

    assert [*(answer.status for _seconds, answer in pages), sign_in] == [200, 200, 200, 302]
    assert max(seconds for seconds, _answer in pages) < 5
    assert float(told) < 3
    assert (ready.status, '"redis": false' in ready.page, seconds < 5) == (503, True, True)
    assert wait_until(lambda: house.watch("/readyz").status == 200, 10)


def test_worker_goes_on_after_postgresql_and_redis_had_hung(house: House) -> None:
    """Its questions have an end too, and nobody starts it anew."""
    var = house.postgres.var
    log, beat = var.log("worker"), str(var.path / "beat")
    told = {**signed_in(var, house.told, WORKER), "SUNHAND_DATABASE_WAIT": "3"}
    worker = Child("The worker", [*CELERY, beat], environment=told, log=log)
    house.household.add(worker)
    assert wait_until(lambda: house.worker_asked(after=0), 60)

    with house.hanging(house.postgres):
        assert wait_until(lambda: "The database did not answer" in log.read_text(), 60)
    postgres_back = time.time()
    assert wait_until(lambda: house.worker_asked(after=postgres_back), 60)
    with house.hanging(house.valkey):
        assert wait_until(lambda: "redis.exceptions.TimeoutError" in log.read_text(), 60)
    redis_back = time.time()
    assert wait_until(lambda: house.worker_asked(after=redis_back), 60)
    worker.stop()


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
        [sys.executable, "-c", "import okrsite.wsgi"],
        env={**house.told, **told},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert started.returncode == 1
    assert "is a superuser or bypasses row security" in started.stderr
