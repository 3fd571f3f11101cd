"""Actual hours: a member's own notes, and a team's totals that give nobody's number away (E9).

A total shows once its two weeks can no longer be noted, so it never changes, and only where enough
people noted; it is rounded to ten hours, because who joined last would stand in the next one.
There is no total over teams: subtracting would give a hidden team's back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from orgs.private import written_by
from teams.hours.fortnights import Fortnight, fortnights
from teams.hours.rough_sums import rough
from teams.models import HoursNote, Membership, Team, notes_on
from themes.models import Cycle

LEAST_PEOPLE = 5


@dataclass(frozen=True)
class Total:
    """What a team gave in two weeks; None where too few people noted."""

    fortnight: Fortnight
    hours: Decimal | None


@dataclass(frozen=True)
class Own:
    """Two weeks of a member, and what they noted."""

    fortnight: Fortnight
    hours: Decimal | None
    open: bool


def own_notes(membership: Membership, today: date) -> list[Own]:
    """The member's two weeks so far, the newest first; none while nothing is collected."""
    if not notes_on():
        return []
    noted = dict(
        membership.hours_notes.filter(written_by(membership.person)).values_list("number", "hours")
    )
    cycle = membership.team.cycle
    return [
        Own(one, noted.get(one.number), one.open(today) and not cycle.frozen)
        for one in reversed(_of(cycle))
        if one.starts_on <= today and _was_in(membership, one)
    ]


def noted_totals(teams: Iterable[Team], today: date) -> dict[int, list[Total]]:
    """Of each team by its id, for the two weeks that are over; empty while nothing is collected."""
    if not notes_on():
        return {}
    asked = list(teams)
    rows = (
        HoursNote.objects.filter(membership__team__in=[team.pk for team in asked])
        .order_by()
        .values("membership__team", "number")
        .annotate(hours=Sum("hours"), people=Count("membership__person", distinct=True))
        .filter(people__gte=LEAST_PEOPLE)
    )
    found = {(row["membership__team"], row["number"]): rough(row["hours"]) for row in rows}
    return {
        team.pk: [
            Total(one, found.get((team.pk, one.number)))
            for one in _of(team.cycle)
            if one.over(today)
        ]
        for team in asked
    }


def _of(cycle: Cycle) -> list[Fortnight]:
    return fortnights(starts_on=cycle.starts_on, ends_on=cycle.ends_on)


def _was_in(membership: Membership, one: Fortnight) -> bool:
    return membership.joined_on <= one.ends_on and (
        membership.left_on is None or membership.left_on >= one.starts_on
    )
