"""What administrators read later: one line a deed, written in the deed's own transaction."""

from typing import Any

from django.db import models

from orgs.models import AuditEvent, Person

HOURS = {"hours", "agreed_hours", "weekly_hours"}


def record(
    *,
    actor: Person | None,
    verb: str,
    about: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one audit event; `before` and `after` hold chosen fields, no free text of people.

    It is named after the row, or after its `audit_label` where the row's own name says too much or
    too little.
    """
    event(actor=actor, verb=verb, about=about, before=before, after=after).save()


def event(
    *,
    actor: Person | None,
    verb: str,
    about: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """The same, not written yet: for many at once."""
    return AuditEvent(
        actor=actor,
        verb=verb,
        about=key(about),
        label=str(getattr(about, "audit_label", about))[:200],
        before=before or {},
        after=after or {},
    )


def shown(fields: dict[str, Any]) -> dict[str, Any]:
    """What the page shows of `before` or `after`: without hours, which are not for all (R4)."""
    return {name: value for name, value in fields.items() if name not in HOURS}


def key(row: models.Model) -> str:
    """The name of a row in nudges, audit and tokens: "teams.commitment:12"."""
    return f"{row._meta.label_lower}:{row.pk}"


def row_id(name: str) -> int:
    """The number in such a name; what stands behind a stroke tells occasions of one row apart."""
    return int(name.partition(":")[2].partition("/")[0])
