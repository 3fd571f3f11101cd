"""Accounts of people: one e-mail is one account, whatever the number of its organisations.

An account enters an organisation by its owner's own deed: founding it, accepting an invitation, or
signing in at the organisation's identity provider.
Somebody whose last organisation lets them go cannot sign in any more; the next one that invites
them, or that they found, opens the account again.
"""

from collections.abc import Iterable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from core.tenancy import current_organisation_id
from core.text import fold_email
from orgs.models import Account, OrganisationAccount, Person
from orgs.sign_in.sessions import end_here


def admit(people: Iterable[Person]) -> None:
    """Let people in with the accounts of their addresses; the people are not saved here."""
    admitted = list(people)
    accounts = _accounts({person.email for person in admitted})
    for person in admitted:
        person.account, person.standing_since = accounts[person.email], timezone.now()
    ids = [account.pk for account in accounts.values()]
    OrganisationAccount.objects.bulk_create(
        [OrganisationAccount(organisation_id=_here(), account_id=pk) for pk in ids],
        ignore_conflicts=True,
    )


def readmit(people: Iterable[Person]) -> None:
    """Let those come back who had an account at the address they still have; not saved here.

    An account at another address is another's deed: who has one is invited anew.
    """
    known = [(person, person.account) for person in people if person.account is not None]
    admit(person for person, account in known if account.email == person.email)
    for person, account in known:
        if account.email != person.email:
            person.account = None


@transaction.atomic
def account_for(email: str) -> Account:
    """The account of an address that asks for a code, made where there is none."""
    return _accounts({fold_email(email)})[fold_email(email)]


def withdraw(account_ids: Iterable[int]) -> None:
    """Close this organisation's door to accounts."""
    ids = sorted(account_ids)
    if not ids:
        return
    list(Account.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    OrganisationAccount.objects.filter(organisation_id=_here(), account_id__in=ids).delete()
    Account.objects.filter(pk__in=ids, organisations=None).update(is_active=False)
    end_here(ids)


def _accounts(emails: set[str]) -> dict[str, Account]:
    known = set(Account.objects.filter(email__in=emails).values_list("email", flat=True))
    Account.objects.bulk_create(
        [Account(email=email, password=make_password(None)) for email in sorted(emails - known)],
        ignore_conflicts=True,
    )
    Account.objects.filter(email__in=emails, is_active=False).update(is_active=True)
    found = Account.objects.select_for_update().filter(email__in=emails).order_by("pk")
    return {account.email: account for account in found}


def _here() -> int:
    return current_organisation_id() or 0
