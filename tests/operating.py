"""What the operator does: their commands run as the owner of the database, pages do not."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from core.database import WEB


@contextmanager
def as_owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        yield
        cursor.execute(f"SET ROLE {WEB}")
