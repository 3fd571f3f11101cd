"""Another e-mail for somebody with an account or a role: asked for, told to the old one, done."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import partition
from django.utils.translation import gettext as _

from orgs.audit import log as audit
from orgs.invitations.actions import readdress
from orgs.models import AddressChange, Person, Role
from orgs.people.standing import begin_anew, with_a_role
from orgs.sign_in.security_events import tell

State = AddressChange.State


def delay() -> timedelta:
    return timedelta(hours=settings.ADDRESS_CHANGE_HOURS)


def emails_change(wanted: dict[Person, str], *, by: Person | None) -> None:
    """Give people on the roster other e-mails, as soon as may be. The people are not saved here.

    Who has neither account nor role, or an account at the new address already, has it at once.
    """
    trusted = with_a_role(person for person in wanted if person.account_id is None)
    at_once, later = partition(
        lambda person: person.pk in trusted or _must_wait(person, wanted[person]), wanted
    )
    moved = [person for person in at_once if not _is_own(person, wanted[person])]
    for person in at_once:
        person.email = wanted[person]
        person.fill_keys()
    readdress(people=moved, by=by)
    begin_anew(at_once)
    for person in later:
        _ask(person, wanted[person], by)


def waiting_change(person: Person) -> AddressChange | None:
    row: AddressChange | None = (
        AddressChange.objects.waiting().filter(person=person).select_related("asked_by").first()
    )
    return row


def was_stopped(person: Person, email: str) -> bool:
    """Whether the old address has said no to this very e-mail, and nobody has asked since."""
    newest = AddressChange.objects.filter(person=person).first()
    return bool(newest and newest.state == State.STOPPED and newest.new_email == email)


@transaction.atomic
def address_change_stop(*, change: AddressChange) -> AddressChange:
    """The owner of the old address says no."""
    held = _locked(change)
    _settle(held, State.STOPPED)
    audit.record(actor=held.person, verb="address.stop", about=held.person)
    return held


@transaction.atomic
def address_change_withdraw(*, change: AddressChange, by: Person) -> AddressChange:
    held = _locked(change)
    _settle(held, State.WITHDRAWN)
    audit.record(actor=by, verb="address.withdraw", about=held.person)
    return held


@transaction.atomic
def address_change_confirm(*, change: AddressChange, by: Person) -> AddressChange:
    """A second administrator says yes: it need not wait any longer."""
    held = _locked(change)
    refused = why_not_confirm(held, by)
    if refused:
        raise ValidationError(refused)
    audit.record(actor=by, verb="address.confirm", about=held.person)
    _take_effect(held)
    return held


def why_not_confirm(change: AddressChange, by: Person) -> str:
    """Why this administrator is no second one; empty where they are.

    Who became an administrator, came in or got another e-mail a moment ago may be there for this.
    """
    if change.asked_by_id is None or by.pk in {change.asked_by_id, change.person_id}:
        return _("Another administrator has to say yes: neither who asked for it nor the person.")
    if not _long_standing_administrators(change).filter(person=by).exists():
        return _(
            "Only somebody who has been an administrator for some days, and here with the same "
            "e-mail, can say yes."
        )
    return ""


def second_administrator(change: AddressChange) -> bool:
    """Whether anybody at all can let it take effect at once, as in `why_not_confirm`."""
    if change.asked_by_id is None:
        return False
    roles = _long_standing_administrators(change)
    return bool(roles.exclude(person__in=[change.asked_by_id, change.person_id]).exists())


def _long_standing_administrators(change: AddressChange) -> Any:
    """Roles of those who were in here as administrators long before the change was asked for."""
    since = change.asked_at - delay()
    return Role.objects.filter(
        kind=Role.Kind.ADMINISTRATOR,
        given_at__lte=since,
        person__left_on=None,
        person__account__isnull=False,
        person__standing_since__lte=since,
    )


def address_changes_apply(now: datetime) -> None:
    """A chore of the tick: what has waited long enough takes effect."""
    for change in AddressChange.objects.due(now):
        with transaction.atomic():
            held = _locked(change)
            if held.state == State.WAITING and held.takes_effect_at <= now:
                _take_effect(held)


def changes_end(people: Iterable[Person]) -> None:
    """Whoever leaves keeps their address: nothing waits for them any more."""
    waiting = AddressChange.objects.waiting().filter(person__in=list(people))
    waiting.update(state=State.WITHDRAWN, settled_at=timezone.now())


def _must_wait(person: Person, email: str) -> bool:
    return person.account_id is not None and not _is_own(person, email)


def _is_own(person: Person, email: str) -> bool:
    """Whether the account that the person has is at this address already."""
    return person.account is not None and person.account.email == email


def _ask(person: Person, email: str, by: Person | None) -> None:
    if not person.active:
        raise ValidationError(
            {
                "email": _("%(name)s has left. Bring them back before you change the e-mail.")
                % {"name": person}
            }
        )
    if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
        raise ValidationError({"email": _("Somebody on the roster has this e-mail already.")})
    waiting = waiting_change(person)
    if waiting is not None and waiting.new_email == email:
        return
    if waiting is not None:
        _settle(waiting, State.WITHDRAWN)
    now = timezone.now()
    change = AddressChange.objects.create(
        person=person,
        old_email=person.email,
        new_email=email,
        asked_by=by,
        asked_at=now,
        takes_effect_at=now + delay(),
    )
    until = change.takes_effect_at.isoformat()
    audit.record(actor=by, verb="address.ask", about=person, after={"takes_effect_at": until})


def _take_effect(change: AddressChange) -> None:
    person = Person.objects.select_for_update(of=("self",)).get(pk=change.person_id)
    taken = Person.objects.filter(email=change.new_email).exclude(pk=person.pk).exists()
    if taken or not person.active:
        _settle(change, State.WITHDRAWN)
        audit.record(actor=None, verb="address.fail", about=person)
        return
    account, old = person.account, person.email
    person.email = change.new_email
    if not _is_own(person, person.email):
        readdress(people=[person], by=change.asked_by)
    begin_anew([person])
    person.save()
    _settle(change, State.DONE)
    audit.record(actor=None, verb="address.effect", about=person)
    if account is not None:
        said = _("Your organisation's roster has another e-mail for you now.")
        transaction.on_commit(lambda: tell(account, said, email=old), robust=True)


def _settle(change: AddressChange, state: str) -> None:
    if change.state != State.WAITING:
        raise ValidationError(_("This change of the e-mail is settled already."))
    change.state, change.settled_at = state, timezone.now()
    change.save(update_fields=["state", "settled_at"])


def _locked(change: AddressChange) -> AddressChange:
    rows = AddressChange.objects.select_for_update(of=("self",)).select_related("person")
    held: AddressChange = rows.get(pk=change.pk)
    return held
