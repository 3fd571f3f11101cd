"""Rows by what they have in common, kept in their order."""

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypeVar

Row = TypeVar("Row")


def grouped(rows: Iterable[Row], name: str) -> dict[Any, list[Row]]:
    """The rows by an attribute, such as `team_id`; a key that no row has gives an empty list."""
    found: dict[Any, list[Row]] = defaultdict(list)
    value = attrgetter(name)
    for row in rows:
        found[value(row)].append(row)
    return found
