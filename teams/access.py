"""Who may do what in a team. Rights follow from who is in it, who coaches it and who leads whom."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from orgs.http import rule
from orgs.models import Person
from orgs.private import written_by
from teams.models import (
    Call,
    Coaching,
    CoachNote,
    Commitment,
    FocusAnswer,
    LeaderAnswer,
    Membership,
    Offer,
    Session,
    Team,
    Thanks,
    WhatWorked,
    WorkingAgreement,
)
from themes.access import is_integration, is_sponsor, theme_roles
from themes.models import Cycle, Theme, ThemeRole


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


def now_coaching(people: list[Person]) -> set[int]:
    """Who of them coaches a team now, by their numbers."""
    current = Coaching.objects.filter(coach__in=people, until=None)
    return set(current.values_list("coach_id", flat=True))


def is_member(person: Person, team: Team) -> bool:
    return team.pk in team_ids(person)


def is_coach(person: Person, team: Team) -> bool:
    return team.pk in coached_team_ids(person)


def is_in_program(person: Person, theme: Theme) -> bool:
    """Whoever has a role in the theme, coaches a team of it, or is or stayed in one."""
    roles = any(held == theme.pk for held, _kind in theme_roles(person))
    return roles or theme.pk in _themes_worked_in(person)


def _themes_worked_in(person: Person) -> set[int]:
    """The themes a person coaches in, or is or stayed in a team of, read once a request."""
    if not hasattr(person, "_themes_worked_in"):
        coached = person.coachings.filter(until=None).values_list("team__cycle__theme", flat=True)
        stays = Membership.objects.to_the_end().filter(person=person)
        themes = {*coached, *stays.values_list("team__cycle__theme", flat=True)}
        person._themes_worked_in = themes  # type: ignore[attr-defined]
    return person._themes_worked_in  # type: ignore[attr-defined]


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


def agreement_for(person: Person, agreement: WorkingAgreement) -> WorkingAgreement:
    """As somebody may read it: links let in whoever has them, so they are for the team."""
    if not can_work_in(person, agreement.team):
        agreement.place = agreement.channel = ""
    return agreement


def session_for(person: Person, session: Session) -> Session:
    """As somebody may read it: the link is for the host and those who can come."""
    comes = is_in_program(person, session.cycle.theme) or can_take_seat(person, session)
    if not comes and session.host_id != person.pk:
        session.place = ""
    return session


@rule(_("Everybody in this organisation can see the call for volunteers."))
def can_see_call(person: Person, call: Call) -> bool:
    return person.active


@rule(_("The theme's integration team can do this."))
def can_steer_call(person: Person, call: Call) -> bool:
    """Change the call, and invite people."""
    return is_integration(person, call.cycle.theme)


@rule(_("Only the person themselves can answer for their offer."))
def is_own_offer(person: Person, offer: Offer) -> bool:
    return offer.person_id == person.pk


@rule(_("The theme's integration team can do this."))
def can_place(person: Person, offer: Offer) -> bool:
    """See an offer's words and place its person with a team."""
    return is_integration(person, offer.call.cycle.theme)


@rule(_("The theme's integration team can do this."))
def can_steer_team(person: Person, team: Team) -> bool:
    """Let people join, and choose the coach."""
    return is_integration(person, team.cycle.theme)


@rule(_("The team's members and the integration team can do this."))
def can_choose_representative(person: Person, team: Team) -> bool:
    return is_member(person, team) or is_integration(person, team.cycle.theme)


@rule(_("The member themselves and the integration team can do this."))
def can_end_membership(person: Person, membership: Membership) -> bool:
    if membership.person_id == person.pk:
        return True
    return is_integration(person, membership.team.cycle.theme)


@rule(_("Only the member themself can say how many hours they give."))
def can_commit(person: Person, commitment: Commitment) -> bool:
    return commitment.membership.person_id == person.pk


@rule(_("The home leader of the member decides about these hours."))
def can_answer_hours(person: Person, commitment: Commitment) -> bool:
    """The request follows the roster: whoever leads the member now."""
    return commitment.membership.person.leader_id == person.pk


def can_see_hours(person: Person, membership: Membership) -> bool:
    """See how many hours a member gives and where their leader's answer stands, without reasons.

    Themselves and their home leader, and who works with them; everybody else reads sums (R4).
    """
    concerned = person.pk in {membership.person_id, membership.person.leader_id}
    return concerned or can_help(person, membership.team)


@rule(_("The member, their home leader and the integration team can see this."))
def can_see_answers(person: Person, commitment: Commitment) -> bool:
    """Read what home leaders answered, and their own reasons. Coach and teammates cannot."""
    return (
        can_commit(person, commitment)
        or can_answer_hours(person, commitment)
        or commitment.leader_id == person.pk
        or is_integration(person, commitment.membership.team.cycle.theme)
    )


