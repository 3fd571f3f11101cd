"""How many things wait for a person, for the bar of every page: counted once a minute at most.

What somebody else does shows a minute later; what a person does themselves is counted at once,
because whatever they send forgets the number. *My work* itself always asks anew.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from nudges.registry import count_waiting
from orgs.models import Person

SECONDS = 60


def counted(person: Person) -> int:
    """The number that is known, or else a new one."""
    number = cache.get_or_set(_key(person), lambda: count_waiting(person), SECONDS)
    return int(number or 0)


def counts_anew(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Forget the number of whoever sends something."""

    def middleware(request: Any) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and (person := getattr(request, "person", None)):
            cache.delete(_key(person))
        return response

    return middleware


def _key(person: Person) -> str:
    return f"waiting:{person.organisation_id}:{person.pk}"
