"""Every route of the URLconf, and what may stand for its parameters."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.apps import apps
from django.db.models import Model
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.urls.converters import IntConverter

from core.tenancy import TenantModel, tenant
from orgs.models import Organisation
from tools.torture.walls.nonsense import NUMBERS, TEXTS, Raw, escaped


@dataclass(frozen=True)
class Route:
    """One pattern, whole: `o/<slug:organisation>/people/`, and the view behind it."""

    pattern: str
    view: Any
    converters: dict[str, Any]

    @property
    def inside(self) -> bool:
        return "organisation" in self.converters


@dataclass
class Known:
    """Values of parameters: numbers of rows, and words that stood in links, by organisation."""

    words: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    rows: dict[str, dict[type[Model], list[int]]] = field(default_factory=dict)

    def learn(self, links: Iterable[str]) -> None:
        for link in links:
            try:
                found = resolve(unquote(urlsplit(link).path))
            except Resolver404:
                continue
            for name, value in found.kwargs.items():
                if name != "organisation":
                    slug = found.kwargs.get("organisation", "")
                    self.words[slug, name].add(str(value))

    def learn_rows(self, organisation: Organisation) -> None:
        models = [m for m in apps.get_models() if issubclass(m, TenantModel)]
        with tenant(organisation):
            self.rows[organisation.slug] = {
                model: list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:50])
                for model in models
            }

    def good(self, slug: str, name: str, route: Route, chance: random.Random) -> str:
        known = sorted(self.words.get((slug, name), ()))
        known += [str(pk) for pk in self.rows.get(slug, {}).get(_model(route, name), [])]
        return chance.choice(known) if known else "1"


def routes() -> list[Route]:
    found = {route.pattern: route for route in _walk(get_resolver(), "", {})}
    return [found[pattern] for pattern in sorted(found)]


def path(
    route: Route, slug: str, known: Known, chance: random.Random, *, other: str = "", odd: float = 0
) -> bytes:
    """The address in an organisation; each parameter is nonsense or another's row that often."""
    whole = "/" + route.pattern
    for name, converter in route.converters.items():
        text: Raw = slug if name == "organisation" else known.good(slug, name, route, chance)
        if chance.random() < (odd / 5 if name == "organisation" else odd):
            foreign = other if name == "organisation" else known.good(other, name, route, chance)
            number = isinstance(converter, IntConverter)
            text = chance.choice(
                [foreign, *(NUMBERS if number and chance.random() < 0.8 else TEXTS)]
            )
        hole = f"<{_kind(route, name)}{name}>"
        whole = whole.replace(hole, escaped(text[:3000]), 1)
    return quote(whole, safe="%/").encode()


def _kind(route: Route, name: str) -> str:
    return route.pattern.split(f"{name}>", 1)[0].rpartition("<")[2]


def _model(route: Route, name: str) -> Any:
    """The model that a number in an address stands for: that of the rule, or of the name."""
    subject = route.view.rule.subject() if getattr(route.view, "rule", None) else None
    if subject and subject[0] == name:
        return subject[1]
    wanted = name.replace("_", "")
    models = (m for m in apps.get_models() if issubclass(m, TenantModel))
    return next((m for m in models if m._meta.model_name == wanted), None)


def _walk(resolver: URLResolver, before: str, converters: dict[str, Any]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        whole = before + str(entry.pattern).removeprefix("^").removesuffix("$").rstrip("\\Z")
        taken = {**converters, **getattr(entry.pattern, "converters", {})}
        if isinstance(entry, URLResolver):
            yield from _walk(entry, whole, taken)
        elif isinstance(entry, URLPattern):
            yield Route(whole, entry.callback, taken)
