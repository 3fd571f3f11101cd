"""The history of a theme's roles; whom each change is told, `themes.roles.nudges` says."""

from orgs.models import Person
from themes.models import RoleChange, Theme


def role_given(*, theme: Theme, person: Person, kind: str, by: Person, team: str = "") -> None:
    _keep(theme, person, kind, by, team, given=True)


def role_taken(*, theme: Theme, person: Person, kind: str, by: Person, team: str = "") -> None:
    _keep(theme, person, kind, by, team, given=False)


def _keep(theme: Theme, person: Person, kind: str, by: Person, team: str, *, given: bool) -> None:
    RoleChange.objects.create(theme=theme, person=person, kind=kind, by=by, team=team, given=given)
