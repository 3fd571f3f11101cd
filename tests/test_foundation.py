"""The ground everything stands on holds before anything is built on it."""

import pytest
from django_scopes.exceptions import ScopeError

from orgs.models import Person
from tests.cast import Cast, Rival


def test_cast_sees_only_itself(cast: Cast, rival: Rival) -> None:
    """R7: the two organisations exist at once and each sees its own people."""
    names = set(Person.objects.values_list("organisation__slug", flat=True))

    assert names == {"lodos"}


def test_query_without_scope_raises(stage: Cast) -> None:
    with pytest.raises(ScopeError):
        list(Person.objects.all())
