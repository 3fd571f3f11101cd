"""An organisation's identity provider: what is set, for which domains it speaks, whom it lets in.

A domain is verified by whoever operates the site (`manage domain_verify`), not by the organisation
itself. That is the simplest safe way: a mail to postmaster@… proves a mailbox, which public mail
services give away, and one domain wrongly believed opens an organisation. It also keeps the server
from calling an address that a stranger has set.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orgs import audit
from orgs.actions.accounts import admit
from orgs.actions.turn import one_at_a_time
from orgs.models import Account, IdentityProvider, Invitation, Organisation, Person, VerifiedDomain


@transaction.atomic
def provider_save(
    *, by: Person, issuer: str, client_id: str, client_secret: str, domains: Iterable[str]
) -> IdentityProvider:
    """Set the provider; an empty secret keeps the one there is, a domain taken out is let go."""
    organisation = one_at_a_time()
    provider = IdentityProvider.objects.first() or IdentityProvider()
    before = _told(provider)
    provider.issuer, provider.client_id, provider.domains = issuer, client_id, list(domains)
    provider.client_secret = client_secret or provider.client_secret
    provider.full_clean()
    provider.save()
    organisation.verified_domains.exclude(domain__in=provider.domains).delete()
    after = _told(provider) | ({"client_secret": "new"} if client_secret else {})
    audit.record(
        actor=by, verb="identityprovider.edit", about=organisation, before=before, after=after
    )
    return provider


@transaction.atomic
def domain_verify(*, domain: str) -> VerifiedDomain:
    """The operator vouches that the domain is this organisation's; one domain is of one alone."""
    organisation = one_at_a_time()
    if not IdentityProvider.objects.filter(domains__contains=[domain]).exists():
        raise ValidationError(
            f"{organisation} has not entered {domain}: an administrator does that"
            " under Organisation, Sign-in."
        )
    verified, new = VerifiedDomain.objects.get_or_create(
        domain=domain, defaults={"organisation": organisation}
    )
    if verified.organisation != organisation:
        raise ValidationError(
            f"{domain} belongs to {verified.organisation}: it has to be taken out there first."
        )
    if new:
        audit.record(actor=None, verb="domain.verify", about=organisation, after={"domain": domain})
    return verified


@transaction.atomic
def provider_admit(*, email: str) -> Account:
    """Whom this organisation's provider has signed in: somebody of the roster at its domains."""
    organisation = one_at_a_time()
    domain = email.rpartition("@")[2]
    if not organisation.verified_domains.filter(domain=domain).exists():
        raise ValidationError(
            _(
                "%(organisation)s signs nobody in at %(domain)s."
                " Use your address at work, or sign in with a code."
            )
            % {"organisation": organisation, "domain": domain}
        )
    person = Person.objects.active().select_related("account").filter(email=email).first()
    if person is None:
        raise ValidationError(
            _(
                "%(email)s is not on the roster of %(organisation)s."
                " Ask one of its administrators to add you."
            )
            % {"email": email, "organisation": organisation}
        )
    return person.account or _admitted(person)


def _admitted(person: Person) -> Account:
    admit([person])
    person.save(update_fields=["account"])
    Invitation.objects.open().filter(person=person).update(accepted_at=timezone.now())
    audit.record(actor=person, verb="identityprovider.admit", about=person)
    account: Account = person.account  # type: ignore[assignment]
    return account


def provider_for(words: str) -> Organisation | None:
    """The organisation that signs in at its own provider, by address part or somebody's e-mail."""
    part = words.rpartition("@")[2]
    wanted = {"verified_domains__domain": part} if "@" in words else {"slug": part}
    rows = Organisation.objects.filter(verified_domains__isnull=False, **wanted)
    return rows.first()


def _told(provider: IdentityProvider) -> dict[str, object]:
    return {name: getattr(provider, name) for name in ("issuer", "client_id", "domains")}
