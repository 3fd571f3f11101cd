"""What every view inside an organisation shares: the typed request, and the rule it is bound to."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, get_type_hints

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django_htmx.middleware import HtmxDetails

from orgs.models import Account, Organisation, Person
from orgs.roles.queries import waits_for_second_factor

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)


class OrgRequest(HttpRequest):
    """A request inside an organisation by one of its people."""

    organisation: Organisation
    organisations: list[Organisation]  # all that are open to the account
    person: Person
    account: Account
    htmx: HtmxDetails
    waiting_count: int  # set where it was counted


class Rule:
    """A predicate of `access.py` with the sentence that says who can, for those who cannot.

    The predicate takes who acts and, when the view is about one, the row; the row's parameter name
    is the name in the URL and its annotation the model.
    """

    def __init__(self, test: Callable[..., bool], sentence: str | Promise) -> None:
        self.test = test
        self.sentence = sentence
        self.__name__ = test.__name__
        self.__doc__ = test.__doc__

    def __call__(self, *args: Any) -> bool:
        return self.test(*args)

    def subject(self) -> tuple[str, type[models.Model]] | None:
        """Name and model of the row, the predicate's second parameter."""
        names = list(signature(self.test).parameters)[1:2]
        hints = get_type_hints(self.test)
        return (names[0], hints[names[0]]) if names else None


def rule(sentence: str | Promise) -> Callable[[Callable[..., bool]], Rule]:
    """Mark a predicate as one that views can require."""
    return lambda test: Rule(test, sentence)


def requires(needed: Rule) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Load the row the URL names, and let in only whom the rule admits.

    A row that does not exist in this organisation is 404; a person without the right gets 403 with
    the rule's sentence. Views about one row get it in place of its number.
    """
    subject = needed.subject()

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: OrgRequest, organisation: str, **kwargs: Any) -> HttpResponse:
            row: tuple[models.Model, ...] = ()
            if subject is not None:
                name, model = subject
                row = (get_object_or_404(model._default_manager.all(), pk=kwargs[name]),)
                kwargs[name] = row[0]
            if not needed(request.person, *row):
                if waits_for_second_factor(request.person, lambda: needed(request.person, *row)):
                    return render(request, "orgs/sign_in/second_factor_needed.html", status=403)
                raise PermissionDenied(needed.sentence)
            return view(request, **kwargs)

        checked.rule = needed  # type: ignore[attr-defined]
        return checked

    return decorate
