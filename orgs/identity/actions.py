"""An organisation's identity provider: what is set, for which domains it speaks, whom it lets in.

A domain is verified by whoever operates the site (`manage domain_verify`), not by the organisation
itself. That is the simplest safe way: a mail to postmaster@… proves a mailbox, which public mail
services give away, and one domain wrongly believed opens an organisation. The operator verifies it
for the issuer that is set at that moment; another issuer has to be verified again.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.tenancy import tenant
from orgs.accounts.actions import admit
from orgs.audit import log as audit
from orgs.identity.tasks import refresh_soon
from orgs.models import Account, IdentityProvider, Invitation, Organisation, Person, VerifiedDomain
from orgs.organisations.locking import one_at_a_time


@transaction.atomic
def provider_save(
    *, by: Person, issuer: str, client_id: str, client_secret: str, domains: Iterable[str]
) -> IdentityProvider:
    """Set the provider; an empty secret keeps the one there is, a domain taken out is let go."""
    organisation = one_at_a_time()
    provider = IdentityProvider.objects.first() or IdentityProvider()
    before = _told(provider)
    if provider.issuer != issuer:
        provider.forget_what_was_fetched()
    provider.issuer, provider.client_id, provider.domains = issuer, client_id, list(domains)
    if client_secret:
        provider.seal(client_secret)
    provider.asked_at, provider.wanted = None, True
    provider.full_clean()
    provider.save()
    organisation.verified_domains.exclude(domain__in=provider.domains).delete()
    after = _told(provider) | ({"client_secret": "new"} if client_secret else {})
    audit.record(
        actor=by, verb="identityprovider.edit", about=organisation, before=before, after=after
    )
    _record_what_ended(organisation, by, before["issuer"], issuer)
    refresh_soon(organisation.pk)
    return provider


def _record_what_ended(organisation: Organisation, by: Person, before: object, issuer: str) -> None:
    """Domains that were verified for the issuer before count no longer."""
    ended = organisation.verified_domains.filter(issuer=before).exclude(issuer=issuer)
    domains = sorted(ended.values_list("domain", flat=True))
    if domains:
        audit.record(
            actor=by,
            verb="domain.verification_end",
            about=organisation,
            before={"issuer": before, "domains": domains},
            after={"issuer": issuer},
        )


@transaction.atomic
def domain_verify(*, domain: str) -> VerifiedDomain:
    """The operator vouches that the domain is this organisation's, and the issuer one of its own.

    One domain is of one organisation alone.
    """
    organisation = one_at_a_time()
    provider = IdentityProvider.objects.filter(domains__contains=[domain]).first()
    if provider is None:
        raise ValidationError(
            f"{organisation} has not entered {domain}: an administrator does that"
            " under Organisation, Sign-in."
        )
    verified = VerifiedDomain.objects.filter(domain=domain).first()
    verified = verified or VerifiedDomain(domain=domain, organisation=organisation)
    if verified.organisation != organisation:
        raise ValidationError(
            f"{domain} belongs to {verified.organisation}: it has to be taken out there first."
        )
    if verified.issuer != provider.issuer:
        verified.issuer = provider.issuer
        verified.save()
        after = {"domain": domain, "issuer": provider.issuer}
        audit.record(actor=None, verb="domain.verify", about=organisation, after=after)
    return verified


def provider_of(slug: str) -> IdentityProvider | None:
    """The provider of an organisation for which the operator has ever verified a domain."""
    if not slug.isprintable():  # it comes out of an address; no database keeps NUL
        return None
    rows = Organisation.objects.filter(verified_domains__isnull=False, slug=slug)
    organisation = rows.first()
    if organisation is None:
        return None
    with tenant(organisation):
        provider: IdentityProvider = IdentityProvider.objects.select_related("organisation").get()
    return provider


def domains_of(provider: IdentityProvider) -> list[str]:
    """The domains that are verified for this very issuer."""
    verified = provider.organisation.verified_domains
    rows = verified.filter(issuer=provider.issuer).order_by("domain")
    return list(rows.values_list("domain", flat=True))


@transaction.atomic
def provider_admit(*, email: str, issuer: str) -> Account:
    """Whom this issuer has signed in: somebody of the roster at the domains verified for it."""
    organisation = one_at_a_time()
    domain = email.rpartition("@")[2]
    if not organisation.verified_domains.filter(domain=domain, issuer=issuer).exists():
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
    if person.account is None:
        return _admitted(person)
    if person.account.email != email:
        raise ValidationError(_("This address is not the one you sign in with here."))
    return person.account


def _admitted(person: Person) -> Account:
    admit([person])
    person.save(update_fields=["account", "standing_since"])
    Invitation.objects.open().filter(person=person).update(accepted_at=timezone.now())
    audit.record(actor=person, verb="identityprovider.admit", about=person)
    account: Account = person.account  # type: ignore[assignment]
    return account


def provider_for(words: str) -> Organisation | None:
    """The organisation that signs in at its own provider, by address part or somebody's e-mail."""
    part = words.rpartition("@")[2]
    wanted = {"verified_domains__domain": part} if "@" in words else {"slug": part}
    organisation = Organisation.objects.filter(verified_domains__isnull=False, **wanted).first()
    provider = provider_of(organisation.slug) if organisation else None
    domains = domains_of(provider) if provider else []
    return organisation if (part in domains if "@" in words else domains) else None


def _told(provider: IdentityProvider) -> dict[str, object]:
    return {name: getattr(provider, name) for name in ("issuer", "client_id", "domains")}
