"""Who may do what with the organisation itself."""

from django.utils.translation import gettext_lazy as _

from orgs.http import rule
from orgs.models import Person, Role


@rule(_("Everybody in this organisation can see this page."))
def is_insider(person: Person) -> bool:
    return person.active


@rule(_("Administrators of the organisation can do this. Ask one of them."))
def can_administer(person: Person) -> bool:
    return has_role(person, Role.Kind.ADMINISTRATOR)


def has_role(person: Person, kind: Role.Kind) -> bool:
    return kind in held_roles(person)


def held_roles(person: Person) -> set[str]:
    """The person's roles, read once a request."""
    if not hasattr(person, "_held_roles"):
        person._held_roles = set(person.roles.values_list("kind", flat=True))  # type: ignore[attr-defined]
    return person._held_roles  # type: ignore[attr-defined]
