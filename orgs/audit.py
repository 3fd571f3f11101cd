"""What administrators read later: one line a deed, written in the deed's own transaction."""

from typing import Any

from django.db import models

from orgs.models import AuditEvent, Person


def record(
    *,
    actor: Person | None,
    verb: str,
    about: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one audit event; `before` and `after` hold chosen fields, no free text of people."""
    AuditEvent.objects.create(
        actor=actor,
        verb=verb,
        about=key(about),
        label=str(about)[:200],
        before=before or {},
        after=after or {},
    )


def key(row: models.Model) -> str:
    """The name of a row in nudges, audit and tokens: "teams.commitment:12"."""
    return f"{row._meta.label_lower}:{row.pk}"
