"""People come, change and leave; their history stays."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.tenancy import check_now
from core.text import fold_email
from orgs.accounts.actions import readmit, withdraw
from orgs.audit import log as audit
from orgs.email_changes.actions import changes_end, emails_change
from orgs.models import Invitation, Person, Role
from orgs.organisations.locking import one_at_a_time
from orgs.people.standing import FIELDS, begin_anew

# What administrators read later about a person's place; names and e-mails are not copied.
AUDITED = ("division_id", "level_id", "site_id", "leader_id", "weekly_hours", "left_on")


@transaction.atomic
def person_add(*, by: Person | None, **fields: Any) -> Person:
    """Put somebody on the roster. They come in when they are invited and say yes."""
    person = Person(**fields)
    person.save()
    audit.record(actor=by, verb="person.add", about=person, after=place_of(person))
    return person


@transaction.atomic
def person_edit(*, person: Person, by: Person, **fields: Any) -> Person:
    """Change what the roster says; a leader is checked, a new e-mail may have to wait."""
    one_at_a_time()
    held = _locked(person)
    before, email = place_of(held), fold_email(fields.pop("email", held.email))
    for name, value in fields.items():
        setattr(held, name, value)
    if held.email != email:
        emails_change({held: email}, by=by)
    _save_in_the_tree(held)
    _record(held, before, by, "person.edit")
    return held


def leader_change(*, person: Person, leader: Person | None, by: Person) -> Person:
    """Give somebody another home leader; refused when it would make a circle."""
    return person_edit(person=person, by=by, leader=leader)


@transaction.atomic
def person_deactivate(*, person: Person, by: Person, on: date | None = None) -> Person:
    """Somebody leaves: sign-in, mails and invitations stop, teams and their history stay."""
    one_at_a_time()
    held = _locked(person)
    if not held.active:
        raise ValidationError(_("%(name)s has left already.") % {"name": held})
    _keep_an_administrator(held)
    before = place_of(held)
    held.left_on = on or timezone.localdate()
    begin_anew([held])
    held.save(update_fields=["left_on", *FIELDS])
    withdraw([held.account_id] if held.account_id else [])
    changes_end([held])
    Invitation.objects.open().filter(person=held).update(revoked_at=timezone.now())
    _record(held, before, by, "person.deactivate")
    return held


@transaction.atomic
def person_reactivate(*, person: Person, by: Person) -> Person:
    """Somebody comes back; who could sign in before can do so again."""
    held = _locked(person)
    if held.active:
        raise ValidationError(_("%(name)s is here already.") % {"name": held})
    before = place_of(held)
    held.left_on, held.standing_since = None, timezone.now()
    readmit([held])
    held.save(update_fields=["left_on", "account", *FIELDS])
    _record(held, before, by, "person.reactivate")
    return held


def _locked(person: Person) -> Person:
    held: Person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    return held


def _save_in_the_tree(person: Person) -> None:
    try:
        with transaction.atomic():
            person.save()
            check_now()
    except IntegrityError as refused:
        if "orgs_person_no_cycle" not in str(refused) and "leads_not_self" not in str(refused):
            raise
        raise ValidationError({"leader": _circle(person)}) from None


def _circle(person: Person) -> str:
    if person.leader_id == person.pk:
        return _("Nobody is their own home leader. Choose somebody else.")
    return _("%(leader)s is led by %(name)s. Choose somebody who is not.") % {
        "leader": person.leader,
        "name": person,
    }


def _keep_an_administrator(person: Person) -> None:
    held = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, person__left_on=None)
    people = set(held.values_list("person_id", flat=True))
    if people == {person.pk}:
        raise ValidationError(
            _("%(name)s is the last administrator. Give somebody else the role first.")
            % {"name": person}
        )


def place_of(person: Person) -> dict[str, Any]:
    """Where somebody belongs, as the record keeps it."""
    return {name: _plain(getattr(person, name)) for name in AUDITED}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else str(value)


def changed_fields(
    before: dict[str, Any], after: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What of a place is another than it was, before and after."""
    names = [name for name in AUDITED if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _record(person: Person, before: dict[str, Any], by: Person, verb: str) -> None:
    old, new = changed_fields(before, place_of(person))
    audit.record(actor=by, verb=verb, about=person, before=old, after=new)
