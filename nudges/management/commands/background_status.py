"""`manage.py background_status`: what waits in the background, and what does not work."""

from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand
from django.db.models import Count, Min, QuerySet
from django.utils import timezone
from django_scopes import scopes_disabled

from nudges.models import BackgroundFailure, Message
from orgs.database import dispatcher
from orgs.models import Organisation

QUEUES = ("default", "outgoing")


class Command(BaseCommand):
    help = (
        "Show what waits in the background and what does not work, over all organisations. "
        "Run it as the worker's login."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with dispatcher(), scopes_disabled():
            mails = list(_mails())
            failures = list(BackgroundFailure.objects.all())
        names = dict(Organisation.objects.values_list("pk", "slug"))
        for queue, length in _lengths().items():
            self.stdout.write(f"Tasks in the queue “{queue}”: {length}")
        for state, number, first in mails:
            self.stdout.write(f"Mails {state}: {number}, the first due {first:%Y-%m-%d %H:%M} UTC")
        self.stdout.write(f"Failures: {len(failures)}")
        for row in failures:
            self.stdout.write(f"  {names[row.organisation_id]}: {_told(row)}")


def _mails() -> QuerySet[Message, Any]:
    """What is due and not sent yet, or wants an administrator's decision."""
    due = Message.objects.filter(due_at__lte=timezone.now())
    rows = due.exclude(state__in=[Message.State.SENT, Message.State.DROPPED]).order_by("state")
    return rows.values_list("state").annotate(Count("pk"), Min("due_at"))


def _lengths() -> dict[str, int]:
    """Tasks that no worker has taken yet; a queue that grows has no worker."""
    with current_app.connection_for_read() as connection:
        client: Any = connection.default_channel.client  # type: ignore[attr-defined]
        return {queue: client.llen(queue) for queue in QUEUES}


def _told(row: BackgroundFailure) -> str:
    what = f"{row.get_part_display()} {row.name}".strip()
    return f"{what}, {row.error}, since {row.since:%Y-%m-%d %H:%M} UTC, {row.times} times"
