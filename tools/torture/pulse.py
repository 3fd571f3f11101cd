"""Who said what in a pulse: everything is read that stays on the server, before and after its end.

The demo's own programs run. A pulse opens by itself, eight people answer it over HTTP, by the links
of their mails and signed in, and it closes. PostgreSQL keeps more than it needs to: all of its log
with whole rows, no dead row is cleared away, and it writes down every statement.
"""

import hmac
import re
import secrets
import time
from dataclasses import dataclass
from email import message_from_bytes, policy
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg

from tools.local.environment import PYTHON, environment
from tools.local.household import Household, run
from tools.local.logins import WORKER, signed_in
from tools.local.postgres import CAREFUL, Postgres
from tools.local.processes import wait_until
from tools.local.servers import Addresses, forget
from tools.local.site import prepare_data, start_programs
from tools.local.trouble import Trouble
from tools.local.valkey import Valkey
from tools.local.var import LOOPBACK, Var, free_port
from tools.torture.remains import Remains, joined, known, traces

PEOPLE, SIGNED_IN = 8, 3
TICKS = 150.0  # seconds: two ticks of the clock and what they wake
TELLTALE = {
    **CAREFUL,
    "wal_level": "logical",
    "wal_keep_size": "4GB",
    "autovacuum": "off",
    "checkpoint_timeout": "30s",
    "log_statement": "all",
}
"""PostgreSQL's settings under which it keeps most."""
RADIO = re.compile(r'<input[^>]*type="radio"[^>]*name="(\w+)"|name="(\w+)"[^>]*type="radio"')
LINK = re.compile(r"/a/pulse/([A-Za-z0-9_-]+)/")
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class House:
    """The servers and programs of one demo."""

    var: Var
    postgres: Postgres
    valkey: Valkey
    told: dict[str, str]
    port: int

    @property
    def keys(self) -> Path:
        return self.var.path / "keys"

    @property
    def mails(self) -> Path:
        return self.var.path / "mail"

    def asks(self, statement: str) -> list[tuple[Any, ...]]:
        """As the owner, inside the demo's organisation."""
        with psycopg.connect(self.told["DATABASE_URL"]) as connection:
            connection.execute(
                "SELECT set_config('app.organisation', id::text, true) "
                "FROM orgs_organisation WHERE slug = 'anadolu'"
            )
            done = connection.execute(statement)
            return done.fetchall() if done.description else []


def torture(var: Var) -> dict[str, Any]:
    var.prepare()
    if not var.own():
        raise Trouble("Another torture runs in this checkout: wait for it to end.")
    forget(var)
    began = time.monotonic()
    with Household() as household:
        house = _built(var, household)
        _opens(house)
        truth = _answer(house)
        open_keys = [file.read_bytes() for file in house.keys.iterdir()]
        _closes(house)
        figures = _attacked(house, truth, open_keys)
    return {**figures, "seconds": round(time.monotonic() - began, 1)}


def _built(var: Var, household: Household) -> House:
    postgres, valkey = Postgres(var, TELLTALE), Valkey(var, keep=True)
    addresses = Addresses(postgres.start(household), valkey.start(household))
    port, mail_port = free_port(), free_port()
    told = {
        **environment(var, addresses, port=port, mail_port=mail_port),
        "SUNHAND_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "tools.torture.settings",
    }
    prepare_data(var, told)
    start_programs(var, household, told, port=port, mail_port=mail_port)
    return House(var, postgres, valkey, told, port)


def _opens(house: House) -> None:
    """The clock's tick opens the pulse and asks everybody by mail."""
    log, told = house.var.log("review"), signed_in(house.var, house.told, WORKER)
    run("The review", [PYTHON, "-m", "tools.torture.review"], environment=told, log=log)
    running = "SELECT id FROM reviews_pulse WHERE key_name IS NOT NULL"
    _await(lambda: bool(house.asks(running)), "The pulse did not open.")
    house.asks("UPDATE reviews_pulse SET comment_threshold = 5 WHERE key_name IS NOT NULL")
    _await(lambda: len(links(house.mails)) >= PEOPLE, "Too few mails came.")


