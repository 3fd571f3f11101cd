"""The ground everything stands on holds before anything is built on it."""

import ast
from collections import Counter
from pathlib import Path

import pytest
from django_scopes.exceptions import ScopeError

from okrsite import settings
from orgs.models import Person
from tests.cast import Cast, Rival


def test_cast_sees_only_itself(cast: Cast, rival: Rival) -> None:
    """R7: the two organisations exist at once and each sees its own people."""
    names = set(Person.objects.values_list("organisation__slug", flat=True))

    assert names == {"lodos"}


def test_query_without_scope_raises(stage: Cast) -> None:
    with pytest.raises(ScopeError):
        list(Person.objects.all())


def test_no_setting_is_assigned_twice() -> None:
    """The second one would silently take the place of the first."""
    body = ast.parse(Path(settings.__file__).read_text()).body
    targets = [t for line in body if isinstance(line, ast.Assign) for t in line.targets]
    names = Counter(target.id for target in targets if isinstance(target, ast.Name))

    assert [name for name, times in names.items() if times > 1] == []
