"""Noting which skills people bring."""

from collections.abc import Mapping

from django.db import transaction

from orgs.models import Person
from teams.forming.actions import hold, refuse_formed
from teams.forming.skills import wanted
from teams.models import Offer, SkillBrought, Team


@transaction.atomic
def skills_note(*, team: Team, brought: Mapping[int, list[str]], by: Person) -> None:
    """Note who of a team brings which skill it looks for, by offer; what is not named is not."""
    refuse_formed(hold(team.cycle))
    asked = wanted(team)
    offers = Offer.objects.filter(placed_in=team, state=Offer.State.ACCEPTED)
    before = SkillBrought.objects.filter(offer__in=offers, skill__in=asked)
    ticked = {(o.pk, s) for o in offers for s in brought.get(o.pk, []) if s in asked}
    known = {(row.offer_id, row.skill): row.pk for row in before}
    before.filter(pk__in=[pk for key, pk in known.items() if key not in ticked]).delete()
    SkillBrought.objects.bulk_create(
        SkillBrought(offer_id=offer, skill=skill, noted_by=by)
        for offer, skill in sorted(ticked - known.keys())
    )
