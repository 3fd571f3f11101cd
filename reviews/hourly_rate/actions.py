"""The internal rate: set, changed, or taken away again."""

from decimal import Decimal

from django.db import transaction

from orgs.audit import log as audit
from orgs.models import Person
from orgs.organisations.locking import one_at_a_time
from reviews.models import HourlyRate, hourly_rate


@transaction.atomic
def rate_save(*, amount: Decimal | None, currency: str, by: Person) -> HourlyRate | None:
    """Without an amount there is no rate. The record says that, not how much: auditors read it."""
    one_at_a_time()
    rate = hourly_rate()
    if amount is None:
        if rate is not None:
            audit.record(actor=by, verb="rate.clear", about=rate)
            rate.delete()
        return None
    rate = rate or HourlyRate()
    rate.amount, rate.currency, rate.by = amount, currency, by
    rate.full_clean()
    rate.save()
    audit.record(actor=by, verb="rate.set", about=rate)
    return rate
