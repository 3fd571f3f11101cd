"""What was sent is forgotten after a while: mails with the occasions they told, and chat messages.

What somebody has been asked for so long and has not done is then told them once more.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from core.days import months_after, morning_of
from core.outbox import SETTLED
from nudges.models import Message
from orgs.audit import log as audit
from orgs.closed_days import here, today_here, zone

AT_ONCE = 1000  # rows of one kind in one tick


def kept_since(now: datetime) -> date:
    """The first day of which mails are kept; it moves once a day."""
    return months_after(today_here(now), -settings.KEEP_MAILS_MONTHS)


def long_settled(rows: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    """All that may be forgotten by now, and perhaps some days more: no month has fewer than 28."""
    return rows.filter(due_at__lt=now - timedelta(days=30 * settings.KEEP_MAILS_MONTHS - 2))


def mails_forget(now: datetime) -> None:
    forget(Message.objects.filter(state__in=SETTLED), now, verb="mails.forget")


def forget(settled: QuerySet[Any], now: datetime, *, verb: str) -> None:
    """Delete what was due before that day, some rows in each tick, and record how many."""
    since = kept_since(now)
    old = settled.filter(due_at__lt=morning_of(since, zone())).order_by("due_at")
    rows = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
    if rows:
        settled.filter(pk__in=rows).delete()
        after = {"rows": len(rows), "due_before": since.isoformat()}
        audit.record(actor=None, verb=verb, about=here(), after=after)
