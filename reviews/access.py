"""Who may do what at the end of a cycle, and who may read what was written there."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from okrs.models import KeyResult
from orgs.access import can_administer
from orgs.http import rule
from orgs.models import Person
from orgs.private import written_by
from reviews.models import (
    ClosingEvent,
    HealthAction,
    HealthCheck,
    Improvement,
    Practice,
    Pulse,
    PulseFollowUp,
    Reflection,
    Story,
)
from teams.access import (
    can_work_in,
    coached_team_ids,
    is_coach,
    is_in_program,
    is_member,
    team_ids,
)
from teams.models import Membership, Team
from themes.access import can_edit_focus, can_moderate, is_integration
from themes.models import Cycle, Theme


@rule(_("The team's members and its coach can score its key results."))
def can_score(person: Person, key_result: KeyResult) -> bool:
    return can_work_in(person, key_result.objective.okr_set.team)


@rule(_("The facilitator, the team's coach and the integration team reveal the scores."))
def can_reveal(person: Person, team: Team) -> bool:
    return can_moderate(person, team.cycle) or is_coach(person, team)


@rule(_("Members of the team can do this, each for themselves."))
def can_reflect(person: Person, team: Team) -> bool:
    """Write a reflection, and score for oneself."""
    return is_member(person, team)


@rule(_("The team's members, its coach, the facilitator and the integration team can do this."))
def can_keep_practices(person: Person, team: Team) -> bool:
    return can_work_in(person, team) or can_moderate(person, team.cycle)


@rule(_("Everybody in this organisation can see practices."))
def can_see_practice(person: Person, practice: Practice) -> bool:
    return person.active


MAY_CHECK = _("Whoever looks after the practice, the team and who moderates the cycle can say it.")


def can_check_practice(person: Person, practice: Practice) -> bool:
    """Whoever looks after it, and whoever keeps the team's practices."""
    return practice.owner_id == person.pk or can_keep_practices(person, practice.team)


@rule(_("Everybody answers for themselves whether they go on."))
def can_answer(person: Person, membership: Membership) -> bool:
    return membership.person_id == person.pk


@rule(_("The integration team and the coaches read who goes on, and everybody their own answer."))
def can_read_continuations(person: Person, cycle: Cycle) -> bool:
    if is_integration(person, cycle.theme):
        return True
    return cycle.teams.filter(pk__in=coached_team_ids(person)).exists()


@rule(_("The member who leaves, the team's coach and the integration team can do this."))
def can_hand_over(person: Person, membership: Membership) -> bool:
    """Nobody else knows yet who leaves."""
    team = membership.team
    own = membership.person_id == person.pk
    return own or is_coach(person, team) or is_integration(person, team.cycle.theme)


@rule(_("The team's coach and the integration team can do this."))
def can_thank(person: Person, membership: Membership) -> bool:
    """Who reads who leaves, and does not leave themselves."""
    team = membership.team
    knows = is_coach(person, team) or is_integration(person, team.cycle.theme)
    return knows and membership.person_id != person.pk


@rule(_("Everybody in this organisation can see these dates."))
def can_see_closing_event(person: Person, event: ClosingEvent) -> bool:
    return person.active


def closing_event_for(person: Person, event: ClosingEvent) -> ClosingEvent:
    """As somebody may read it: the link is for those who take part."""
    if not is_in_program(person, event.cycle.theme):
        event.place = ""
    return event


@rule(_("Members of the cycle’s teams and who has a role in its theme read this."))
def can_read_pulse(person: Person, cycle: Cycle) -> bool:
    """Home leaders and administrators do not: it is the program's own.

    Of a pulse whose key is lost there is nothing to read, and administrators can look for the key.
    """
    if is_in_program(person, cycle.theme):
        return True
    return can_administer(person) and Pulse.objects.lost().filter(cycle=cycle).exists()


def finds_pulse(person: Person, cycle: Cycle) -> bool:
    """Whether pages lead this person to the pulse: there is none before the review."""
    asked = cycle.phase in {Cycle.Phase.REVIEWING, Cycle.Phase.CLOSED}
    return asked and can_read_pulse(person, cycle)


@rule(_("The theme's sponsor and integration team can do this."))
def can_follow_up(person: Person, cycle: Cycle) -> bool:
    return can_edit_focus(person, cycle.theme)


