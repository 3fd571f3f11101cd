"""Real logins on the test database, as pages and the worker sign in; nobody else is them."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg import sql

from core.database import DISPATCH, WEB

ROLES = {"web": [WEB], "worker": [WEB, DISPATCH]}


def owner_url() -> str:
    name = connection.settings_dict["NAME"]
    return os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"


@contextmanager
def login_made(program: str) -> Iterator[str]:
    """The address of a login with the roles of that program, for as long as it is needed."""
    owner, password = owner_url(), secrets.token_hex(16)
    login = f"{urlsplit(owner).path.strip('/')}_{program}"
    name = sql.Identifier(login)
    with psycopg.connect(owner, autocommit=True) as made:
        made.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(name))
        made.execute(
            sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {} IN ROLE {}").format(
                name, password, sql.SQL(", ").join(map(sql.Identifier, ROLES[program]))
            )
        )
        yield signed_in(owner, login, password)
        made.execute(sql.SQL("DROP ROLE {}").format(name))


def signed_in(url: str, login: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{login}:{password}@{place}"))
