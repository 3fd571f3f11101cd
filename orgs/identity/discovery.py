"""What identity providers say of themselves: when it is asked for, and what is kept of it."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from orgs.identity.openid.discovery import Discovered, Trouble
from orgs.models import IdentityProvider

FRESH = timedelta(hours=1)
PAUSE, AFTER_TROUBLE = timedelta(minutes=1), timedelta(minutes=10)


def is_due(now: datetime) -> bool:
    """The current organisation's provider has to be asked: it is wanted, or it is time to."""
    old = Q(fetched_at=None) | Q(fetched_at__lte=now - FRESH)
    after_trouble = Q(problem="") | Q(asked_at__lte=now - AFTER_TROUBLE)
    return _rested(now).filter(Q(wanted=True) | (old & after_trouble)).exists()


def provider_want() -> None:
    """Have it asked before its time, at once or as soon as it has rested for a minute."""
    IdentityProvider.objects.update(wanted=True)


def provider_claim(now: datetime) -> str | None:
    """The issuer to be asked now; None within a minute after it was asked."""
    if not _rested(now).update(asked_at=now):
        return None
    issuer: str = IdentityProvider.objects.values_list("issuer", flat=True).get()
    return issuer


def provider_keep(*, issuer: str, found: Discovered | Trouble, now: datetime) -> None:
    """Keep what the issuer said, unless an administrator has entered another one meanwhile.

    What was fetched before goes on counting while there is trouble: a provider that is away for an
    hour keeps nobody out.
    """
    rows = IdentityProvider.objects.select_for_update().filter(issuer=issuer)
    provider = rows.first()
    if provider is None:
        return
    provider.wanted = False
    if isinstance(found, Discovered):
        provider.forget_what_was_fetched()
        provider.discovery, provider.signing_keys = found.document, found.keys
        provider.fetched_at = now
    else:
        provider.problem_since = provider.problem_since or now
        provider.problem, provider.problem_detail = found.problem, found.detail
    provider.save()


def _rested(now: datetime) -> QuerySet[IdentityProvider]:
    """Providers that were not asked within the last minute."""
    rows: QuerySet[IdentityProvider] = IdentityProvider.objects.filter(
        Q(asked_at=None) | Q(asked_at__lte=now - PAUSE)
    )
    return rows
