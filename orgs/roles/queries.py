"""Which roles somebody holds for the whole organisation, and whether they may be used now.

An organisation can ask for a second factor: the roles of whoever has none wait until they have one.
Who came by the organisation's identity provider is not asked; that is the provider's matter.
"""

from collections.abc import Callable

from django_scopes import get_scope

from orgs.models import Person, Role
from orgs.sign_in.second_factor import has_second_factor


def has_role(person: Person, kind: Role.Kind) -> bool:
    return kind in held_roles(person)


def held_roles(person: Person) -> set[str]:
    """The roles that the person can use, read once a request."""
    if not hasattr(person, "_held_roles"):
        given = set(person.roles.values_list("kind", flat=True))
        waits = bool(given) and lacks_second_factor(person)
        person._held_roles = set() if waits else given  # type: ignore[attr-defined]
        person._waiting_roles = given if waits else set()  # type: ignore[attr-defined]
    return person._held_roles  # type: ignore[attr-defined]


def waiting_roles(person: Person) -> set[str]:
    """The roles that wait until their holder has a second factor."""
    held_roles(person)
    return person._waiting_roles  # type: ignore[attr-defined]


def waits_for_second_factor(person: Person, allowed: Callable[[], bool]) -> bool:
    """Whether something is refused only because the roles wait."""
    waiting = waiting_roles(person)
    if not waiting:
        return False
    person._held_roles = waiting  # type: ignore[attr-defined]
    try:
        return allowed()
    finally:
        person._held_roles = set()  # type: ignore[attr-defined]


def lacks_second_factor(person: Person) -> bool:
    """Whether the organisation asks for one and the person has none."""
    return get_scope()["organisation"].needs_second_factor and not proves_twice(person)


def proves_twice(person: Person) -> bool:
    """Whether nobody becomes this person with their mail alone."""
    return person.by_provider or has_second_factor(person.account_id)
