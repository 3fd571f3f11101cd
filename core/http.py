"""What every view shares: text it takes, addresses it names, and the fragments it answers with."""

from collections.abc import Callable, Mapping
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails
from django_scopes import get_scope

P = ParamSpec("P")


def open_to_all(view: Callable[Concatenate[Any, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view outside the organisations, or one that checks a signed link itself."""
    view.rule = None  # type: ignore[attr-defined]
    return view


def words(request: HttpRequest, name: str, most: int = 4000) -> str:
    """Free text of a page that needs no form; no database keeps NUL."""
    return request.POST.get(name, "").replace("\x00", "")[:most].strip()


def href(name: str, **kwargs: Any) -> str:
    """The address of a page inside the current organisation."""
    organisation = get_scope()["organisation"]
    return reverse(name, kwargs={"organisation": organisation.slug, **kwargs})


SURE = ("sure", "yes")
"""What a page that asks sends along (`confirm.html`): one tap alone takes no step that cannot be
taken back."""


def is_sure(request: HttpRequest) -> bool:
    return request.POST.get(SURE[0]) == SURE[1]


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where a form came from, if it says so and the address is one of ours."""
    asked = request.POST.get("back", "")
    own = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if own else otherwise


def fragment(
    request: HttpRequest,
    template: str,
    name: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Answer htmx with one `{% partialdef %}` of the page, and everybody else with the page.

    The server picks the fragment; boosted requests and restored history get the whole page.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    partial = bool(htmx) and not htmx.boosted and not htmx.history_restore_request
    response = render(
        request, f"{template}#{name}" if partial else template, dict(context or {}), status=status
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
