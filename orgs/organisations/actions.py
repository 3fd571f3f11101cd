"""An organisation begins, and says how it wants to be."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.tenancy import tenant
from core.text import fold
from orgs.accounts.actions import admit
from orgs.audit import log as audit
from orgs.models import Division, Level, Organisation, Person, Role
from orgs.people.actions import person_add
from orgs.roles.actions import role_give
from orgs.roles.queries import proves_twice

SETTINGS = ("name", "time_zone", "countries", "language")


@dataclass(frozen=True)
class Administrator:
    """Whoever begins: the roster may say more about them later."""

    email: str
    given_name: str
    family_name: str


def organisation_create(
    *,
    name: str,
    slug: str,
    time_zone: str,
    countries: Iterable[str] = (),
    language: str = "en",
    administrator: Administrator | None = None,
) -> Organisation:
    """A new tenant and, if named, its first person, who administers it.

    Raises `ValidationError` with what is wrong in which field.
    """
    organisation = Organisation(
        name=name,
        slug=slug,
        time_zone=time_zone,
        language=language,
        countries=[country.upper() for country in countries],
    )
    organisation.full_clean()
    with transaction.atomic():
        organisation.save()
        with tenant(organisation):
            person = _first_person(administrator, language) if administrator else None
            audit.record(actor=person, verb="organisation.create", about=organisation)
    return organisation


def free_slug(name: str) -> str:
    """An address part made of a name, with a number where the plain one is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name))[:36].strip("-") or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    numbered = (f"{plain}-{number}" for number in itertools.count(2))
    return next(slug for slug in itertools.chain([plain], numbered) if slug not in taken)


@transaction.atomic
def organisation_edit(*, organisation: Organisation, by: Person, **fields: Any) -> Organisation:
    """Change name, time zone, countries or language, with who did it."""
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    before = {name: getattr(held, name) for name in SETTINGS}
    for name in SETTINGS:
        setattr(held, name, fields.get(name, before[name]))
    held.full_clean()
    held.save()
    changed = [name for name in SETTINGS if before[name] != getattr(held, name)]
    if changed:
        audit.record(
            actor=by,
            verb="organisation.edit",
            about=held,
            before={name: before[name] for name in changed},
            after={name: getattr(held, name) for name in changed},
        )
    return held


@transaction.atomic
def second_factor_ask(*, organisation: Organisation, by: Person, needed: bool) -> Organisation:
    """Ask administrators and auditors for a second factor, or no longer.

    Whoever asks for it has one: nobody shuts themselves out, and all others a moment later.
    """
    if needed and not proves_twice(by):
        raise ValidationError(
            _("Turn on a second factor for yourself first, under Sign-in and security.")
        )
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    before = held.needs_second_factor
    held.needs_second_factor = needed
    held.save(update_fields=["needs_second_factor"])
    if before != needed:
        audit.record(
            actor=by,
            verb="organisation.edit",
            about=held,
            before={"needs_second_factor": before},
            after={"needs_second_factor": needed},
        )
    return held


def _first_person(administrator: Administrator, language: str) -> Person:
    division = Division.objects.create(name="Administration")
    level = Level.objects.create(name="manager", rank=2)
    person = person_add(
        by=None,
        email=administrator.email,
        given_name=administrator.given_name,
        family_name=administrator.family_name,
        division=division,
        level=level,
        language=language,
    )
    admit([person])
    person.save(update_fields=["account", "standing_since"])
    person.full_clean()
    role_give(person=person, kind=Role.Kind.ADMINISTRATOR, by=None)
    return person
