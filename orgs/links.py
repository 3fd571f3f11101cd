"""Signed links for mails that act: for one purpose, one person and one row, until a time.

Opening a link changes nothing; the page's button posts. Mail scanners open and follow links.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, NamedTuple

from django.core import signing
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone, translation

from core.languages import spoken
from core.tenancy import tenant
from orgs.models import Organisation, Person

SALT = "sunhand.link."


class Link(NamedTuple):
    """What a signed link holds. `turn` says which of the row's requests it was mailed for.

    `version` is that of the person's links; mails from before it was counted have none.
    """

    organisation_id: int
    person_id: int
    row_id: int
    until: int
    turn: int
    version: int = 0

    @property
    def ran_out(self) -> bool:
        return datetime.fromtimestamp(self.until, UTC) < timezone.now()


def token(
    purpose: str, *, person: Person, row: models.Model, until: datetime, turn: int = 0
) -> str:
    """Sign a link; `until` is when it stops working, whatever the row's own state."""
    held = [
        person.organisation_id,
        person.pk,
        row.pk,
        int(until.timestamp()),
        turn,
        person.links_version,
    ]
    return signing.dumps(held, salt=SALT + purpose, compress=False)


def by_link(
    purpose: str, model: type[models.Model], *, tells_later: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that a signed link opens, inside the organisation and in its receiver's language.

    The view gets the row, and `request.link`; whether the row can still be decided is the row's
    own matter. A link that was changed or made for something else is 404. One that ran out gets a
    page that says so, or with `tells_later` the view, which tells what became of the row; one whose
    receiver has left the organisation, or was mailed before they left or got another e-mail, gets
    a page that says so too.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: Any, token: str) -> HttpResponse:
            link = _read(purpose, token)
            organisation = get_object_or_404(Organisation, pk=link.organisation_id)
            with tenant(organisation):
                person = get_object_or_404(Person.objects.all(), pk=link.person_id)
                row = get_object_or_404(model._default_manager.all(), pk=link.row_id)
                request.link = link
                with as_receiver(request, organisation, person):
                    if not person.active:
                        return render(request, "link_of_leaver.html", status=410)
                    if link.version != person.links_version:
                        return render(request, "link_of_older_mail.html", status=410)
                    if link.ran_out and not tells_later:
                        return render(request, "link_ran_out.html", status=410)
                    return view(request, row, token=token)

        opened.rule = None  # type: ignore[attr-defined]
        return opened

    return decorate


@contextmanager
def as_receiver(request: Any, organisation: Organisation, person: Person) -> Iterator[None]:
    """The request is the receiver's, in their language and in their time."""
    request.organisation, request.person = organisation, person
    zone = person.time_zone or organisation.time_zone
    with translation.override(spoken(person.language)), timezone.override(zone):
        yield


def _read(purpose: str, token: str) -> Link:
    try:
        return Link(*signing.loads(token, salt=SALT + purpose))
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
