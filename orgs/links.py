"""Signed links for mails that act: for one purpose, one person and one row, until a time.

Opening a link changes nothing; the page's button posts. Mail scanners open and follow links.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core import signing
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation

from orgs.models import Organisation, Person
from orgs.tenancy import tenant

SALT = "sunhand.link."


def token(purpose: str, *, person: Person, row: models.Model, until: datetime) -> str:
    """Sign a link; `until` is when it stops working, whatever the row's own state."""
    held = [person.organisation_id, person.pk, row.pk, int(until.timestamp())]
    return signing.dumps(held, salt=SALT + purpose, compress=False)


def by_link(
    purpose: str, model: type[models.Model]
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that a signed link opens, inside the organisation and in its receiver's language.

    The view gets the row; whether the row can still be decided is the row's own matter. A link
    that was changed, made for something else or ran out is 404.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: Any, token: str) -> HttpResponse:
            organisation_id, person_id, row_id = _read(purpose, token)
            organisation = get_object_or_404(Organisation, pk=organisation_id)
            with tenant(organisation):
                person = get_object_or_404(Person.objects.active(), pk=person_id)
                row = get_object_or_404(model._default_manager.all(), pk=row_id)
                request.organisation, request.person = organisation, person
                zone = person.time_zone or organisation.time_zone
                with translation.override(person.language), timezone.override(zone):
                    return view(request, row, token=token)

        opened.rule = None  # type: ignore[attr-defined]
        return opened

    return decorate


def _read(purpose: str, token: str) -> tuple[int, int, int]:
    try:
        organisation_id, person_id, row_id, until = signing.loads(token, salt=SALT + purpose)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    if until < timezone.now().timestamp():
        raise Http404
    return organisation_id, person_id, row_id
