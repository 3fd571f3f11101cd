"""What the settings make of an operator's environment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import EnvValidationError

from okrsite.environment import database, env, queue_url, refuse_unknown

ROOT = Path(__file__).parents[1]


def connect(**environment: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import django; django.setup(); from django.db import connection;"
        " connection.ensure_connection(); from django.conf import settings;"
        " print(settings.EMAIL_PORT, settings.EMAIL_USE_SSL, settings.CELERY_BROKER_URL)"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_settings_hold_what_was_read() -> None:
    url = f"{os.environ['DATABASE_URL']}?sslmode=disable"

    started = connect(
        DATABASE_URL=url,
        REDIS_URL="redis://cache:6379",
        CELERY_BROKER_URL="",
        EMAIL_URL="smtps://mail.example",
        SUNHAND_VAR="elsewhere",
        SUNHAND_SITE=":80",
    )

    assert started.stdout == "465 True redis://cache:6379/1\n", started.stderr


def test_sslmode_is_asked_of_the_server() -> None:
    """The server of the tests speaks no TLS, so a connection would be one in plain words."""
    refused = connect(DATABASE_URL=f"{os.environ['DATABASE_URL']}?sslmode=require")

    assert refused.returncode == 1
    assert "server does not support SSL, but SSL was required" in refused.stderr


def test_program_with_a_setting_that_nothing_reads_does_not_start() -> None:
    refused = connect(SUNHAND_MAIL_FORM="ada@lodos.example", SUNHAND_SINGUP="0")

    sentence = refused.stderr.strip().splitlines()[-1]
    assert refused.returncode == 1
    assert "Nothing reads SUNHAND_MAIL_FORM, SUNHAND_SINGUP." in sentence
    assert "SUNHAND_MAIL_FROM" in sentence
    assert "SUNHAND_TRUSTED_PROXIES" in sentence
    assert "ada@lodos.example" not in sentence


def test_parts_and_options_of_the_database_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://ada:p%40ss@db.example:5433/okr?sslmode=verify-full&connect_timeout=9"
    monkeypatch.setenv("DATABASE_URL", url)

    read = database(env.dj_db_url("DATABASE_URL"), role="sunhand_web", wait_seconds=6)

    named = ("USER", "PASSWORD", "HOST", "PORT", "NAME", "ENGINE")
    assert [read[name] for name in named] == [
        "ada",
        "p@ss",
        "db.example",
        5433,
        "okr",
        "core.postgres",
    ]
    assert read["OPTIONS"] == {
        "sslmode": "verify-full",
        "connect_timeout": 9,
        "assume_role": "sunhand_web",
        "wait_seconds": 6,
    }


@pytest.mark.parametrize(
    ("cache", "queue"),
    [
        ("redis://127.0.0.1:6379", "redis://127.0.0.1:6379/1"),
        ("redis://127.0.0.1:6379/", "redis://127.0.0.1:6379/1"),
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/1"),
        ("redis://:secret@cache", "redis://:secret@cache/1"),
        ("redis://cache?db=4", "redis://cache/1"),
        (
            "rediss://:secret@cache:6380/0?ssl_cert_reqs=required",
            "rediss://:secret@cache:6380/1?ssl_cert_reqs=required",
        ),
    ],
)
def test_queue_is_database_1_of_the_same_server(cache: str, queue: str) -> None:
    assert queue_url(cache) == queue


@pytest.mark.parametrize(
    ("url", "port", "scheme"),
    [
        ("smtp://mail.example", 25, "smtp"),
        ("smtp+tls://mail.example", 587, "smtp+tls"),
        ("smtps://mail.example", 465, "smtps"),
        ("smtps://mail.example:2465", 2465, "smtps"),
    ],
)
def test_mail_server_has_the_port_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, url: str, port: int, scheme: str
) -> None:
    monkeypatch.setenv("EMAIL_URL", url)

    server = env.mail_server("EMAIL_URL")

    assert (server.host, server.port, server.scheme) == ("mail.example", port, scheme)


def test_name_and_password_of_the_mail_server_may_hold_any_character(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtps://ada%40lodos.example:a%2Fb%23c@mail.example")

    server = env.mail_server("EMAIL_URL")

    assert (server.user, server.password) == ("ada@lodos.example", "a/b#c")


def test_known_settings_are_those_that_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_unknown()
    monkeypatch.setenv("SUNHAND_MAIL", "1")

    with pytest.raises(ImproperlyConfigured, match=r"Nothing reads SUNHAND_MAIL\."):
        refuse_unknown()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "postgres://ada:se/secret@db:x/okr", "Not a valid database URL"),
        ("REDIS_URL", "http://:secret@cache", "Write it as redis://:password@host:port/0."),
        ("REDIS_URL", "cache:6379", "Write it as redis://:password@host:port/0."),
        ("REDIS_URL", "redis://:secret@cache:port", "Write it as redis://"),
        ("EMAIL_URL", "mail.example:25", "Write it as smtps://user:password@host:port."),
        ("EMAIL_URL", "smpt://ada:secret@mail.example", "It begins with smtp://, smtp+tls://"),
        ("EMAIL_URL", "smtps://ada:secret@mail.example?ssl=0", "Write it as smtps://"),
        ("EMAIL_URL", "smtps://ada:secret#1@mail.example", "It is no address."),
        ("EMAIL_URL", "smtps://ada:secret@mail.example:mail", "It is no address."),
        ("EMAIL_URL", "anymail://postmarkt", "the name of one of Anymail's services"),
    ],
)
def test_address_that_cannot_be_read_is_refused_by_name_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, sentence: str
) -> None:
    parsers = {
        "DATABASE_URL": env.dj_db_url,
        "REDIS_URL": env.redis_url,
        "EMAIL_URL": env.mail_server,
    }
    monkeypatch.setenv(name, value)

    with pytest.raises(EnvValidationError) as refused:
        parsers[name](name)

    assert name in str(refused.value)
    assert sentence in str(refused.value)
    assert "secret" not in str(refused.value)


def test_only_postgresql_will_do_and_a_socket_names_its_queue() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL begins with postgres://"):
        database({"ENGINE": "django.db.backends.mysql"}, role="", wait_seconds=0)
    with pytest.raises(ImproperlyConfigured, match="name the queue by CELERY_BROKER_URL"):
        queue_url("unix:///run/redis.sock")
