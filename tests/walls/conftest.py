from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from orgs.tenancy import TenantModel, tenant
from tests.cast import Cast
from tests.walls.rows import fill


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