def can_see_cost(person: Person, theme: Theme) -> bool:
    """Hours in money: the sponsors and integration team, and administrators, who set the rate."""
    return can_edit_focus(person, theme) or can_administer(person)


@rule(_("The theme's sponsor and integration team can do this."))
def can_change_follow_up(person: Person, pulse_follow_up: PulseFollowUp) -> bool:
    return can_follow_up(person, pulse_follow_up.pulse.cycle)


@rule(_("Members of the theme’s teams and who has a role in it tell its stories."))
def can_tell_story(person: Person, theme: Theme) -> bool:
    return is_in_program(person, theme)


@rule(_("Who told this story, and the theme's sponsor and integration team, can change it."))
def can_edit_story(person: Person, story: Story) -> bool:
    return story.by_id == person.pk or can_edit_focus(person, story.theme)


@rule(_("Everybody in the program can read this report."))
def can_read_report(person: Person, cycle: Cycle) -> bool:
    return is_in_program(person, cycle.theme)


@rule(_("Everybody in the program can read this report."))
def can_read_team_report(person: Person, team: Team) -> bool:
    return is_in_program(person, team.cycle.theme)


@rule(_("The team and its coach see this; the program sees what the team shares."))
def can_see_health(person: Person, team: Team) -> bool:
    if can_work_in(person, team):
        return True
    shared = team.health_checks.filter(shared_at__isnull=False).exists()
    return shared and is_in_program(person, team.cycle.theme)


@rule(_("Members of the team say how their team is."))
def can_vote_health(person: Person, health_check: HealthCheck) -> bool:
    return is_member(person, health_check.team)


@rule(_("Whoever looks after it, and the team with its coach, say that it is done."))
def can_finish_health_action(person: Person, health_action: HealthAction) -> bool:
    own = health_action.owner_id == person.pk
    return own or can_drop_health_action(person, health_action)


@rule(_("The team's members and its coach can do this."))
def can_drop_health_action(person: Person, health_action: HealthAction) -> bool:
    return can_work_in(person, health_action.check_of.team)


@rule(_("Whoever looks after it, the team and who moderates the cycle say that it is done."))
def can_finish_improvement(person: Person, improvement: Improvement) -> bool:
    own = improvement.owner_id == person.pk
    return own or can_keep_practices(person, improvement.team)


@rule(_("The team's members and its coach can do this."))
def can_share_health(person: Person, health_check: HealthCheck) -> bool:
    return can_work_in(person, health_check.team)


def readable_memberships(person: Person, cycle: Cycle) -> QuerySet[Membership]:
    """The members of a cycle whose continuation a person may read."""
    members = Membership.objects.to_the_end().filter(team__cycle=cycle)
    if is_integration(person, cycle.theme):
        return members
    return members.filter(team__in=coached_team_ids(person))


def readable_reflections(person: Person, cycle: Cycle) -> QuerySet[Reflection]:
    """What the writers of a cycle let this person read with their name, and their own words."""
    readable = Q(person=person) & ~Q(audience=Reflection.Audience.ME)
    readable |= Q(person=person) & written_by(person)
    readable |= Q(audience=Reflection.Audience.TEAM, team__in=team_ids(person))
    if is_in_program(person, cycle.theme):
        readable |= Q(audience=Reflection.Audience.PROGRAM)
    written: QuerySet[Reflection] = Reflection.objects.filter(team__cycle=cycle)
    return written.filter(readable)


def own_reflection(person: Person, team: Team) -> Reflection | None:
    """What somebody wrote for a team, as they may read it again."""
    rows = Reflection.objects.filter(team=team, person=person)
    mine: Reflection | None = rows.filter(
        ~Q(audience=Reflection.Audience.ME) | written_by(person)
    ).first()
    return mine


def readable_quotes(cycle: Cycle) -> QuerySet[Reflection]:
    """What everybody may read without a name: words and team, and nothing else is loaded."""
    quotes = _released().filter(team__cycle=cycle)
    return quotes.only("text", "team_id").order_by("text")


def released_quotes(theme: Theme) -> QuerySet[Reflection]:
    """The same of a whole theme, its words alone."""
    return _released().filter(team__cycle__theme=theme).only("text").order_by("text")


def _released() -> QuerySet[Reflection]:
    rows: QuerySet[Reflection] = Reflection.objects.filter(audience=Reflection.Audience.QUOTE)
    return rows
