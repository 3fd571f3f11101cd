"""W5: every signed link, token and stream is used once, well and badly; nothing secret is logged.

The real programs run as in the demo and in development, and behind the proxy of docker-compose.
What is secret is found in the address book and in the sources: a new kind fails here until it is
used as well.
"""

import http.client
import inspect
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
import time_machine
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.urls.converters import IntConverter, SlugConverter
from django.utils import timezone

from core.database import WEB
from core.live.channels import PATH
from core.outbox import State
from core.tenancy import tenant
from nudges.address_changes import STOP as STOP_ADDRESS
from nudges.mail.content import STOP
from nudges.models import Message
from okrsite.celery import app
from orgs.invitations.models import digest
from orgs.links import token
from orgs.models import Account, AddressChange, Invitation, Person
from reviews.models import PulseInvitation
from reviews.pulse.keys import link_token, token_hash
from teams.forming.nudges import INVITATION
from teams.models import CalendarFeed, Commitment, Offer
from tests.caddy import caddy
from tests.cast import Cast
from tests.walls.addresses import Address, addresses
from tests.walls.logins import login_made, owner_url
from tests.wire import TOKEN, Wire, browser_of
from tools.local.household import Household
from tools.local.postgres import DISCREET
from tools.local.processes import Child, wait_until
from tools.local.site import answers, web_program
from tools.local.var import LOOPBACK, ROOT, free_port

WORD = "kestane-kebap-4711"
"""Whatever a browser sends that is nobody's business."""
SIGNERS = {
    "orgs/links.py": "the signed links in LINKS",
    "core/live/channels.py": "streams, of every view that gives out a ticket",
    "orgs/invitations/models.py": "invitation_join",
    "teams/calendar_feeds/models.py": "calendar_feed",
    "core/sealing.py": "rows only",
    "core/limits.py": "the cookie of a known browser, which opens nothing",
    "tools/local/var.py": "files only",
    "core/server/access_log.py": "the number of a request, which is no secret",
    "core/live/seats.py": "the number of a stream in Redis, which opens nothing",
    "tools/torture/pulse.py": "an attack on rows and files; it opens nothing",
}
SIGNING = re.compile(
    r"signing\.dumps|salted_hmac|Signer\(|token_urlsafe|token_hex|token_generator|hmac\.new"
)

IN_QUERY = {"q": WORD, "code": WORD, "state": WORD, "next": f"/{WORD}/", "t": WORD}
MANY = "&".join(f"{WORD}{number}={WORD}" for number in range(2000))


def hours_link(cast: Cast) -> dict[str, str]:
    row = Commitment.objects.get(membership__person=cast.waiting_member)
    return signed("teams.hours", cast.home_leader, row, turn=row.requests)


def invitation_link(cast: Cast) -> dict[str, str]:
    offer = Offer.objects.first()
    assert offer
    return signed(INVITATION, offer.person, offer)


def mails_stop_link(cast: Cast) -> dict[str, str]:
    message = Message.objects.first()
    assert message
    return signed(STOP, message.person, message)


def address_stop_link(cast: Cast) -> dict[str, str]:
    change = AddressChange.objects.first()
    assert change
    return signed(STOP_ADDRESS, change.person, change)


def pulse_link(cast: Cast) -> dict[str, str]:
    made = link_token(b"k" * 32, cast.organisation.pk, cast.member.pk)
    PulseInvitation.objects.update(token_hash=token_hash(made))
    return {"token": made}


def invitation_join(cast: Cast) -> dict[str, str]:
    invitation = Invitation.objects.first()
    assert invitation
    Invitation.objects.update(token_hash=digest(invitation.token))
    return {"token": invitation.token}


def calendar_feed(cast: Cast) -> dict[str, str]:
    return {"token": CalendarFeed.objects.all()[0].token}


def password_key(cast: Cast) -> dict[str, str]:
    account: Any = cast.member.account
    made = default_token_generator.make_token(account)
    return {"uidb36": user_pk_to_url_str(account), "key": made}


