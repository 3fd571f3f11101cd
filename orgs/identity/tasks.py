"""What workers do for an organisation's sign-in: they ask its identity provider, pages never do."""

from datetime import datetime
from functools import partial

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from core.outgoing.turns import turn
from core.tenancy import current_organisation_id, tenant
from orgs.identity.discovery import is_due, provider_claim, provider_keep
from orgs.identity.openid.discovery import discover
from orgs.models import Organisation


def provider_stays_fresh(now: datetime) -> None:
    """A chore: have the provider asked anew from time to time."""
    organisation_id = current_organisation_id()
    if organisation_id and is_due(now):
        refresh_soon(organisation_id)


def refresh_soon(organisation_id: int) -> None:
    """After this transaction. Where no worker can be woken up now, a later tick does it."""
    transaction.on_commit(partial(provider_refresh.delay, organisation_id), robust=True)


@shared_task(name="orgs.provider_refresh")
def provider_refresh(organisation_id: int) -> None:
    """Fetch discovery document and signing keys, once a minute at most.

    Where that cannot be now, the row says that it is wanted, and a later tick comes back.
    """
    organisation = Organisation.objects.get(pk=organisation_id)
    with turn(organisation_id) as ours:
        if not ours:  # another call of theirs is under way
            return
        with tenant(organisation):
            issuer = provider_claim(timezone.now())
        if issuer is None:
            return
        found = discover(issuer)
        with tenant(organisation):
            provider_keep(issuer=issuer, found=found, now=timezone.now())
