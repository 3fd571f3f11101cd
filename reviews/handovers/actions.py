"""What somebody who leaves hands over, so that nothing is owned by nobody."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from checkins.models import Impediment
from okrs.models import Initiative, KeyResult, ToDo
from orgs.audit import log as audit
from orgs.models import Person
from reviews.models import Continuation
from teams.members.actions import OPEN_TO_CHANGE, representative_choose
from teams.models import Membership
from themes.models import Cycle

AWAY = [Continuation.Answer.LEAVE, Continuation.Answer.PAUSE]
VOICE = "voice"


@dataclass
class Owned:
    """What a member still looks after in the team; each thing has a key of its own."""

    membership: Membership
    speaks: bool = False
    key_results: list[KeyResult] = field(default_factory=list)
    to_dos: list[ToDo] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)
    impediments: list[Impediment] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.keys)

    @property
    def things(self) -> list[models.Model]:
        return [*self.key_results, *self.to_dos, *self.initiatives, *self.impediments]

    @property
    def keys(self) -> list[str]:
        return [VOICE] * self.speaks + [audit.key(thing) for thing in self.things]


def leavers(cycle: Cycle) -> QuerySet[Membership]:
    """Who says that they leave or pause, who has left and not come back, to the team or at all."""
    return gone().filter(team__cycle=cycle)


def is_leaver(membership: Membership) -> bool:
    """Whether this member leaves, pauses, or has left."""
    return leavers(membership.team.cycle).filter(pk=membership.pk).exists()


def gone() -> QuerySet[Membership]:
    """The leavers of every cycle."""
    current = Membership.objects.current().filter(team=OuterRef("team"), person=OuterRef("person"))
    has_left = Q(left_on__isnull=False, closing=None) & ~Exists(current)
    left_us = Q(left_on=None, person__left_on__isnull=False)
    rows: QuerySet[Membership] = Membership.objects.filter(
        Q(continuation__answer__in=AWAY) | has_left | left_us
    )
    return rows


def to_hand_over(cycle: Cycle) -> list[Owned]:
    """The leavers who still own something; five queries for any number."""
    return [one for one in owned_by(leavers(cycle)) if one]


def owned_by(memberships: QuerySet[Membership]) -> list[Owned]:
    """What each of these members owns in their team.

    Key results and the team's voice need somebody as long as the cycle is not in review.
    """
    rows = list(memberships.select_related("person", "team__cycle__theme"))
    if not rows:
        return []
    found = {(row.team_id, row.person_id): Owned(row, speaks=_speaks(row)) for row in rows}
    people = {"owner__in": [row.person_id for row in rows]}
    teams = {"team__in": [row.team_id for row in rows]}
    measured = KeyResult.objects.filter(
        objective__okr_set__team__in=[row.team_id for row in rows if _goes_on(row)], **people
    ).select_related("objective__okr_set")
    for key_result in measured:
        _add(found, key_result.objective.okr_set.team_id, key_result, "key_results")
    for to_do in ToDo.objects.filter(done_at=None, **teams, **people):
        _add(found, to_do.team_id, to_do, "to_dos")
    trying = Initiative.State.TRYING
    for initiative in Initiative.objects.filter(state=trying, **teams, **people):
        _add(found, initiative.team_id, initiative, "initiatives")
    for impediment in Impediment.objects.filter(ended_at=None, **teams, **people):
        _add(found, impediment.team_id, impediment, "impediments")
    return list(found.values())


def _add(found: dict[tuple[int, int], Owned], team: int, thing: Any, where: str) -> None:
    owned = found.get((team, thing.owner_id))
    if owned is not None:
        getattr(owned, where).append(thing)


def _goes_on(membership: Membership) -> bool:
    return membership.team.cycle.phase in OPEN_TO_CHANGE


def _speaks(membership: Membership) -> bool:
    return bool(membership.speaks and _goes_on(membership))


@transaction.atomic
def hand_over(
    *, membership: Membership, to: Person, by: Person, what: Collection[str] | None = None
) -> None:
    """Give what a leaver looks after to another member of the team: all of it, or these keys.

    A member may do so before they leave; nobody else may take from whoever stays.
    """
    if by.pk != membership.person_id and not is_leaver(membership):
        raise ValidationError(_("Only somebody who leaves hands over."))
    stays = Membership.objects.current().filter(team=membership.team_id, person=to).first()
    if to.pk == membership.person_id or stays is None:
        raise ValidationError(_("Choose another member of the team."))
    (owned,) = owned_by(Membership.objects.filter(pk=membership.pk))
    chosen = set(owned.keys if what is None else what)
    if owned.speaks and VOICE in chosen:
        representative_choose(membership=stays, by=by)
    for thing in owned.things:
        if audit.key(thing) in chosen:
            thing.owner = to  # type: ignore[attr-defined]
            thing.save(update_fields=["owner"])
    audit.record(actor=by, verb="member.hand_over", about=membership)
