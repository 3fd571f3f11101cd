"""Who may do what in a team. Rights follow from who is in it, who coaches it and who leads whom."""

from django.utils.translation import gettext_lazy as _

from orgs.http import rule
from orgs.models import Person
from teams.models import Team
from themes.access import is_integration


def team_ids(person: Person) -> set[int]:
    """The teams a person is in now, read once a request."""
    if not hasattr(person, "_team_ids"):
        current = person.memberships.filter(left_on=None)
        person._team_ids = set(current.values_list("team_id", flat=True))  # type: ignore[attr-defined]
    return person._team_ids  # type: ignore[attr-defined]


def coached_team_ids(person: Person) -> set[int]:
    if not hasattr(person, "_coached_team_ids"):
        current = person.coachings.filter(until=None)
        person._coached_team_ids = set(current.values_list("team_id", flat=True))  # type: ignore[attr-defined]
    return person._coached_team_ids  # type: ignore[attr-defined]


def is_member(person: Person, team: Team) -> bool:
    return team.pk in team_ids(person)


def is_coach(person: Person, team: Team) -> bool:
    return team.pk in coached_team_ids(person)


def is_representative(person: Person, team: Team) -> bool:
    return team.memberships.filter(left_on=None, person=person, speaks=True).exists()


@rule(_("Everybody in this organisation can see teams."))
def can_see_team(person: Person, team: Team) -> bool:
    return person.active


@rule(_("The team's members and its coach can do this."))
def can_work_in(person: Person, team: Team) -> bool:
    """Do the team's daily work: key results, to-dos, meetings, learnings."""
    return is_member(person, team) or is_coach(person, team)


@rule(_("The team's members, its coach and the integration team can do this."))
def can_help(person: Person, team: Team) -> bool:
    return can_work_in(person, team) or is_integration(person, team.cycle.theme)
