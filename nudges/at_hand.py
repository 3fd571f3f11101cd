"""What the current organisation has now, by name, in one statement: it spares many others.

Each app enters rows by the name that they give where there are any, or a select of names. They are
compiled once a process, with stand-ins for the organisation and the moment, and asked all together.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Concat
from django_scopes import scope

from core.attempts import each
from core.registry import Registry
from core.tenancy import current_organisation_id
from orgs.models import Organisation

Rows = Callable[[datetime], QuerySet[Any]]

# Selects of one column, the names: at a moment, which no select turns into a day.
at_hand: Registry[Rows] = Registry()
MOMENT, ORGANISATION = datetime(1970, 1, 1, tzinfo=UTC), -1


class AtHand(NamedTuple):
    """The names that were found; where none could be asked for, everything may be there."""

    names: Collection[str]
    failed: dict[str, Exception]

    def any_of(self, only: Collection[str]) -> bool:
        """Whether something is to be looked for that is there `only` with one of these names."""
        return not only or bool(self.failed) or not set(only).isdisjoint(self.names)


def enter(rows: Mapping[str, Rows]) -> None:
    """Each name is at hand where there is one of its rows."""
    for name in rows:
        at_hand.add(name, partial(_there, name, rows[name]))


def _there(name: str, rows: Rows, now: datetime) -> QuerySet[Any]:
    return rows(now).order_by().values_list(Value(name, CharField()))[:1]


def states(prefix: str, column: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """A name for each value of the column that these rows have."""
    named = Concat(Value(prefix), column, output_field=CharField())
    return rows.order_by().values_list(named).distinct()


def look_at_hand(now: datetime) -> AtHand:
    found, failed = each({"at_hand": partial(_names, now)})
    return AtHand(found.get("at_hand", ()), failed)


def _names(now: datetime) -> set[str]:
    statement, stand_ins = _compiled(tuple(at_hand.names()))
    with connection.cursor() as cursor:
        cursor.execute(statement, [_meant(value, now) for value in stand_ins])
        return {name for (name,) in cursor.fetchall()}


def _meant(value: Any, now: datetime) -> Any:
    if isinstance(value, datetime):
        return now + (value - MOMENT)
    return current_organisation_id() if value == ORGANISATION else value


@cache
def _compiled(names: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The statement, and its values with stand-ins among them."""
    with scope(organisation=Organisation(pk=ORGANISATION)):
        parts = [at_hand[name](MOMENT).query.sql_with_params() for name in names]
    values = [value for _sql, own in parts for value in own]
    if any(isinstance(value, date) and not isinstance(value, datetime) for value in values):
        raise TypeError("A day is no moment: it would stay what it was when this was compiled.")
    return " UNION ALL ".join(f"({sql})" for sql, _own in parts), values