def signed(purpose: str, person: Person, row: Model, *, turn: int = 0) -> dict[str, str]:
    until = timezone.now() + timedelta(days=5)
    return {"token": token(purpose, person=person, row=row, until=until, turn=turn)}


LINKS: dict[str, Callable[[Cast], dict[str, str]]] = {
    "hours_link": hours_link,
    "invitation_link": invitation_link,
    "mails_stop_link": mails_stop_link,
    "address_stop_link": address_stop_link,
    "pulse_link": pulse_link,
    "invitation_join": invitation_join,
    "calendar_feed": calendar_feed,
    "account_reset_password_from_key": password_key,
    "account_confirm_email": lambda _cast: {"key": WORD},
}


def test_every_address_with_a_secret_is_known() -> None:
    """Whatever takes more than numbers and plain names."""
    found = {
        address.name
        for address in addresses()
        if "(?P<" in address.route
        or any(not isinstance(c, IntConverter | SlugConverter) for c in address.converters.values())
    }

    assert found == set(LINKS)


def test_everything_that_makes_secrets_is_known() -> None:
    files = [
        file for floor in (*settings.PRODUCT, "tools") for file in (ROOT / floor).rglob("*.py")
    ]

    assert {
        str(file.relative_to(ROOT)) for file in files if SIGNING.search(file.read_text())
    } == set(SIGNERS)


