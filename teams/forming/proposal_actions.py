"""Taking a proposal for forming teams over."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from orgs.audit import log as audit
from orgs.models import Person
from teams.forming.actions import hold, refuse_formed
from teams.models import Coaching, Offer, Team
from themes.models import Cycle


class Taken(NamedTuple):
    """Who was placed, and who was not, because something has changed since the proposal."""

    placed: list[Offer]
    skipped: list[Offer]


@transaction.atomic
def proposal_take(*, cycle: Cycle, places: Mapping[int, int], by: Person) -> Taken:
    """Place people, by offer, in teams that they chose; whoever has moved since stays there."""
    held = hold(cycle)
    refuse_formed(held)
    teams = {team.pk: team for team in held.teams.all()}
    coached = set(Coaching.objects.filter(team__in=teams, until=None).values_list("team", "coach"))
    rows = Offer.objects.select_for_update(of=("self",)).select_related("person")
    taken = Taken([], [])
    for offer in rows.filter(pk__in=places, call__cycle=held).order_by("pk"):
        team = teams.get(places[offer.pk])
        if team is None or not _can_go(offer, team, coached):
            taken.skipped.append(offer)
            continue
        offer.placed_in, offer.placed_by, offer.changed_at = team, by, timezone.now()
        taken.placed.append(offer)
    Offer.objects.bulk_update(taken.placed, ["placed_in", "placed_by", "changed_at"])
    audit.record(actor=by, verb="proposal.take", about=held, after={"people": len(taken.placed)})
    return taken


def _can_go(offer: Offer, team: Team, coached: set[tuple[int, int]]) -> bool:
    """They still said yes, are nowhere, chose this team's area, and do not coach it."""
    return (
        offer.state == Offer.State.ACCEPTED
        and offer.placed_in_id is None
        and team.focus_area_id in (offer.first_choice_id, offer.second_choice_id)
        and (team.pk, offer.person_id) not in coached
    )
