"""Whom a team can choose: its own members."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from orgs.models import Person
from teams.models import Team

STRANGER = _("Choose somebody who is in the team.")


def members_of(team: Team) -> Any:
    return Person.objects.active().filter(memberships__team=team, memberships__left_on=None)
