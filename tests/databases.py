"""The databases of a test run: tables are made once, and everything else is a copy.

`test_sunhand_tables_<digest>` has the tables. Whoever comes first makes it, and it is kept for the
next run as long as nothing changed that makes tables. Each process copies it twice: one copy stays
empty, the other gets the cast (`tests/cast.py`). A test's changes are rolled back; where a test
commits, its copy is made anew.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
import time_machine
from django.core.management import call_command
from django.db import connections, transaction
from psycopg import sql

from tests.cast import NOON, make_cast, make_rival

ROOT = Path(__file__).parents[1]
MAKES_TABLES = ("*/migrations/*.py", "core/**/*.py", "requirements.txt")
PREFIX = "test_sunhand"
TABLES = f"{PREFIX}_tables_"
SETTINGS = connections.settings["default"]


class Database:
    """A copy of a template, and the connection of this process to it."""

    def __init__(self, name: str, template: str) -> None:
        self.name, self.template = name, template
        self.connection = connections.create_connection("default")
        self.renew()

    def renew(self) -> None:
        self.drop()
        _as_owner("CREATE DATABASE {} TEMPLATE {}", self.name, self.template)

    def drop(self) -> None:
        self.connection.close()
        _as_owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)

    @contextmanager
    def used(self) -> Iterator[None]:
        """The site has this database here, and in threads that begin meanwhile."""
        before = SETTINGS["NAME"], connections["default"]
        SETTINGS["NAME"], connections["default"] = self.name, self.connection
        yield
        SETTINGS["NAME"], connections["default"] = before


class Databases:
    """What one process has."""

    def __init__(self, process: str) -> None:
        tables = make_tables()
        self.empty = Database(f"{PREFIX}_{process}_empty", tables)
        self.source = Database(f"{PREFIX}_{process}_source", tables)
        with self.source.used(), time_machine.travel(NOON, tick=False), transaction.atomic():
            self._rival, self._cast = make_rival(), make_cast()
        self.source.connection.close()
        self.cast = Database(f"{PREFIX}_{process}_cast", self.source.name)

    def drop(self) -> None:
        for database in (self.empty, self.cast, self.source):
            database.drop()

    def rival(self) -> Any:
        return deepcopy(self._rival)

    def people(self) -> Any:
        """The cast as it is in its database; each test has objects of its own."""
        return deepcopy(self._cast)


def make_tables() -> str:
    """The name of the template with all tables; one process makes it while the others wait."""
    name = f"{TABLES}{_digest()}"
    with _owner() as owner:
        owner.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).rowcount:
            old = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            for (other,) in owner.execute(old, [TABLES]).fetchall():
                _as_owner("DROP DATABASE {} WITH (FORCE)", other)
            _migrate(f"{TABLES}new")
            _as_owner("ALTER DATABASE {} RENAME TO {}", f"{TABLES}new", name)
    return name


def _migrate(name: str) -> None:
    """Tables belong to who signed in; everything after this is done in the web role."""
    _as_owner("CREATE DATABASE {}", name)
    before, role = SETTINGS["NAME"], SETTINGS["OPTIONS"].pop("assume_role")
    SETTINGS["NAME"] = name
    call_command("migrate", verbosity=0, interactive=False)
    connections["default"].close()
    SETTINGS["NAME"], SETTINGS["OPTIONS"]["assume_role"] = before, role


def _digest() -> str:
    files = sorted(path for pattern in MAKES_TABLES for path in ROOT.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _owner() -> psycopg.Connection[Any]:
    return psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)


def _as_owner(statement: str, *names: str) -> None:
    with _owner() as owner:
        owner.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
