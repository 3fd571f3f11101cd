"""Pages of a long list by what was last seen: no counting, no shifting while others write."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.numbers import row_number


@dataclass(frozen=True)
class Slice:
    """The rows of one page; `next` is the number of its last row where more follow."""

    rows: list[Any]
    next: int | None
    first: bool


def by_name(people: Any, after: str, size: int) -> Slice:
    """People in the order of their names, from behind the one with the number `after`."""
    last = _row(people, after)
    if last is not None:
        people = people.filter(
            Q(sort_key__gt=last.sort_key) | Q(sort_key=last.sort_key, pk__gt=last.pk)
        )
    return _slice(people.order_by("sort_key", "pk"), size, first=last is None)


def newest_first(rows: Any, before: str, size: int) -> Slice:
    """Rows by falling number, from below the number `before`."""
    last = row_number(before)
    if last is not None:
        rows = rows.filter(pk__lt=last)
    return _slice(rows.order_by("-pk"), size, first=last is None)


def _slice(rows: Any, size: int, *, first: bool) -> Slice:
    shown = list(rows[: size + 1])
    return Slice(shown[:size], shown[size - 1].pk if len(shown) > size else None, first)


def _row(rows: Any, number: str) -> Any:
    last = row_number(number)
    return None if last is None else rows.model.objects.filter(pk=last).first()
