"""What is looked for in an organisation follows what it has now, in one statement."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from core.tenancy import tenant
from nudges.at_hand import Rows, _compiled, at_hand, enter, look_at_hand
from nudges.models import BackgroundFailure
from nudges.registry import nudges
from nudges.tasks import look_after
from orgs.models import AuditEvent, Organisation, Person
from tests.cast import Cast, Rival

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "tests.lately"
MOST = 10


@pytest.fixture
def entry() -> Iterator[Any]:
    kept = dict(at_hand._entries)

    def add(rows: Rows) -> None:
        enter({NAME: rows})

    yield add
    at_hand._entries = kept
    _compiled.cache_clear()


def test_moment_counts_each_time(stage: Cast, entry: Any) -> None:
    """It is compiled once, and asked again as time goes on."""
    entry(lambda now: AuditEvent.objects.filter(at__gt=now - timedelta(hours=1)))
    now = timezone.now()
    with tenant(stage.organisation):
        AuditEvent.objects.create(verb="person.edit", about="orgs.person:1")

        found = [NAME in look_at_hand(now + n * timedelta(minutes=40)).names for n in range(3)]

    assert found == [True, True, False]


def test_rows_of_another_organisation_are_not_at_hand(
    stage: Cast, rival: Rival, entry: Any
) -> None:
    entry(lambda now: Person.objects.filter(pk=stage.member.pk))
    with tenant(stage.organisation):
        assert NAME in look_at_hand(timezone.now()).names
    with tenant(rival.organisation):
        assert NAME not in look_at_hand(timezone.now()).names


def test_day_is_refused(stage: Cast, entry: Any) -> None:
    """It would stay the day it was when this was compiled; then everything is looked for."""
    entry(lambda now: Person.objects.filter(left_on__lt=now.date()))
    with tenant(stage.organisation):
        hand = look_at_hand(timezone.now())

    assert [type(error) for error in hand.failed.values()] == [TypeError]
    assert all(hand.any_of(nudge.only) for nudge in nudges)


def test_failure_is_noted_and_everything_is_looked_for(stage: Cast, entry: Any) -> None:
    def fail(now: Any) -> Any:
        raise KeyError(NAME)

    entry(fail)
    look_after(stage.organisation.pk)

    with tenant(stage.organisation):
        noted = BackgroundFailure.objects.values_list("part", "name", "error")
        assert list(noted) == [("nudge", "at_hand", "KeyError")]


def test_organisation_with_nothing_costs_few_statements(rival: Rival) -> None:
    """Issue 14: the sweep costs in proportion to what is due."""
    empty = Organisation.objects.create(name="Empty", slug="empty")
    look_after(empty.pk)
    said: list[str] = []

    def listen(execute: Any, sql: Any, *rest: Any) -> Any:
        said.append(str(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        look_after(empty.pk)

    assert len([sql for sql in said if "SAVEPOINT" not in sql]) <= MOST
    assert len(said) <= 2 * MOST
