"""Addresses from which mails come back: no nudge goes there until somebody has seen to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.tenancy import tenant
from core.text import fold_email
from nudges.models import ReturnedAddress
from nudges.preferences.actions import forget_waiting
from orgs.audit import log as audit
from orgs.models import Organisation, Person


@dataclass(frozen=True)
class Report:
    """What a mail service says about one address."""

    email: str
    kind: str
    detail: str
    at: datetime


def returned_of(person: Person) -> ReturnedAddress | None:
    """Whether mails to somebody come back."""
    mark: ReturnedAddress | None = ReturnedAddress.objects.counting().filter(person=person).first()
    return mark


def report_everywhere(reports: Iterable[Report]) -> None:
    """A service knows of no organisation: whoever has such an address is marked, wherever."""
    by_email = {fold_email(report.email): report for report in reports}
    for organisation in Organisation.objects.all() if by_email else ():
        with tenant(organisation):
            addresses_mark(by_email)


def addresses_mark(by_email: dict[str, Report]) -> None:
    """Mark whose address it is here; one that is marked already stays as it is."""
    marked = ReturnedAddress.objects.counting().values("person")
    people = Person.objects.active().filter(email__in=by_email).exclude(pk__in=marked)
    for person in people.order_by("pk").select_for_update(no_key=True):
        report = by_email[person.email]
        ReturnedAddress.objects.update_or_create(
            person=person,
            defaults={
                "email": person.email,
                "kind": report.kind,
                "detail": report.detail[:300],
                "at": report.at,
            },
        )
        forget_waiting(person)
        audit.record(actor=None, verb="address.mark", about=person, after={"mails": report.kind})


@transaction.atomic
def address_clear(*, person: Person, by: Person) -> None:
    """Somebody has seen to it: mails go there again, with all that is still asked."""
    cleared, _rows = ReturnedAddress.objects.filter(person=person).delete()
    if cleared:
        audit.record(actor=by, verb="address.clear", about=person)
