"""What the end of a cycle asks of people: whether they go on."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from nudges.registry import Due, Nudge
from orgs.audit import key
from orgs.http import href
from orgs.models import Person
from teams.models import Membership
from themes.models import Cycle


def going_on(now: datetime, person: Person | None) -> Iterator[Due]:
    """Every current member of a cycle in review who has not answered yet."""
    members = Membership.objects.current().filter(
        team__cycle__phase=Cycle.Phase.REVIEWING, continuation=None
    )
    if person is not None:
        members = members.filter(person=person)
    for member in members.select_related("team__cycle__review", "team__cycle__theme"):
        cycle = member.team.cycle
        yield Due(
            person_id=member.person_id,
            about=key(member),
            title=_("Would you like to go on in cycle %(number)s?") % {"number": cycle.number + 1},
            url=href("reviews:continuation_edit", membership=member.pk),
            due_at=_end_of(cycle),
            action=_("Answer"),
            context=[str(cycle.theme), _("three questions, by name")],
            minutes=2,
        )


def _end_of(cycle: Cycle) -> datetime:
    return timezone.make_aware(datetime.combine(cycle.review.answers_until, time(18)))


NUDGES = [Nudge("reviews.going_on", "hand", going_on)]
