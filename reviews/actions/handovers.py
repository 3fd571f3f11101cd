"""What somebody who leaves hands over, so that nothing is owned by nobody."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from checkins.models import Impediment
from okrs.models import Initiative, ToDo
from orgs import audit
from orgs.models import Person
from reviews.models import Continuation
from teams.models import Membership
from themes.models import Cycle


@dataclass(frozen=True)
class Owned:
    """What a member still owns in the team."""

    membership: Membership
    to_dos: list[ToDo]
    initiatives: list[Initiative]
    impediments: list[Impediment]

    def __bool__(self) -> bool:
        return bool(self.to_dos or self.initiatives or self.impediments)


def to_hand_over(cycle: Cycle) -> list[Owned]:
    """Everybody who leaves or pauses and still owns something; four queries for any number."""
    away = [Continuation.Answer.LEAVE, Continuation.Answer.PAUSE]
    leavers = Membership.objects.filter(
        team__cycle=cycle, continuation__answer__in=away
    ).select_related("person", "team")
    of_cycle = {"team__cycle": cycle, "owner__in": [m.person_id for m in leavers]}
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
        for member in leavers
    ]
    return [one for one in owned if one]


def _is_of(row: ToDo | Initiative | Impediment, member: Membership) -> bool:
    return row.team_id == member.team_id and row.owner_id == member.person_id


@transaction.atomic
def hand_over(*, membership: Membership, to: Person, by: Person) -> None:
    """Give what a member owns in the team to another member of the same team."""
    stays = Membership.objects.current().filter(team=membership.team_id, person=to)
    if to.pk == membership.person_id or not stays.exists():
        raise ValidationError(_("Choose another member of the team."))
    mine = {"team": membership.team_id, "owner": membership.person_id}
    ToDo.objects.filter(done_at=None, **mine).update(owner=to)
    Initiative.objects.filter(state=Initiative.State.TRYING, **mine).update(owner=to)
    Impediment.objects.filter(ended_at=None, **mine).update(owner=to)
    audit.record(actor=by, verb="membership.hand_over", about=membership, after={"to": to.pk})
