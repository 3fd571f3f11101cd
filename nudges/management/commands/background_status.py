"""`manage.py background_status`: what waits in the background, and what does not work."""

import json
from argparse import ArgumentParser
from typing import Any

from celery import current_app
from django.core.management.base import BaseCommand
from django.db.models import Count, Min
from django.utils import timezone
from django_scopes import scopes_disabled

from core.database import dispatcher
from core.outbox import State
from nudges.models import BackgroundFailure, Message
from orgs.models import Organisation

QUEUES = ("default", "outgoing")


class Command(BaseCommand):
    help = (
        "Show what waits in the background and what does not work, over all organisations. "
        "Run it as the worker's login."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        found = _found()
        self.stdout.write(json.dumps(found, default=str) if options["json"] else _told(found))


def _found() -> dict[str, Any]:
    names = dict(Organisation.objects.values_list("pk", "slug"))
    with dispatcher(), scopes_disabled():
        mails, failures = _mails(), list(BackgroundFailure.objects.all())
    return {
        "queues": _lengths(),
        "mails": mails,
        "failures": [
            {
                "organisation": names.get(row.organisation_id),
                "part": row.part,
                "name": row.name,
                "error": row.error,
                "since": row.since,
                "last_at": row.last_at,
                "times": row.times,
                "retry_at": row.retry_at,
            }
            for row in failures
        ],
    }


def _mails() -> list[dict[str, Any]]:
    """What is due and not sent yet, or wants an administrator's decision."""
    due = Message.objects.filter(due_at__lte=timezone.now())
    rows = due.exclude(state__in=[State.SENT, State.DROPPED]).order_by("state")
    return list(rows.values("state").annotate(number=Count("pk"), first=Min("due_at")))


def _lengths() -> dict[str, int]:
    """Tasks that no worker has taken yet; a queue that grows has no worker."""
    with current_app.connection_for_read() as connection:
        client: Any = connection.default_channel.client  # type: ignore[attr-defined]
        return {queue: client.llen(queue) for queue in QUEUES}


def _told(found: dict[str, Any]) -> str:
    queues = [f"Tasks in the queue “{name}”: {number}" for name, number in found["queues"].items()]
    mails = [
        f"Mails {row['state']}: {row['number']}, the first due {row['first']:%Y-%m-%d %H:%M} UTC"
        for row in found["mails"]
    ]
    failures = [f"  {row['organisation']}: {_failure(row)}" for row in found["failures"]]
    return "\n".join([*queues, *mails, f"Failures: {len(failures)}", *failures])


def _failure(row: dict[str, Any]) -> str:
    what = f"{BackgroundFailure.Part(row['part']).label} {row['name']}".strip()
    return f"{what}, {row['error']}, since {row['since']:%Y-%m-%d %H:%M} UTC, {row['times']} times"
