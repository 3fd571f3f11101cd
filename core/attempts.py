"""Several pieces of work of which none may stop the others."""

from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from django.db import connection, transaction

Name = TypeVar("Name", bound=Hashable)
Result = TypeVar("Result")


def each(
    work: Mapping[Name, Callable[[], Result]], *, check: Callable[[], object] = lambda: None
) -> tuple[dict[Name, Result], dict[Name, Exception]]:
    """Do each piece of work inside the current transaction: results, and errors, by name.

    The usual case costs one savepoint. If a piece fails, its changes and all others' are rolled
    back, and the others are done again, each in a savepoint of its own. So a piece may begin
    twice, and must do nothing that a rollback does not undo. `check` looks at what was changed.
    """
    done: dict[Name, Result] = {}
    failed: dict[Name, Exception] = {}
    name: Name | None = None
    if not work:
        return done, failed
    try:
        with transaction.atomic():
            for name, do in work.items():
                done[name] = do()
            name = None
            check()
    except Exception as error:
        raise_without_database(error)
        if name is not None:
            failed[name] = error
        return _one_by_one(work, check, failed)
    return done, failed


def _one_by_one(
    work: Mapping[Name, Callable[[], Result]],
    check: Callable[[], object],
    failed: dict[Name, Exception],
) -> tuple[dict[Name, Result], dict[Name, Exception]]:
    done: dict[Name, Result] = {}
    for name, do in work.items():
        if name in failed:
            continue
        try:
            with transaction.atomic():
                result = do()
                check()
            done[name] = result
        except Exception as error:
            raise_without_database(error)
            failed[name] = error
    return done, failed


def raise_without_database(error: BaseException) -> None:
    """Where the connection is gone, everything fails and nobody is to blame."""
    if not connection.is_usable():
        raise error
