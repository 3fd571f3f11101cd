"""Invitations and yeses that outlive the confirmation of a cycle's teams.

A question asked before ends with it: nothing reminds any more. Whoever still says yes is looked
after by the integration team, one by one.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from teams.models import Membership, Offer, TeamConfirmation
from themes.models import Cycle

Phase = Cycle.Phase
FORMED = [Phase.PREPARING, Phase.RUNNING]


def waiting_invitations() -> QuerySet[Offer]:
    """Invitations that still ask: before the teams are confirmed, or sent to newcomers after."""
    before = Q(call__cycle__phase__in=[Phase.CALLING, Phase.FORMING])
    after = Q(call__cycle__phase__in=FORMED, changed_at__gte=_confirmed_at())
    rows: QuerySet[Offer] = Offer.objects.filter(
        before | after, state=Offer.State.OPEN, person__left_on=None
    )
    return rows


def late_yeses() -> QuerySet[Offer]:
    """Who said yes once the teams were confirmed, is in none, and has had no answer yet."""
    inside = Membership.objects.current().filter(acceptance__offer=OuterRef("pk"))
    rows: QuerySet[Offer] = Offer.objects.filter(
        ~Exists(inside),
        state=Offer.State.ACCEPTED,
        placed_by=None,
        person__left_on=None,
        call__cycle__phase__in=FORMED,
        acceptances__at__gte=_confirmed_at(),
    )
    return rows


def _confirmed_at() -> Any:
    """When the first team of an offer's cycle was confirmed."""
    rows = TeamConfirmation.objects.filter(team__cycle=OuterRef("call__cycle"))
    return Subquery(rows.order_by("at").values("at")[:1])
