"""How an organisation wants a thing: changed, or taken away again."""

from typing import Any, TypeVar

from django.db import transaction

from orgs.audit import log as audit
from orgs.models import Person
from orgs.organisation_settings.models import OrganisationSetting
from orgs.organisations.locking import one_at_a_time

S = TypeVar("S", bound=OrganisationSetting)


@transaction.atomic
def setting_save(setting: type[S], *, by: Person, **values: Any) -> S | None:
    """`None` where it was cleared."""
    one_at_a_time()
    row = setting.current()
    before, facts = {name: getattr(row, name) for name in values}, row.facts()
    for name, value in values.items():
        setattr(row, name, value)
    if row.is_empty:
        _clear(row, by)
        return None
    row.signed(by)
    row.full_clean()
    row.save()
    if before != {name: getattr(row, name) for name in values}:
        audit.record(actor=by, verb=row.changed, about=row, before=facts, after=row.facts())
    return row


def _clear(row: OrganisationSetting, by: Person) -> None:
    if row.pk is not None:
        audit.record(actor=by, verb=row.cleared, about=row)
        row.delete()
