"""Who hears that somebody may read more than before: the organisation's roles, leaders, levels.

What a leader reads of their people, and a level that leads of a theme, comes with the roster. So
whoever keeps the roster cannot open it to themselves without those hearing of it whom it concerns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import get_scope

from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit.log import key, row_id
from orgs.audit.models import RIGHTS
from orgs.models import AuditEvent, Level, Person, Role
from orgs.sign_in.second_factor import with_second_factor

STAND = timedelta(days=7)
PLACE = Q(after__has_any_keys=["leader_id", "level_id"])


@dataclass(frozen=True)
class Known:
    """What the sentences name, read once."""

    people: dict[int, Person]
    leading: dict[int, str]  # levels that lead, by number
    waiting: set[int]  # whose roles wait until they have a second factor
    administrators: set[int]


@dataclass(frozen=True)
class Told:
    """One sentence about one event, where it leads, and whom it concerns."""

    what: str
    words: str
    url: str
    people: set[int]


def rights_changed(now: datetime, person: Person | None) -> Iterable[Due]:
    """What somebody gave, took or changed lately, for each whom it concerns but not for them."""
    recent = AuditEvent.objects.filter(verb__in=RIGHTS, at__gt=now - STAND, actor__isnull=False)
    events = list(recent.exclude(~PLACE, verb="person.edit").select_related("actor"))
    if not events:
        return
    known = _known(events)
    for event in events:
        for told in _told(event, known):
            for hearer in sorted(told.people - {event.actor_id}):
                there = hearer in known.people and known.people[hearer].active
                if there and (person is None or person.pk == hearer):
                    own = event.verb == "role.give" and hearer == row_id(event.about)
                    yield _due(event, told, hearer, waits=own and hearer in known.waiting)


def _known(events: list[AuditEvent]) -> Known:
    roles = Role.objects.filter(kind=Role.Kind.ADMINISTRATOR, person__left_on=None)
    administrators = set(roles.values_list("person_id", flat=True))
    named = {row_id(event.about) for event in events} | administrators
    named |= {pk for event in events for pk in _leaders(event) if pk}
    return Known(
        people=Person.objects.in_bulk(named),
        leading=dict(Level.objects.filter(leads=True).values_list("pk", "name")),
        administrators=administrators,
        waiting=_waiting(events),
    )


def _waiting(events: list[AuditEvent]) -> set[int]:
    if not get_scope()["organisation"].needs_second_factor:
        return set()
    given = {row_id(event.about) for event in events if event.verb == "role.give"}
    roles = Role.objects.filter(person__in=given)  # not those that were taken away since
    people = dict(roles.values_list("person_id", "person__account_id"))
    proved = with_second_factor(people.values())
    return {pk for pk, account in people.items() if account not in proved}


def _told(event: AuditEvent, known: Known) -> Iterator[Told]:
    if event.verb == "level.edit":
        if event.after.get("leads") and not event.before.get("leads"):
            yield Told("leads", _level(event), href("orgs:audit_list"), known.administrators)
        return
    person = known.people.get(row_id(event.about))
    if person is None:
        return
    said, url = {"by": event.actor, "person": person}, href("pages:person_detail", person=person.pk)
    if event.verb != "person.edit":
        yield Told("role", _role(event, said), url, known.administrators | {person.pk})
    if "leader_id" in event.after:
        old, new = (known.people.get(pk or 0) for pk in _leaders(event))
        near = {person.pk, *(leader.pk for leader in (old, new) if leader)}
        yield Told("leader", _leader(said, old, new), url, near)
    if event.after.get("level_id") in known.leading:
        level = known.leading[event.after["level_id"]]
        words = _("%(by)s entered the level “%(level)s”, which leads, for %(person)s.")
        hearers = known.administrators | {person.pk}
        yield Told("level", words % {**said, "level": level}, url, hearers)


def _role(event: AuditEvent, said: dict[str, Any]) -> str:
    words = {
        ("role.give", "administrator"): _("%(by)s made %(person)s an administrator."),
        ("role.give", "auditor"): _("%(by)s made %(person)s an auditor."),
        ("role.take", "administrator"): _("%(person)s is no longer an administrator (%(by)s)."),
        ("role.take", "auditor"): _("%(person)s is no longer an auditor (%(by)s)."),
    }
    return words[event.verb, {**event.before, **event.after}["role"]] % said


def _level(event: AuditEvent) -> str:
    return _("%(by)s says that people of the level “%(level)s” lead.") % {
        "by": event.actor,
        "level": event.after.get("name", ""),
    }


def _leader(said: dict[str, Any], old: Person | None, new: Person | None) -> str:
    if old and new:
        words = _("%(by)s entered %(new)s as home leader of %(person)s, in place of %(old)s.")
    elif new:
        words = _("%(by)s entered %(new)s as home leader of %(person)s.")
    else:
        words = _("%(by)s removed %(old)s as home leader of %(person)s.")
    return words % {**said, "old": old, "new": new}


def _due(event: AuditEvent, told: Told, hearer: int, *, waits: bool) -> Due:
    """For whoever cannot use their new role yet, it leads to where they turn a second factor on."""
    return Due(
        person_id=hearer,
        about=f"{key(event)}/{told.what}",
        title=told.words,
        url=reverse("account_security") if waits else told.url,
        due_at=event.at + STAND,
        opens_at=event.at,
        action=_("Turn on a second factor first") if waits else _("Look at it"),
        context=[] if waits else [_("nothing to do")],
        why=_(
            "You get this mail because it changes who may read what, and it concerns you. Ask an "
            "administrator if it is wrong."
        ),
        asks=False,
    )


def _leaders(event: AuditEvent) -> tuple[int | None, int | None]:
    return event.before.get("leader_id"), event.after.get("leader_id")


RIGHTS_CHANGED = Nudge(
    kind="orgs.rights_changed",
    icon="people",
    rows=rights_changed,
    moments=(OPEN,),
    urgent=True,
    must_ask=True,
    name=gettext_lazy("Changed roles, home leaders and levels"),
    serves="R8",
    who="whom it concerns, their home leader before and now; for roles and levels that lead the "
    "administrators; not who did it",
    when="an administrator or auditor comes or goes, or a roster entry gives another home leader "
    "or a level that leads",
    late="nobody",
    ends="after a week",
    only=("orgs.rights",),
)
