"""What an organisation has of reviews: who is to ask somebody looks here first."""

from django.db.models import Q, QuerySet

from nudges.at_hand import Rows
from reviews.handovers.actions import AWAY
from reviews.models import (
    Farewell,
    HealthAction,
    HealthCheck,
    Improvement,
    Practice,
    Pulse,
    PulseResult,
)
from reviews.nudges import FAREWELL_STANDS
from reviews.pulse.nudges import STAND
from teams.models import Membership
from themes.models import Cycle

AT_HAND: dict[str, Rows] = {
    "reviews.health_checks": lambda now: HealthCheck.objects.filter(closed_at=None),
    "reviews.health_actions": lambda now: HealthAction.objects.filter(done_at=None),
    "reviews.improvements": lambda now: Improvement.objects.filter(became="", done_at=None),
    "reviews.leavers": lambda now: _perhaps_gone().exclude(team__cycle__phase=Cycle.Phase.CLOSED),
    "reviews.farewells": lambda now: Farewell.objects.filter(at__gt=now - FAREWELL_STANDS),
    "reviews.practices": lambda now: Practice.objects.filter(owner__left_on=None),
    "reviews.pulses": lambda now: Pulse.objects.filter(result=None),
    "reviews.new_results": lambda now: PulseResult.objects.filter(at__gt=now - STAND),
    "reviews.results": lambda now: PulseResult.objects.filter(
        pulse__follow_ups=None, figures__total__isnull=False
    ).exclude(figures__total=None),
}


def _perhaps_gone() -> QuerySet[Membership]:
    """The leavers of every cycle, and those who came back."""
    left = Q(left_on__isnull=False, closing=None) | Q(person__left_on__isnull=False)
    rows: QuerySet[Membership] = Membership.objects.filter(left | Q(continuation__answer__in=AWAY))
    return rows
