"""Data of another version is neither read nor changed."""

import os
from collections.abc import Iterator

import psycopg
import pytest

from tools.local.site import check_version
from tools.local.trouble import Trouble


@pytest.fixture
def owner() -> Iterator[str]:
    """The address of a database of its own."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"version_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name}")


def applied(owner: str, *names: str) -> None:
    with psycopg.connect(owner) as connection:
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        for name in names:
            connection.execute("INSERT INTO django_migrations VALUES ('teams', %s)", [name])


def refusal(owner: str) -> str:
    try:
        check_version(owner)
    except Trouble as trouble:
        return str(trouble)
    return ""


def test_empty_database_is_of_no_version(owner: str) -> None:
    assert refusal(owner) == ""


def test_data_of_this_version_is_taken(owner: str) -> None:
    applied(owner, "0001_initial")

    assert refusal(owner) == ""


def test_data_of_another_version_is_left_alone(owner: str) -> None:
    applied(owner, "0001_initial", "0002_membership_closing")

    assert "starts over: --fresh" in refusal(owner)
