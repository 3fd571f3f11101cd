"""What goes on after a cycle, as its team sees it; and how its organisation reads scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from okrs.models import Initiative, KeyResult
from orgs.models import Person
from reviews.models import Outcome
from teams.models import Team
from themes.models import Cycle

Answer = Outcome.Answer
Kind = KeyResult.Kind
COUNTED = {Kind.INCREASE, Kind.DECREASE, Kind.BASELINE}
"""The kinds that begin at a value; a band and steps have none."""


@dataclass(frozen=True)
class Said:
    """One answer. Without a baseline the next cycle begins where the key result stands."""

    answer: str
    note: str = ""
    baseline: Decimal | None = None


@transaction.atomic
def outcomes_say(
    *, team: Team, answers: Mapping[KeyResult | Initiative, Said], by: Person
) -> list[Outcome]:
    """What the team says now replaces what it said before about the same things."""
    Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    if Cycle.objects.get(pk=team.cycle_id).phase != Cycle.Phase.REVIEWING:
        raise ValidationError(_("What goes on is said while the cycle is in review."))
    if not {*_things(team)}.issuperset(answers):
        raise ValidationError(_("Choose among this team's key results and initiatives."))
    rows = [_row(thing, said, by) for thing, said in answers.items()]
    outcomes_of(team).filter(
        Q(key_result__in=[row.key_result_id for row in rows if row.key_result_id])
        | Q(initiative__in=[row.initiative_id for row in rows if row.initiative_id])
    ).delete()
    return Outcome.objects.bulk_create(rows)


def outcomes_of(team: Team) -> Any:
    own = Q(key_result__objective__okr_set__team=team) | Q(initiative__team=team)
    return Outcome.objects.filter(own)


def _things(team: Team) -> list[KeyResult | Initiative]:
    return [*KeyResult.objects.filter(objective__okr_set__team=team), *team.initiatives.all()]


def _row(thing: KeyResult | Initiative, said: Said, by: Person) -> Outcome:
    note = said.note.strip()
    if said.answer == Answer.CHANGE and not note:
        raise ValidationError(_("Say in a line what changes: %(what)s") % {"what": thing})
    about = {"key_result": thing} if isinstance(thing, KeyResult) else {"initiative": thing}
    begins = isinstance(thing, KeyResult) and thing.kind in COUNTED
    kept = said.baseline if begins and said.answer != Answer.STOP else None
    return Outcome(**about, answer=said.answer, note=note, baseline=kept, by=by)
