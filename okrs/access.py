"""Who may do what with OKR sets, key results, initiatives and to-dos: the team itself.

In the definition workshop members write and vote. Whoever speaks for the team, its coach and who
moderates the theme may facilitate, one at a time.
"""

from django.utils.translation import gettext_lazy as _

from okrs.models import (
    Cluster,
    Idea,
    Initiative,
    KeyResult,
    Measurement,
    Objective,
    ToDo,
    Workshop,
    WorkshopStep,
)
from orgs.http import rule
from orgs.models import Person
from teams.access import can_help, can_work_in, is_coach, is_member, is_representative
from teams.models import Team
from themes.access import can_moderate

MEMBERS_WRITE = _("The members of the team write and vote in its workshop.")
ONE_LEADS = _("Whoever facilitates this workshop can do this. You may be able to take over first.")


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


@rule(_("The team, its coach, and the theme's facilitators and integration team can see this."))
def can_prepare_workshop(person: Person, team: Team) -> bool:
    """See the sheet for a workshop without screens."""
    return can_work_in(person, team) or can_moderate(person, team.cycle)


@rule(
    _(
        "Whoever speaks for the team, its coach, and the theme's facilitators and integration team "
        "can do this."
    )
)
def can_open_workshop(person: Person, team: Team) -> bool:
    """Facilitate; as long as nobody speaks for the team, any member can."""
    if is_coach(person, team) or can_moderate(person, team.cycle):
        return True
    if not is_member(person, team):
        return False
    current = team.memberships.filter(left_on=None, speaks=True)
    return is_representative(person, team) or not current.exists()


@rule(
    _(
        "Whoever speaks for the team, its coach, and the theme's facilitators and integration team "
        "can do this."
    )
)
def can_take_workshop(person: Person, workshop: Workshop) -> bool:
    return can_open_workshop(person, workshop.team)


@rule(_("The team, its coach, and the theme's facilitators and integration team can see this."))
def can_see_workshop(person: Person, workshop: Workshop) -> bool:
    return can_prepare_workshop(person, workshop.team)


@rule(ONE_LEADS)
def can_lead(person: Person, workshop: Workshop) -> bool:
    return workshop.facilitator_id == person.pk and can_take_workshop(person, workshop)


@rule(ONE_LEADS)
def can_lead_step(person: Person, step: WorkshopStep) -> bool:
    return can_lead(person, step.workshop)


@rule(MEMBERS_WRITE)
def can_give(person: Person, step: WorkshopStep) -> bool:
    """Write ideas and wordings, vote, and say that one is done."""
    return is_member(person, step.workshop.team)


@rule(_("The members of the team and whoever facilitates put ideas together."))
def can_put_together(person: Person, workshop: Workshop) -> bool:
    return is_member(person, workshop.team) or can_lead(person, workshop)


@rule(_("The members of the team and whoever facilitates put ideas together."))
def can_move_idea(person: Person, idea: Idea) -> bool:
    return can_put_together(person, idea.workshop)


@rule(_("The members of the team and whoever facilitates put ideas together."))
def can_edit_cluster(person: Person, cluster: Cluster) -> bool:
    return can_put_together(person, cluster.workshop)
