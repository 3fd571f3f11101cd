"""Who may do what in meetings, with impediments and in the check-in room."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from checkins.models import Ask, CheckIn, Impediment, Learning, Slot, TeamMeeting
from orgs.http import rule
from orgs.models import Person
from teams.access import (
    can_help,
    can_work_in,
    coached_team_ids,
    is_in_program,
    is_member,
    team_ids,
)
from teams.models import Membership, Team
from themes.access import can_moderate, is_integration, is_sponsor
from themes.models import Cycle, ThemeRole

TEAM_AND_COACH = _("The team's members and its coach can do this.")


@rule(_("The team's members, its coach and the integration team can see its meetings."))
def can_see_meetings(person: Person, team: Team) -> bool:
    return can_help(person, team)


@rule(_("The team's members, its coach and the integration team can see its meetings."))
def can_see_meeting(person: Person, meeting: TeamMeeting) -> bool:
    return can_help(person, meeting.team)


@rule(TEAM_AND_COACH)
def can_work_at_meeting(person: Person, meeting: TeamMeeting) -> bool:
    return can_work_in(person, meeting.team)


@rule(_("The team's members can do this."))
def can_answer_round(person: Person, meeting: TeamMeeting) -> bool:
    return is_member(person, meeting.team)


@rule(_("Everybody in this organisation can read what teams have learned."))
def can_read_learning(person: Person, learning: Learning) -> bool:
    return person.active


@rule(TEAM_AND_COACH)
def can_edit_learning(person: Person, learning: Learning) -> bool:
    return can_work_in(person, learning.team)


@rule(
    _("The team, its coach, the integration team, sponsors and asked leaders can see impediments.")
)
def can_see_impediments(person: Person, team: Team) -> bool:
    return can_help(person, team) or is_sponsor(person, team.cycle.theme)


@rule(
    _("The team, its coach, the integration team, sponsors and asked leaders can see impediments.")
)
def can_see_impediment(person: Person, impediment: Impediment) -> bool:
    """A private one stays between the team and its coach."""
    if impediment.private:
        return can_work_in(person, impediment.team)
    asked = impediment.owner_id == person.pk or impediment.asks.filter(leader=person).exists()
    return asked or can_see_impediments(person, impediment.team)


@rule(_("The sponsor, the integration team and the coaches of the cycle's teams can see this."))
def can_see_cleared(person: Person, cycle: Cycle) -> bool:
    """See in figures what became of the impediments of all teams."""
    if is_sponsor(person, cycle.theme) or is_integration(person, cycle.theme):
        return True
    return cycle.teams.filter(pk__in=coached_team_ids(person)).exists()


@rule(TEAM_AND_COACH)
def can_edit_impediment(person: Person, impediment: Impediment) -> bool:
    return can_work_in(person, impediment.team)


@rule(_("The team, its coach and whoever moderates the check-ins can ask a leader."))
def can_ask(person: Person, impediment: Impediment) -> bool:
    if can_work_in(person, impediment.team):
        return True
    return not impediment.private and can_moderate(person, impediment.team.cycle)


@rule(_("The team, its coach and the leader who takes it can say how an impediment ended."))
def can_end_impediment(person: Person, impediment: Impediment) -> bool:
    if can_work_in(person, impediment.team):
        return True
    return not impediment.private and impediment.owner_id == person.pk


@rule(_("Only the leader who was asked can answer."))
def can_answer(person: Person, ask: Ask) -> bool:
    return ask.leader_id == person.pk


@rule(_("Those who take part in the theme see its check-ins: teams, coaches and its roles."))
def can_see_check_in(person: Person, check_in: CheckIn) -> bool:
    """What a team tells other teams, its impediments too, is not for their home leaders (R5)."""
    return check_in.facilitator_id == person.pk or is_in_program(person, check_in.cycle.theme)


def check_in_for(person: Person, check_in: CheckIn) -> CheckIn:
    """As somebody may read it: the link is for those who take part."""
    if not can_see_check_in(person, check_in):
        check_in.place = ""
    return check_in


@rule(_("The teams correct their own lines, and whoever may run the check-in all of them."))
def can_correct_minutes(person: Person, check_in: CheckIn) -> bool:
    return can_run(person, check_in) or check_in.slots.filter(team__in=team_ids(person)).exists()


@rule(_("The theme's facilitators and integration team, and who moderates this check-in, can."))
def can_run(person: Person, check_in: CheckIn) -> bool:
    """Move, start, step through and end a check-in."""
    return check_in.facilitator_id == person.pk or can_moderate(person, check_in.cycle)


@rule(_("The theme's facilitators and integration team, and who moderates this check-in, can."))
def can_run_slot(person: Person, slot: Slot) -> bool:
    return can_run(person, slot.check_in)


@rule(_("The team's members, its coach and who moderates the check-in can do this."))
def can_capture(person: Person, slot: Slot) -> bool:
    """Prepare a team's part, and write down what it says."""
    return can_work_in(person, slot.team) or can_run(person, slot.check_in)


@rule(_("The members of the team vote on how sure they are."))
def can_vote(person: Person, slot: Slot) -> bool:
    return is_member(person, slot.team)


@rule(TEAM_AND_COACH)
def can_say_word(person: Person, slot: Slot) -> bool:
    """Say the team's own word of its confidence."""
    return can_work_in(person, slot.team)


def takers(check_in: CheckIn) -> QuerySet[Person]:
    """Who can be handed a check-in: who moderates the theme's, and members of its teams."""
    kinds = [ThemeRole.Kind.FACILITATOR, ThemeRole.Kind.INTEGRATION]
    roles = ThemeRole.objects.filter(theme=check_in.cycle.theme_id, kind__in=kinds)
    members = Membership.objects.current().filter(team__cycle=check_in.cycle_id)
    either = Q(pk__in=roles.values("person")) | Q(pk__in=members.values("person"))
    return Person.objects.active().filter(either)


@rule(TEAM_AND_COACH)
def can_update(person: Person, slot: Slot) -> bool:
    """Measure the team's key results for its part of a check-in."""
    return can_work_in(person, slot.team)


def seen_impediments(person: Person, team: Team) -> QuerySet[Impediment]:
    """The team's impediments this person may see; agrees with `can_see_impediment`."""
    rows = Impediment.objects.filter(team=team)
    if can_work_in(person, team):
        return rows
    rows = rows.filter(private=False)
    if can_see_impediments(person, team):
        return rows
    return rows.filter(Q(owner=person) | Q(asks__leader=person)).distinct()
