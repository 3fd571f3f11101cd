"""Who may do what with OKR sets, key results, initiatives and to-dos: the team itself."""

from django.utils.translation import gettext_lazy as _

from okrs.models import Initiative, KeyResult, Measurement, Objective, ToDo
from orgs.http import rule
from orgs.models import Person
from teams.access import can_help, can_work_in
from teams.models import Team


def team_of(key_result: KeyResult) -> Team:
    return key_result.objective.okr_set.team


@rule(_("Everybody in this organisation can see key results."))
def can_see_key_result(person: Person, key_result: KeyResult) -> bool:
    return person.active


@rule(_("The team's members and its coach write its OKR set."))
def can_define(person: Person, team: Team) -> bool:
    return can_work_in(person, team)


@rule(_("The team's members and its coach write its OKR set."))
def can_define_in(person: Person, objective: Objective) -> bool:
    return can_define(person, objective.okr_set.team)


@rule(_("The team's members and its coach write its OKR set."))
def can_reword(person: Person, key_result: KeyResult) -> bool:
    return can_define(person, team_of(key_result))


@rule(_("Members of the theme's teams, their coaches and the integration team can comment."))
def can_comment(person: Person, team: Team) -> bool:
    """Somebody of this or another team of the theme, in whatever cycle."""
    if can_help(person, team):
        return True
    theme = team.cycle.theme_id
    return (
        person.memberships.filter(left_on=None, team__cycle__theme=theme).exists()
        or person.coachings.filter(until=None, team__cycle__theme=theme).exists()
    )


@rule(_("The team's members and its coach measure its key results."))
def can_measure(person: Person, key_result: KeyResult) -> bool:
    return can_work_in(person, team_of(key_result))


@rule(_("The team's members and its coach correct its measurements."))
def can_correct(person: Person, measurement: Measurement) -> bool:
    return can_measure(person, measurement.key_result)


@rule(_("Everybody in this organisation can see initiatives."))
def can_see_initiative(person: Person, initiative: Initiative) -> bool:
    return person.active


@rule(_("The team's members and its coach see who has how much to do."))
def can_see_work(person: Person, team: Team) -> bool:
    """To-dos beside hours, and the notes of conversations."""
    return can_work_in(person, team)


@rule(_("The team's members and its coach can do this."))
def can_try(person: Person, initiative: Initiative) -> bool:
    return can_work_in(person, initiative.team)


@rule(_("The team's members and its coach can do this."))
def can_tick(person: Person, to_do: ToDo) -> bool:
    return can_work_in(person, to_do.team)