class Browser:
    """Somebody who is signed in, and who sends the word wherever a browser sends anything."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.headers = {
            "Cookie": f"sessionid={session}; csrftoken={TOKEN}; theme={WORD}",
            "X-CSRFToken": TOKEN,
            "User-Agent": WORD,
            "Referer": f"http://{LOOPBACK}:{port}/{WORD}/?q={WORD}",
            "X-Request-ID": WORD,
            "X-Forwarded-For": WORD,
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection(LOOPBACK, self.port, timeout=60)) as line:
            line.request(method, path, body, {**self.headers, **headers})
            answer = line.getresponse()
            return answer.status, answer.read()

    def listen(self, path: str) -> int:
        """Open a stream, and leave it."""
        with closing(http.client.HTTPConnection(LOOPBACK, self.port, timeout=60)) as line:
            line.request("GET", path, headers=self.headers)
            answer = line.getresponse()
            if answer.status == 200:
                answer.readline()
            return answer.status


def today(clock: time_machine.Traveller) -> None:
    """The programs beside the test read the real clock."""
    clock.move_to(time_machine.escape_hatch.datetime.datetime.now(UTC), tick=True)


@contextmanager
def program(name: str, command: list[str], log: Path, told: dict[str, str]) -> Iterator[Child]:
    with Household() as household:
        yield household.add(Child(name, command, environment=told, log=log))


def environment(login: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": login,
        "SUNHAND_DATABASE_ROLE": WEB,
        "DJANGO_SETTINGS_MODULE": "tests.crashing",
        "REDIS_URL": settings.REDIS_URL,
        "SUNHAND_KEYS_FOLDER": settings.KEYS_FOLDER,
        "EMAIL_URL": f"smtp://{LOOPBACK}:1",
        "SUNHAND_ALLOWED_HOSTS": LOOPBACK,
        **more,
    }


DEMO = {"SUNHAND_DEMO": "1"}
DEV = {"SUNHAND_DEBUG": "1", "SUNHAND_LOG_LEVEL": "DEBUG"}


@pytest.mark.long
@pytest.mark.parametrize("more", [DEMO, DEV], ids=["demo", "dev"])
def test_pages_and_streams_log_no_secret(
    transactional_db: None,
    full: Cast,
    ids: dict[type[Model], int],
    clock: Any,
    tmp_path: Path,
    more: dict[str, str],
) -> None:
    """Good links, changed ones, and each of them again where its page breaks."""
    today(clock)
    with tenant(full.organisation):
        taken = {name: make(full) for name, make in LINKS.items()}
    session = browser_of(full.member.account).session
    port, log = free_port(), tmp_path / "web.log"
    with ExitStack() as house:
        login = house.enter_context(login_made("web"))
        told = environment(login, SUNHAND_BASE_URL=f"http://{LOOPBACK}:{port}", **more)
        site = house.enter_context(program("The site", web_program(port), log, told))
        assert wait_until(lambda: site.ended() or answers(port), 60)
        browser = Browser(port, session)
        if shutil.which("caddy"):
            proxied = house.enter_context(caddy(port, tmp_path))
            use_links(Browser(proxied, session), taken)
        use_links(browser, taken)
        tickets = use_streams(browser, ids)
        use_pages(browser, ids)
        use_badly(browser)
        site.stop()
        if shutil.which("caddy"):
            use_links(Browser(proxied, session), taken, there=False)
    said = "\n".join(file.read_text() for file in tmp_path.glob("*.log"))

    tokens = [value for kwargs in taken.values() for value in kwargs.values() if len(value) > 9]
    assert secrets_in(said, [*tokens, *tickets, session, TOKEN, *passwords(login)]) == []
    routes = set(re.findall(r'"route": "([^"]+)"', said))
    assert routes >= {*LINKS, "live", "unknown", "static", "home", "checkins:room_ticket"}
    assert "builtins.RuntimeError\n" in said
    assert "psycopg.errors.UniqueViolation 23505 orgs_account_email" in said


def use_links(browser: Browser, taken: dict[str, dict[str, str]], *, there: bool = True) -> None:
    for name, kwargs in taken.items():
        path = reverse(name, kwargs=kwargs)
        statuses = [
            browser.ask("GET", path)[0],
            browser.ask("POST", path, f"reason={WORD}")[0],
            browser.ask("GET", path.rstrip("/") + WORD)[0],
            browser.ask("GET", path, **{"X-Crash": "words"})[0],
            browser.ask("POST", path, WORD, **{"X-Crash": "row"})[0],
        ]
        assert statuses[3:] == ([500, 500] if there else [502, 502]), (name, statuses)


def use_streams(browser: Browser, ids: dict[type[Model], int]) -> list[str]:
    """Of every view that gives out a ticket; those tickets."""
    views = [
        address
        for address in addresses()
        if "return ticket(" in inspect.getsource(inspect.unwrap(address.view))
    ]
    assert views
    tickets = []
    for view in views:
        status, body = browser.ask("GET", url_of(view, ids))
        assert status == 200, view.name
        url = json.loads(body)["url"]
        assert browser.listen(url) == 200
        assert browser.listen(url + WORD) == 403
        assert browser.ask("GET", f"{PATH}{WORD}/?t={WORD}")[0] == 404
        tickets.append(urlsplit(url).query.removeprefix("t="))
    return tickets


def use_pages(browser: Browser, ids: dict[type[Model], int]) -> None:
    """Every page with the word in question, form and headers; by a member and by a stranger."""
    stranger = Browser(browser.port, WORD)
    asked = "&".join(f"{name}={quote(value)}" for name, value in IN_QUERY.items())
    form = f"{asked}&email={WORD}%40lodos.example&login={WORD}%40lodos.example&password={WORD}"
    for address in addresses():
        if address.name not in LINKS and address.name != "account_logout":
            path = url_of(address, ids)
            browser.ask("GET", f"{path}?{asked}")
            stranger.ask("POST", path, form)
            stranger.ask("POST", path, form, **{"X-CSRFToken": WORD})


def url_of(address: Address, ids: dict[type[Model], int]) -> str:
    if address.inside:
        return address.url("lodos", ids)
    return reverse(address.name, kwargs=dict.fromkeys(address.converters, 1))


def use_badly(browser: Browser) -> None:
    """What Django and the server warn of by themselves."""
    home, page = "/", "/o/lodos/people/"
    browser.ask("GET", home, Host=f"{WORD}.example")
    browser.ask("POST", page, MANY)
    browser.ask("POST", page, WORD, **{"Content-Type": f"multipart/form-data; boundary={WORD}"})
    browser.ask("GET", f"/static/../{WORD}%00")
    browser.ask("GET", f"/{WORD}/%ff%00")
    browser.ask("GET", page, Cookie=f"sessionid={WORD}; messages={WORD}")
    browser.ask("GET", f"{page}?q={WORD}", **{"X-Crash": "words"})
    browser.ask("POST", page, f"name={WORD}", **{"X-Crash": "row"})
    raw = Wire(browser.port)
    raw.send(f"GET /{WORD} HTTP/9.9 {WORD}\r\n{WORD}\r\n\r\n".encode())
    assert raw.head()[0] == 400
    raw.close()


@pytest.mark.long
def test_worker_logs_no_secret(
    transactional_db: None, full: Cast, clock: Any, tmp_path: Path
) -> None:
    """Tasks that fail on what they were given, one that nobody knows, and a mail that is lost."""
    today(clock)
    with tenant(full.organisation):
        Message.objects.update(state=State.WAITING, due_at=timezone.now())
    log = tmp_path / "worker.log"
    words = [sys.executable, "-m", "celery", "-A", "okrsite", "worker", "-P", "threads", "-c", "2"]
    command = [*words, "-Q", "celery,outgoing", "--loglevel", "INFO"]
    with ExitStack() as house:
        login = house.enter_context(login_made("worker"))
        told = environment(login, CELERY_BROKER_URL=settings.CELERY_BROKER_URL)
        house.enter_context(program("The worker", command, log, told))
        with app.connection_for_write(settings.CELERY_BROKER_URL) as broker:
            for name in ("themes.post_out", "nudges.look_after", f"tests.{WORD}"):
                app.send_task(name, [f"{WORD}@lodos.example"], connection=broker, queue="celery")
            app.send_task("nudges.hand_over", connection=broker, queue="celery")
        ended = re.compile(r"Task [\w.]+\[\S+\] (raised|succeeded)")
        assert wait_until(lambda: len(ended.findall(log.read_text())) >= 3, 90), log.read_text()
    said = log.read_text()

    assert secrets_in(said, passwords(login)) == []
    assert re.search(r"Task themes.post_out\[\S+\] raised unexpected: \*\*\*\n", said)
    assert "builtins.ValueError\n" in said


def secrets_in(said: str, secrets: list[str]) -> list[str]:
    """Which of them stand there, of people's addresses and names too; whole or as in an address."""
    people = [value for account in Account.objects.all() for value in (account.email,)]
    known = [WORD, *people, *secrets, settings.SECRET_KEY]
    assert all(len(secret) > 5 for secret in known)
    found = [secret for secret in known if secret in said or quote(secret) in said]
    return [*found, *re.findall(r"\S*(?:@\w+\.example|/o/\w|/a/\w|[?&]\w+=)\S*", said)]


def passwords(*urls: str) -> list[str]:
    return [urlsplit(url).password or "" for url in (*urls, settings.REDIS_URL)]


def test_database_logs_neither_statements_nor_rows() -> None:
    """As it is told in the demo and in docker-compose.yml; one's own does as it is told."""
    with psycopg.connect(owner_url()) as line:
        told = {name: line.execute(f"SHOW {name}").fetchone()[0] for name in DISCREET}  # type: ignore[index]

    assert told == DISCREET


def test_nothing_logs_beside_the_formatter() -> None:
    """Whichever library is loaded."""
    code = """
import logging, django
django.setup()
import uvicorn, celery.app.trace, allauth, anymail, okrsite.celery
own = logging.getLogger().handlers
rest = [n for n, l in logging.root.manager.loggerDict.items() if getattr(l, "handlers", None)
        and any(not isinstance(h, logging.NullHandler) for h in l.handlers)]
print([type(h.formatter).__module__ for h in own], rest)
"""
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout == "['core.logs'] []\n"
