"""What an organisation has of teams: who is to ask somebody looks here first (`nudges.at_hand`)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from nudges.at_hand import Rows, states
from teams.models import Commitment, Offer, Session, Team, Thanks, WorkingAgreement
from themes.models import Cycle

Phase = Cycle.Phase

AT_HAND: dict[str, Rows] = {
    "teams.teams": lambda now: Team.objects.filter(
        cycle__phase__in=[Phase.PREPARING, Phase.RUNNING]
    ),
    "teams.agreements": lambda now: WorkingAgreement.objects.all(),
    "teams.sessions_ahead": lambda now: Session.objects.filter(starts_at__gt=now),
    "teams.sessions_to_mark": lambda now: Session.objects.filter(
        starts_at__lte=now, marked_at=None
    ),
    "teams.thanks": lambda now: Thanks.objects.filter(read_at=None),
}


def hours(*states: str) -> tuple[str, ...]:
    return tuple(f"hours.{state}" for state in states)


def offers(*states: str) -> tuple[str, ...]:
    return tuple(f"offer.{state}" for state in states)


def states_of_hours(now: datetime) -> QuerySet[Any]:
    """Such as `hours.asked`; see `hours`."""
    return states("hours.", "state", Commitment.objects.all())


def states_of_offers(now: datetime) -> QuerySet[Any]:
    """Such as `offer.open`; see `offers`."""
    return states("offer.", "state", Offer.objects.all())
