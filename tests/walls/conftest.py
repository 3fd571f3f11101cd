from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from core.tenancy import TenantModel, tenant
from teams.hours.actions import hours_answer
from teams.models import Commitment
from tests.cast import Cast
from tests.walls.rows import fill

REASON = "The cooling launch needs every hand"
REASON_READERS = ("waiting_member", "home_leader", "integrator")


@pytest.fixture
def owner(db: None) -> Iterator[Any]:
    """A cursor as the owner of the tables, whom no policy binds; the test's end undoes it all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        yield cursor


@pytest.fixture
def full(stage: Cast) -> Cast:
    """Lodos with a row of every model."""
    with tenant(stage.organisation):
        fill(stage)
    return stage


@pytest.fixture
def ids(full: Cast) -> dict[type[Model], int]:
    """The number of a Lodos row of every model."""
    models = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    with tenant(full.organisation):
        return {model: model.objects.order_by("pk").first().pk for model in models}


@pytest.fixture
def declined(full: Cast, ids: dict[type[Model], int]) -> dict[type[Model], int]:
    """Lodos, where one leader has said "not now" with a reason; the walk looks at that row."""
    with tenant(full.organisation):
        row = Commitment.objects.get(membership__person=full.waiting_member)
        hours_answer(
            commitment=row,
            leader=full.home_leader,
            answer="not_now",
            reason=REASON,
            ask_again_on=date(2026, 5, 21),
        )
        return {**ids, Commitment: row.pk}
