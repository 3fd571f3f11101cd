"""Who hears of changed roles in a theme: its sponsors, its integration team, whom it concerns."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.http import href
from nudges.registry import OPEN, Due, Nudge
from orgs.audit import log as audit
from orgs.models import Person
from themes.models import RoleChange, Theme, ThemeRole

STAND = timedelta(days=7)


def role_changed(now: datetime, person: Person | None) -> Iterable[Due]:
    """Everybody who answers for the theme, but not who did it; and whose role it is."""
    recent = RoleChange.objects.filter(at__gt=now - STAND)
    changes = list(recent.select_related("theme", "person", "by"))
    hearers = _hearers({change.theme_id for change in changes}) if changes else {}
    for change in changes:
        told = hearers[change.theme_id] - {change.by_id}
        if change.person.active and change.person_id != change.by_id:
            told.add(change.person_id)
        for person_id in sorted(told):
            if person is None or person.pk == person_id:
                yield _told(change, person_id)


def _hearers(themes: set[int]) -> dict[int, set[int]]:
    """The sponsors and the integration team of each theme who are still here, by their numbers."""
    found: dict[int, set[int]] = defaultdict(set)
    owners = Theme.objects.filter(pk__in=themes, sponsor__left_on=None)
    kinds = [ThemeRole.Kind.SPONSOR, ThemeRole.Kind.INTEGRATION]
    roles = ThemeRole.objects.filter(theme__in=themes, kind__in=kinds, person__left_on=None)
    for theme_id, person_id in [
        *owners.values_list("pk", "sponsor"),
        *roles.values_list("theme", "person"),
    ]:
        found[theme_id].add(person_id)
    return found


def _told(change: RoleChange, person_id: int) -> Due:
    return Due(
        person_id=person_id,
        about=audit.key(change),
        title=str(change),
        url=href("themes:role_list", theme=change.theme_id),
        due_at=change.at + STAND,
        opens_at=change.at,
        action=_("See who has which role"),
        context=[_("nothing to do")],
        why=_(
            "You get this mail because you answer for the theme, or because it is about your own "
            "role. Nothing is asked of you."
        ),
        asks=False,
    )


ROLE_CHANGED = Nudge(
    kind="themes.role_changed",
    icon="people",
    rows=role_changed,
    moments=(OPEN,),
    urgent=True,
    must_ask=True,
    name=gettext_lazy("Changed roles in a theme"),
    serves="R8",
    who="the sponsors and the integration team of the theme, and whose role it is; not who did it",
    when="a sponsor, integration team, facilitator or coach changes, from the first day on",
    late="nobody",
    ends="after a week",
    only=("themes.role_changes",),
)
