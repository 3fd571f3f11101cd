"""Invitations by mail: who is on the roster is asked to come in, and says yes at their own address.

The mail itself is written by the outbox: `nudges.invitations` says what it says.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.formatting import spoken_date
from orgs.accounts.actions import admit, withdraw
from orgs.audit import log as audit
from orgs.invitations.models import digest
from orgs.models import Account, Invitation, Person
from orgs.organisations.locking import one_at_a_time

WORKS = timedelta(days=14)
PAUSE = timedelta(minutes=10)


@transaction.atomic
def invite(*, people: Iterable[Person], by: Person | None, mails: int = 1) -> list[Invitation]:
    """Ask people to come in. Who is in, has left or is being asked already is passed over."""
    now, organisation = timezone.now(), one_at_a_time()
    wanted = [person for person in people if person.active and person.account_id is None]
    asked = Invitation.objects.open().filter(person__in=wanted)
    asked.filter(expires_at__lte=now).update(revoked_at=now)
    waiting = set(asked.values_list("person_id", flat=True))
    invitations = [
        Invitation(
            person=person,
            email=person.email,
            invited_by=by,
            mails=mails,
            sent_at=now,
            expires_at=now + WORKS,
        )
        for person in wanted
        if person.pk not in waiting
    ]
    for invitation in invitations:
        invitation.token_hash = digest(invitation.token)
    Invitation.objects.bulk_create(invitations)
    if invitations:
        about = invitations[0].person if len(invitations) == 1 else organisation
        audit.record(
            actor=by, verb="people.invite", about=about, after={"people": len(invitations)}
        )
    return invitations


def invitation_for_mail(*, person: Person) -> Invitation | None:
    """The invitation to which any mail leads somebody who is not in; none after a revocation."""
    rows = Invitation.objects.filter(person=person)
    newest = rows.first()
    if newest and newest.revoked_at and not newest.ran_out(newest.revoked_at):
        return None
    if newest and not newest.accepted_at and not newest.ran_out(timezone.now()):
        return newest
    return invite(people=[person], by=None, mails=0)[0]


@transaction.atomic
def invitation_send_again(*, invitation: Invitation, by: Person) -> Invitation:
    """Mail it once more; the link of the older mail goes on working."""
    held = _held_open(invitation)
    now = timezone.now()
    if held.sent_at + PAUSE > now:
        raise ValidationError(
            _("The invitation to %(name)s went out a moment ago. Wait a few minutes.")
            % {"name": held.person}
        )
    held.mails += 1
    held.sent_at, held.expires_at, held.token_hash = now, now + WORKS, digest(held.token)
    held.save()
    audit.record(actor=by, verb="invitation.send_again", about=held.person)
    return held


@transaction.atomic
def invitation_revoke(*, invitation: Invitation, by: Person) -> Invitation:
    """Take it back: its links stop at once."""
    held = _held_open(invitation)
    held.revoked_at = timezone.now()
    held.save(update_fields=["revoked_at"])
    audit.record(actor=by, verb="invitation.revoke", about=held.person)
    return held


@transaction.atomic
def invitation_accept(*, invitation: Invitation, account: Account) -> Person:
    """The person's own yes, by the account of the address that was invited."""
    held = _held_open(invitation)
    if account.email != held.email:
        raise ValidationError(_("This invitation is for another address."))
    if not held.person.active:
        raise ValidationError(_("%(name)s has left.") % {"name": held.person})
    if held.ran_out(timezone.now()):
        raise ValidationError(
            _("The invitation ran out on %(day)s.") % {"day": spoken_date(held.expires_at)}
        )
    admit([held.person])
    held.person.save(update_fields=["account", "standing_since"])
    held.accepted_at = timezone.now()
    held.save(update_fields=["accepted_at"])
    audit.record(actor=held.person, verb="invitation.accept", about=held.person)
    return held.person


def readdress(*, people: Iterable[Person], by: Person | None) -> None:
    """Their e-mails are new: who could come in, or was asked to, is asked there. Not saved here."""
    moved = list(people)
    asked = Invitation.objects.open().filter(person__in=moved)
    again = set(asked.values_list("person_id", flat=True))
    again |= {person.pk for person in moved if person.account_id}
    asked.update(revoked_at=timezone.now())
    withdraw(person.account_id for person in moved if person.account_id)
    for person in moved:
        person.account = None
    invite(people=[person for person in moved if person.pk in again], by=by)


def _held_open(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("person")
    held: Invitation = rows.get(pk=invitation.pk)
    if held.accepted_at:
        raise ValidationError(_("%(name)s is in already.") % {"name": held.person})
    if held.revoked_at:
        raise ValidationError(_("This invitation was taken back."))
    return held
