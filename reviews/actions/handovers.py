"""What somebody who leaves hands over, so that nothing is owned by nobody."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from checkins.models import Impediment
from okrs.models import Initiative, ToDo
from orgs.models import Person
from reviews.models import Continuation
from teams.models import Membership
from themes.models import Cycle

AWAY = [Continuation.Answer.LEAVE, Continuation.Answer.PAUSE]


@dataclass(frozen=True)
class Owned:
    """What a member still owns in the team."""

    membership: Membership
    to_dos: list[ToDo]
    initiatives: list[Initiative]
    impediments: list[Impediment]

    def __bool__(self) -> bool:
        return bool(self.to_dos or self.initiatives or self.impediments)


def leavers(cycle: Cycle) -> QuerySet[Membership]:
    """Who says that they leave or pause, who has left and not come back, to the team or at all."""
    current = Membership.objects.current().filter(team=OuterRef("team"), person=OuterRef("person"))
    has_left = Q(left_on__isnull=False, closing=None) & ~Exists(current)
    left_us = Q(left_on=None, person__left_on__isnull=False)
    rows: QuerySet[Membership] = Membership.objects.filter(
        Q(continuation__answer__in=AWAY) | has_left | left_us, team__cycle=cycle
    )
    return rows


def to_hand_over(cycle: Cycle) -> list[Owned]:
    """The leavers who still own something; four queries for any number."""
    away = list(leavers(cycle).select_related("person", "team__cycle__theme"))
    of_cycle = {"team__cycle": cycle, "owner__in": [m.person_id for m in away]}
    to_dos = list(ToDo.objects.filter(done_at=None, **of_cycle))
    initiatives = list(Initiative.objects.filter(state=Initiative.State.TRYING, **of_cycle))
    impediments = list(Impediment.objects.filter(ended_at=None, **of_cycle))
    owned = [
        Owned(
            member,
            [row for row in to_dos if _is_of(row, member)],
            [row for row in initiatives if _is_of(row, member)],
            [row for row in impediments if _is_of(row, member)],
        )
        for member in away
    ]
    return [one for one in owned if one]


def _is_of(row: ToDo | Initiative | Impediment, member: Membership) -> bool:
    return row.team_id == member.team_id and row.owner_id == member.person_id


@transaction.atomic
def hand_over(*, membership: Membership, to: Person, by: Person) -> None:
    """Give what a leaver owns in the team to another member of the same team."""
    if not leavers(membership.team.cycle).filter(pk=membership.pk).exists():
        raise ValidationError(_("Only somebody who leaves hands over."))
    stays = Membership.objects.current().filter(team=membership.team_id, person=to)
    if to.pk == membership.person_id or not stays.exists():
        raise ValidationError(_("Choose another member of the team."))
    mine = {"team": membership.team_id, "owner": membership.person_id}
    ToDo.objects.filter(done_at=None, **mine).update(owner=to)
    Initiative.objects.filter(state=Initiative.State.TRYING, **mine).update(owner=to)
    Impediment.objects.filter(ended_at=None, **mine).update(owner=to)
