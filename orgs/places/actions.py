"""Divisions, levels and sites: the words that say where a person belongs."""

from typing import Any

from django.db import models, transaction

from orgs.audit import log as audit
from orgs.models import Person


@transaction.atomic
def place_save(*, place: models.Model, by: Person) -> models.Model:
    """Add or change one; who leads changes what a team's mix says, so it is audited."""
    name = place._meta.model_name
    known = None if place.pk is None else type(place)._default_manager.filter(pk=place.pk).first()
    before = _fields(known) if known else {}
    place.save()
    verb = f"{name}.edit" if known else f"{name}.add"
    audit.record(actor=by, verb=verb, about=place, before=before, after=_fields(place))
    return place


def _fields(place: models.Model) -> dict[str, Any]:
    named = ("name", "rank", "leads", "country")
    return {name: getattr(place, name) for name in named if hasattr(place, name)}