def links(mails: Path) -> dict[str, str]:
    """Each address that was asked, and the token of its link."""
    found = {}
    for file in mails.glob("*.eml"):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        body = mail.get_body(("plain",))
        named = LINK.search(body.get_content()) if body else None
        if named:
            found[str(mail["To"].addresses[0].addr_spec)] = named[1]
    return found


def _answer(house: House) -> dict[int, str]:
    """Eight people, one after the other; says what each has written, found by their number."""
    asked = links(house.mails)
    numbers = {email: pk for pk, email in house.asks("SELECT id, email FROM orgs_person")}
    cast = [email for email in _cast(house) if email in asked][:SIGNED_IN]
    others = [email for email in sorted(asked) if email not in cast][: PEOPLE - len(cast)]
    truth = {}
    for email in secrets.SystemRandom().sample([*cast, *others], PEOPLE):
        mark = truth[numbers[email]] = secrets.token_hex(8)
        Browser(house.port, email if email in cast else "").answers(asked[email], mark)
    return truth


def _cast(house: House) -> list[str]:
    """Those whom the demo signs in by one click."""
    page = Browser(house.port).reads("/demo/")
    return re.findall(r'name="email" value="([^"]+)"', page)


class Browser:
    """One person's, with cookies of its own."""

    def __init__(self, port: int, email: str = "") -> None:
        self.site = f"http://{LOOPBACK}:{port}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        if email:
            self.sends("/demo/", "/demo/sign-in/", {"email": email})

    def reads(self, path: str) -> str:
        with self.opener.open(self.site + path, timeout=60) as page:
            text: str = page.read().decode()
        return text

    def sends(self, page: str, path: str, fields: dict[str, str]) -> str:
        token = CSRF.search(self.reads(page))
        if token is None:
            raise Trouble(f"{page} has no form.")
        given = urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        with self.opener.open(self.site + path, given, timeout=60) as answer:
            text: str = answer.read().decode()
        return text

    def answers(self, token: str, words: str) -> None:
        path = f"/a/pulse/{token}/"
        named = {one or other for one, other in RADIO.findall(self.reads(path))}
        scores = {name: str(secrets.choice(range(1, 6))) for name in named}
        if "your answer is in" not in self.sends(
            path, path, {**scores, "keep": words, "change": ""}
        ):
            raise Trouble("The pulse did not take an answer.")


def _closes(house: House) -> None:
    house.asks("UPDATE reviews_pulse SET closes_at = now() WHERE key_name IS NOT NULL")
    _await(lambda: not list(house.keys.iterdir()), "The key is still there.")


def _attacked(house: House, truth: dict[int, str], open_keys: list[bytes]) -> dict[str, Any]:
    """Twice the same: with the keys as they were, and with what is left of them."""
    read = Remains.read(house.postgres.data, {house.var.path, house.postgres.home})
    parts = [hmac.digest(key, b"answers", "sha256") for key in open_keys]
    found = traces(read, [*open_keys, *parts])
    left = [file.read_bytes() for file in (house.var.path / "secrets").iterdir()]
    left += [file.read_bytes() for file in house.keys.iterdir()]
    left += open_keys if found else []
    return {
        "answered": len(truth),
        "joined_open": len(joined(read, truth, open_keys)),
        "joined_closed": len(joined(read, truth, left) | _in_order(house, truth)),
        "who_answered_open": len(known(read, truth, open_keys)),
        "who_answered_closed": len(known(read, truth, left)),
        "key_found_in": found,
        "links_in_logs": sum(len(LINK.findall(text)) for text in _logs(house)),
        "megabytes_read": round(sum(map(len, read.places().values())) / 1_000_000),
    }


def _in_order(house: House, truth: dict[int, str]) -> set[int]:
    """All, if comments are published in the order of answers, of people, or backwards."""
    [[published]] = house.asks(
        "SELECT figures #> '{comments,keep.1}' FROM reviews_pulseresult ORDER BY id DESC LIMIT 1"
    )
    orders = [list(truth.values()), [truth[person] for person in sorted(truth)]]
    either_way = [*orders, *(order[::-1] for order in orders)]
    return set(truth) if published in either_way else set()


def _logs(house: House) -> list[str]:
    return [file.read_text(errors="replace") for file in (house.var.path / "log").iterdir()]


def _await(condition: Any, sentence: str) -> None:
    if not wait_until(condition, TICKS):
        raise Trouble(sentence)
