"""Whom a team can choose: its own members."""

from typing import Any

from orgs.models import Person
from teams.models import Team


def members_of(team: Team) -> Any:
    return Person.objects.active().filter(memberships__team=team, memberships__left_on=None)
