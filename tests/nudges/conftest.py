"""Requests for tests, and the only kinds there are."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from nudges.registry import Due, Nudge, nudges
from orgs.models import Person
from tests.cast import ISTANBUL, Cast

MORNING = datetime(2026, 5, 21, 8, 0, tzinfo=ISTANBUL)  # the cast stands at noon the day before


class Plants:
    """Who waters which plant until when."""

    def __init__(self) -> None:
        self.dry: list[Due] = []

    def ask(self, person: Person, number: int, due_at: datetime) -> Due:
        due = Due(
            person_id=person.pk,
            about=f"plants.plant:{number}",
            title=f"Plant {number} is dry",
            url=f"/o/lodos/plants/{number}/",
            due_at=due_at,
            action=f"Water it {number}",
        )
        self.dry.append(due)
        return due

    def rows(self, now: datetime, person: Person | None) -> list[Due]:
        return [due for due in self.dry if person is None or due.person_id == person.pk]


@pytest.fixture
def kinds(stage: Cast) -> Iterator[Callable[..., Plants]]:
    """Make a kind of request; there are no others."""
    kept, nudges._entries = nudges._entries, {}

    def make(kind: str, **fields: Any) -> Plants:
        plants = Plants()
        nudges.add(kind, Nudge(kind, "sun", plants.rows, **fields))
        return plants

    yield make
    nudges._entries = kept


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)
