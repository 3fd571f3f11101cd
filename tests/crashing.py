"""The product's settings with a page more: one that breaks, as its header asks, after it has seen
all that must not be logged."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from okrsite import settings as product

globals().update({name: value for name, value in vars(product).items() if name.isupper()})
MIDDLEWARE = [*product.MIDDLEWARE, "tests.crashing.crash"]


def crash(get_response: Callable[[HttpRequest], Any]) -> Any:
    def middleware(request: HttpRequest) -> Any:
        how = request.headers.get("X-Crash")
        if how == "words":
            raise RuntimeError(f"{request.get_full_path()} by {request.headers}: {request.body!r}")
        if how == "row":
            _break_a_rule()
        return get_response(request)

    return middleware


def _break_a_rule() -> None:
    from orgs.models import Account

    with transaction.atomic():
        Account.objects.create(email=Account.objects.order_by("pk")[0].email)
