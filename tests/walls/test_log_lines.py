"""W5: a line of a log says what happened and where; whatever values it is given, it hides them."""

import json
import logging
import subprocess
import sys
from typing import Any

import psycopg
import pytest
import structlog
from django.db import IntegrityError, transaction
from django.test import Client

from core.database import UnboundRoleError
from core.logs import Formatter, describe
from orgs.models import Account
from tests.cast import Cast
from tools.local.var import ROOT

SECRET = "WzEsMl0:1w:secret ayse@lodos.example"
FORMATTER = Formatter("%(levelname)s %(name)s %(message)s")


def line(name: str, message: str, args: Any = (), fault: BaseException | None = None) -> str:
    found = (type(fault), fault, fault.__traceback__) if fault else None
    return FORMATTER.format(logging.LogRecord(name, 30, "", 1, message, args, found))


def raised(fault: BaseException) -> BaseException:
    try:
        raise fault
    except BaseException as caught:
        return caught


@pytest.mark.parametrize(
    ("name", "message", "args", "shown"),
    [
        ("django.request", "%s: %s", ("Not Found", f"/a/{SECRET}/"), "***: ***"),
        ("django.db", "(%.3f) %s", (0.5, SECRET), "(0.500) ***"),
        ("kombu", "Took %d of %s", (3, SECRET), "Took 3 of ***"),
        ("kombu", "Took %d", (SECRET,), "Took %d"),
        (
            "celery.app.trace",
            "Task %(name)s: %(exc)s",
            ({"name": "nudges.tick", "exc": SECRET},),
            "Task nudges.tick: ***",
        ),
        ("asyncio", "Never retrieved\nfuture: %s", (SECRET,), "Never retrieved"),
        ("celery.worker.consumer", "Connection lost. \nTrying", (), "Connection lost. "),
        ("django.security.X", f"Invalid {SECRET}", (), "*** :1 None"),
        ("uvicorn.error", "Uvicorn runs on port %s", ("8000",), "Uvicorn runs on port 8000"),
    ],
)
def test_library_line_keeps_its_own_words_and_numbers(
    name: str, message: str, args: Any, shown: str
) -> None:
    assert line(name, message, args) == f"WARNING {name} {shown}"


def test_exception_is_told_by_kind_and_place() -> None:
    """With what led to it; messages hold paths, rows and addresses."""
    cause = raised(KeyError(SECRET))
    try:
        raise ValueError(SECRET) from cause
    except ValueError as fault:
        told = line("django.request", "%s", (SECRET,), fault).splitlines()

    assert [row for row in told if not row.startswith("  ")] == [
        "WARNING django.request ***",
        "builtins.ValueError",
        "builtins.KeyError",
    ]
    assert told[2].endswith("test_exception_is_told_by_kind_and_place")
    assert SECRET not in "\n".join(told)


def test_error_of_the_database_names_its_rule_and_no_row(stage: Cast) -> None:
    email = stage.member.email
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Account.objects.create(email=email)

    told = line("django.request", "Broke", (), caught.value)

    assert (email in str(caught.value), email in told) == (True, False)
    assert "psycopg.errors.UniqueViolation 23505 orgs_account_email" in told


def test_own_event_hides_words_in_fields_nobody_named(capsys: pytest.CaptureFixture[str]) -> None:
    log = structlog.wrap_logger(structlog.testing.CapturingLogger())

    log.warning("mail.lost", path=SECRET, person=[SECRET], message=7, kind="hours")
    log.error("mail.broke", exc_info=raised(RuntimeError(SECRET)))

    calls = log._logger.calls
    first, second = (json.loads(call.args[0]) for call in calls)
    assert {name: first[name] for name in ("event", "path", "person", "message", "kind")} == {
        "event": "mail.lost",
        "path": "***",
        "person": "***",
        "message": 7,
        "kind": "hours",
    }
    assert second["exception"].startswith("builtins.RuntimeError\n  ")
    assert SECRET not in json.dumps([first, second])


def test_words_for_operators_are_told() -> None:
    """What is set wrongly, and why the database lets nobody in."""
    with pytest.raises(psycopg.OperationalError) as refused:
        psycopg.connect("postgres://nobody:secret@127.0.0.1:1/none")

    told = [describe(fault) for fault in (refused.value, UnboundRoleError("Sign in otherwise."))]

    assert "port 1 failed" in told[0]
    assert "secret" not in told[0]
    assert told[1] == "core.database.UnboundRoleError Sign in otherwise."


def test_what_python_would_print_itself_goes_the_same_way() -> None:
    """Threads, what nobody catches, warnings."""
    code = """
import sys, threading, warnings, django
django.setup()
warnings.warn(sys.argv[1], stacklevel=1)
def fail(): raise ValueError(sys.argv[1])
thread = threading.Thread(target=fail); thread.start(); thread.join()
class Last:
    def __del__(self): fail()
Last()
fail()
"""
    told = subprocess.run(
        [sys.executable, "-c", code, SECRET], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (told.returncode, told.stdout) == (1, "")
    assert SECRET not in told.stderr
    assert told.stderr.count("builtins.ValueError") == 3
    assert "WARNING py.warnings ***" in told.stderr


GIVEN = "0f6d1c5e-7a55-4b7e-9d0e-3f2f0a8f1c11"


@pytest.mark.parametrize(
    ("proxies", "given", "taken"),
    [
        (0, GIVEN, False),
        (1, GIVEN, True),
        (1, "0123456789abcdef", True),
        (1, SECRET, False),
        (1, GIVEN + "0", False),
        (1, "", False),
    ],
)
def test_request_has_a_number_in_its_answer_and_its_lines(
    stage: Cast,
    sign_in: Any,
    caplog: pytest.LogCaptureFixture,
    settings: Any,
    proxies: int,
    given: str,
    taken: bool,
) -> None:
    """That of a proxy if it is a mere number, never a browser's; the route is the address."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    browser: Client = sign_in(stage.member)

    answer = browser.get("/o/lodos/people/import/?q=x", headers={"X-Request-ID": given})

    number = answer.headers["X-Request-ID"]
    (told,) = [json.loads(row.message) for row in caplog.records if row.name == "sunhand.requests"]
    assert (number == given, told["request_id"]) == (taken, number)
    assert len(number) in {16, 36}
    assert {"method", "route", "status", "ms", "event", "level", "timestamp", "request_id"} == set(
        told
    )
    assert (told["method"], told["route"], told["status"]) == ("GET", "orgs:roster_import", 403)


def test_number_stands_on_the_page_that_says_that_something_broke(
    stage: Cast, settings: Any
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.crashing.crash"]
    browser = Client(raise_request_exception=False)

    answer = browser.get("/", headers={"X-Crash": "words"})

    number = answer.headers["X-Request-ID"]
    assert answer.status_code == 500
    assert f"name this number: {number}" in answer.content.decode()
