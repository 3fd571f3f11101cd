"""Every address of the product, found by walking the URLconf: new views come by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from core.tenancy import TenantModel
from orgs.http import Rule

INSIDE = "o/<slug:organisation>/"
# What stands for parameters that are no rows.
WORDS = {"step": "call", "name": "call", "kind": "sponsor", "token": "nothing"}


@dataclass(frozen=True)
class Address:
    """One route: its name, the view behind it, and the parameters it takes."""

    name: str
    route: str
    view: Any
    converters: dict[str, Any]

    @property
    def inside(self) -> bool:
        return self.route.startswith(INSIDE)

    @property
    def rule(self) -> Rule | None:
        found: Rule | None = getattr(self.view, "rule", None)
        return found

    @cached_property
    def rows(self) -> dict[str, type[Model]]:
        """The models that the numbers in the address stand for."""
        return {
            name: _model(self, name)
            for name, converter in self.converters.items()
            if isinstance(converter, IntConverter)
        }

    def url(self, slug: str, ids: dict[type[Model], int]) -> str:
        """The address in an organisation, with the numbers of given rows."""
        values: dict[str, Any] = {
            name: ids[self.rows[name]] if name in self.rows else WORDS.get(name, "x")
            for name in self.converters
        }
        return reverse(self.name, kwargs={**values, "organisation": slug})


@cache
def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", [], {}))


@cache
def inside() -> list[Address]:
    """The addresses of an organisation."""
    return [address for address in addresses() if address.inside]


def _walk(
    resolver: URLResolver, route: str, spaces: list[str], converters: dict[str, Any]
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        whole = route + str(pattern.pattern)
        taken = {**converters, **getattr(pattern.pattern, "converters", {})}
        if isinstance(pattern, URLResolver):
            named = [*spaces, pattern.namespace] if pattern.namespace else spaces
            yield from _walk(pattern, whole, named, taken)
        elif isinstance(pattern, URLPattern):
            name = ":".join([*spaces, pattern.name or ""])
            taken.pop("organisation", None)
            yield Address(name, whole, pattern.callback, taken)


def _model(address: Address, name: str) -> type[Model]:
    subject = address.rule.subject() if address.rule else None
    if subject and subject[0] == name:
        return subject[1]
    wanted = name.replace("_", "")
    for model in apps.get_models():
        if issubclass(model, TenantModel) and model._meta.model_name == wanted:
            return model
    raise AssertionError(f"{address.name}: name <int:{name}> like the model it stands for")