def can_read_reason(person: Person, answer: LeaderAnswer) -> bool:
    """Read why a home leader said not now: whoever leads the member since then does not (E8)."""
    commitment = answer.commitment
    return (
        can_commit(person, commitment)
        or answer.leader_id == person.pk
        or is_integration(person, commitment.membership.team.cycle.theme)
    )


def can_read_words(person: Person, commitment: Commitment) -> bool:
    """Read what the member wrote to a home leader: whoever leads them since then does not."""
    return (
        can_commit(person, commitment)
        or commitment.words_to_id == person.pk
        or is_integration(person, commitment.membership.team.cycle.theme)
    )


@rule(_("Only the member themself notes and reads these hours."))
def can_note_hours(person: Person, membership: Membership) -> bool:
    return membership.person_id == person.pk


@rule(_("The theme's sponsor and integration team can see this."))
def can_see_lenders(person: Person, cycle: Cycle) -> bool:
    """See how many people each division and home leader lends."""
    return can_thank(person, cycle) or is_integration(person, cycle.theme)


@rule(_("The theme's sponsor can do this."))
def can_thank(person: Person, cycle: Cycle) -> bool:
    """Thank a home leader for the people they lend."""
    return is_sponsor(person, cycle.theme)


@rule(_("Whoever is thanked can do this."))
def can_read_thanks(person: Person, thanks: Thanks) -> bool:
    return thanks.leader_id == person.pk


@rule(_("Everybody in this organisation can see sessions."))
def can_see_session(person: Person, session: Session) -> bool:
    return person.active


@rule(_("People who are in a team of this cycle or coach one can take a seat."))
def can_take_seat(person: Person, session: Session) -> bool:
    """Members and coaches; before the teams are confirmed, whoever is placed in one."""
    theirs = Q(pk__in=team_ids(person) | coached_team_ids(person))
    placed = Q(
        placed__person=person, placed__state=Offer.State.ACCEPTED, confirmations__isnull=True
    )
    return session.cycle.teams.filter(theirs | placed).exists()


@rule(_("The theme's integration team can do this."))
def can_plan_session(person: Person, session: Session) -> bool:
    return is_integration(person, session.cycle.theme)


@rule(_("The host of the session and the integration team can do this."))
def can_mark_attendance(person: Person, session: Session) -> bool:
    return session.host_id == person.pk or can_plan_session(person, session)


@rule(_("The coach of the team and the integration team can see this."))
def can_see_prepared(person: Person, team: Team) -> bool:
    """See who missed a session."""
    return is_coach(person, team) or is_integration(person, team.cycle.theme)


@rule(_("The members of the team confirm its working agreement."))
def can_confirm_agreement(person: Person, team: Team) -> bool:
    return is_member(person, team)


@rule(_("The leaders who are in a running team of the theme are asked this."))
def can_answer_focus(person: Person, theme: Theme) -> bool:
    """Say once a month what questions the focus."""
    running = {"team__cycle__theme": theme, "team__cycle__phase": Cycle.Phase.RUNNING}
    return person.level.leads and person.memberships.filter(left_on=None, **running).exists()


@rule(_("The theme's sponsors and the leaders in its teams can read this."))
def can_see_focus_answers(person: Person, theme: Theme) -> bool:
    """Read what questions the focus: sponsors, those who are asked, and those who answered."""
    if is_sponsor(person, theme) or can_answer_focus(person, theme):
        return True
    return FocusAnswer.objects.filter(theme=theme, person=person).exclude(text="").exists()


@rule(_("Coaches and integration teams can see this."))
def can_see_coaching(person: Person) -> bool:
    """How coached teams are doing, how long coaching takes, and what worked."""
    integrates = any(kind == ThemeRole.Kind.INTEGRATION for _theme, kind in theme_roles(person))
    return integrates or bool(coached_team_ids(person))


@rule(_("Only who coaches the team now can say how long it takes."))
def can_say_coaching_hours(person: Person, coaching: Coaching) -> bool:
    return coaching.coach_id == person.pk and coaching.until is None


@rule(_("Only who coaches the team now can write notes about it."))
def can_note_team(person: Person, team: Team) -> bool:
    return is_coach(person, team)


@rule(_("Only who wrote this note can change it."))
def can_edit_coach_note(person: Person, coach_note: CoachNote) -> bool:
    return coach_note.by_id == person.pk and (coach_note.shared or coach_note.is_of(person))


@rule(_("Only who wrote this can take it back."))
def can_take_back(person: Person, what_worked: WhatWorked) -> bool:
    return what_worked.by_id == person.pk


def seen_coach_notes(person: Person, team: Team) -> QuerySet[CoachNote]:
    """One's own, and what a coach shares with the team one works in (L2)."""
    rows = CoachNote.objects.filter(team=team).select_related("by")
    seen = Q(by=person) & (Q(shared=True) | written_by(person))
    if can_work_in(person, team):
        seen |= Q(shared=True)
    return rows.filter(seen)
