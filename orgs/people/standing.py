"""Since when somebody is here at their e-mail, and what ends when they leave or get another one.

Whoever owns the address before or after is somebody else. What was mailed to one of them must not
act for the other.
"""

from collections.abc import Callable, Iterable

from django.utils import timezone

from core.registry import Registry
from orgs.models import Person, Role

FIELDS = ["standing_since", "links_version"]

# What higher apps end then: addresses that open something without a sign-in.
ends: Registry[Callable[[list[Person]], object]] = Registry()
# To whom of these people a role in a higher app opens what others wrote, by their numbers.
trusts: Registry[Callable[[list[Person]], set[int]]] = Registry()


def begin_anew(people: Iterable[Person]) -> None:
    """Nothing that was mailed to them acts any more. The people are not saved here: see `FIELDS`.

    Mails that are written from now on have links that work.
    """
    anew = list(people)
    for person in anew:
        person.standing_since = timezone.now()
        person.links_version += 1
    if anew:
        for end in ends:
            end(anew)


def with_a_role(people: Iterable[Person]) -> set[int]:
    """Who of them has a role, in the organisation or in a part of it, by their numbers."""
    asked = list(people)
    if not asked:
        return set()
    held = set(Role.objects.filter(person__in=asked).values_list("person_id", flat=True))
    return held.union(*(trusted(asked) for trusted in trusts))
