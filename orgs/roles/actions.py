"""Roles for the whole organisation; there is always an administrator."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.live.channels import of_account, revoked
from orgs.audit import log as audit
from orgs.models import Person, Role
from orgs.organisations.locking import one_at_a_time
from orgs.sign_in.sessions import end_here


@transaction.atomic
def role_give(*, person: Person, kind: str, by: Person | None) -> Role:
    """Give a role to somebody who is here; giving it twice is the same role."""
    one_at_a_time()
    if not person.active:
        raise ValidationError(_("%(name)s has left.") % {"name": person})
    role, is_new = Role.objects.get_or_create(person=person, kind=kind)
    if is_new:
        audit.record(actor=by, verb="role.give", about=person, after={"role": kind})
    return role


@transaction.atomic
def role_take(*, role: Role, by: Person) -> None:
    """Take a role away; the last administrator keeps theirs."""
    one_at_a_time()
    others = Role.objects.filter(kind=role.kind, person__left_on=None).exclude(pk=role.pk)
    if role.kind == Role.Kind.ADMINISTRATOR and not others.exists():
        raise ValidationError(
            _("%(name)s is the last administrator. Give somebody else the role first.")
            % {"name": role.person}
        )
    person, kind = role.person, role.kind
    role.delete()
    if person.pk == by.pk:
        revoked(of_account(person.account_id))  # their pages change; they go on
    elif person.account_id:
        end_here([person.account_id])
    audit.record(actor=by, verb="role.take", about=person, before={"role": kind})
