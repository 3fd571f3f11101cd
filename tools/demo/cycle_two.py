"""Cycle 2 of the demo up to today, and the call for cycle 3."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

from core.days import at_time
from okrs.key_results.actions import key_result_save
from okrs.models import KeyResult
from reviews.health_checks.actions import health_act, health_open, health_vote
from reviews.health_checks.models import DIMENSIONS
from reviews.next_cycle.actions import members_carry, next_cycle_plan, team_carry
from reviews.review.actions import cycle_close
from teams.forming.actions import teams_make
from teams.hours.actions import hours_commit
from teams.members.actions import member_join, member_leave
from teams.models import Offer, Session, Team
from teams.offers.actions import person_name
from teams.sessions.actions import session_plan
from themes.cycles import phases
from tools.demo import steps, story, weeks, workshop
from tools.demo.stage import Stage

CHECK_IN_DAY, CHECK_IN_AT = 2, time(14)


def second_call(stage: Stage) -> None:
    """In week 9 the next call opens, while teams still work."""
    stage.at(1, 9)
    stage.cycles[2] = next_cycle_plan(
        cycle=stage.cycles[1], by=stage.integrator, starts_on=stage.starts[2]
    )
    steps.open_call(stage, 2)
    for day, hand in enumerate(story.HANDS_2):
        stage.at(1, 9, 1 + day % 4, 15)
        steps.raise_hand(stage, 2, hand)


def second_teams(stage: Stage) -> None:
    """Step 14: those who go on are carried, newcomers join, teams are confirmed anew."""
    stage.at(1, 13, 2)
    members_carry(cycle=stage.cycles[1], by=stage.integrator)
    cycle = stage.cycles[2]
    cycle.refresh_from_db()
    phases.take(cycle, "form", by=stage.integrator)
    steps.place(stage, 2, story.HANDS_2)
    steps.confirm(stage, 2)
    stage.at(1, 13, 4, 17)
    cycle_close(cycle=stage.cycles[1], by=stage.integrator, note="All said and written.")
    stage.cycles[1].refresh_from_db()


def second_hours(stage: Stage) -> None:
    """Hours are asked anew; one leader has not answered yet, and one member asks for more."""
    hands = {stage.person(hand.number).pk: hand for hand in [*story.HANDS_1, *story.HANDS_2]}
    for membership in steps.members(stage, 2):
        hand = hands[membership.person_id]
        if hand.leader_says:
            stage.at(2, 0, 2, 10)
            other = story.OTHER_HOURS_1.get(hand.number)
            steps.agree(stage, membership, _with_hours(hand, other))
    steps.choose_speakers(stage, 2, {hand.number for hand in story.HANDS_1 if hand.speaks})


def _with_hours(hand: story.Hand, hours: str | None) -> story.Hand:
    return replace(hand, hours=hours) if hours else hand


def second_start(stage: Stage) -> None:
    steps.sessions(stage, 2)
    for team, told in zip(stage.teams[2], stage.case["okr_sets"], strict=True):
        stage.at(2, 1, 0, 9)
        _carry(team, {result["title"] for result in told["key_results"]})
        if team == stage.teams[2][0]:
            workshop.hold(stage, team, told["objective"], told["key_results"])
        else:
            steps.okr_set(stage, team, told["objective"], told["key_results"])
    steps.agreements(stage, 2)
    steps.bets(stage, 2, story.TEAMS_2)
    steps.series(stage, 2)


def _carry(team: Team, titles: set[str]) -> None:
    """Key results that go on join their earlier values to one long series."""
    before = KeyResult.objects.filter(objective__okr_set__team=team.previous, title__in=titles)
    team_carry(team=team, by=steps.speaker(team), key_results=before)


def second_weeks(stage: Stage) -> None:
    weeks.play(stage, 2, story.TEAMS_2, story.COURSES_2, story.ASKS_2)


def second_change(stage: Stage) -> None:
    """After the last check-in a team changes its agreed OKR set, and says why."""
    stage.at(2, 6, 4, 15)
    changed = KeyResult.objects.get(
        title=story.CHANGED_2.title, objective__okr_set__team__cycle=stage.cycles[2]
    )
    key_result_save(
        objective=changed.objective,
        by=steps.speaker(changed.objective.okr_set.team),
        key_result=changed,
        fields={"counter_metric": story.CHANGED_2.counter_metric},
        reason=story.CHANGED_2.reason,
    )


def second_health(stage: Stage) -> None:
    """The first team says how it is: before the cycle's middle, and again a few weeks later."""
    team = stage.teams[2][0]
    for (week, day), colours in story.HEALTH_2.items():
        stage.at(2, week, day, 16)
        check = health_open(team=team, by=steps.speaker(team))
        for at, member in enumerate(team.memberships.filter(left_on=None).select_related("person")):
            answers = {
                name: row[at % len(row)]
                for name, row in zip(DIMENSIONS, colours.split(), strict=True)
            }
            health_vote(
                check=check,
                by=member.person,
                answers={name: story.COLOURS[letter] for name, letter in answers.items()},
            )
    health_act(
        check=check,
        text=story.HEALTH_ACTION_2,
        owner=steps.speaker(team),
        due_on=stage.starts[2] + timedelta(weeks=8),
    )


def second_context(stage: Stage) -> None:
    """Whoever missed the strategic context can still hear it, in week 8."""
    stage.at(2, 6, 3, 8)
    day = stage.starts[2] + timedelta(weeks=7, days=1)
    session_plan(
        cycle=stage.cycles[2],
        kind=Session.Kind.CONTEXT,
        host=stage.person(story.WORKSHOP[1]),
        starts_at=at_time(day, time(13), stage.zone),
        place="Video",
        capacity=12,
        by=stage.integrator,
    )


def third_call(stage: Stage) -> None:
    """The call for cycle 3 is open; some have put up their hand, one is invited, none is placed."""
    stage.at(2, 6, 3)
    stage.cycles[3] = next_cycle_plan(
        cycle=stage.cycles[2], by=stage.integrator, starts_on=stage.starts[3]
    )
    steps.open_call(stage, 3)
    teams_make(cycle=stage.cycles[3], by=stage.integrator)
    for day, hand in enumerate(story.HANDS_3):
        stage.at(2, 6, 3 + day % 3, 12 + day % 3)
        steps.raise_hand(stage, 3, hand)
    invited = stage.person(story.INVITED_3)
    person_name(call=stage.calls[3], person=invited, way=Offer.Way.INVITED, by=stage.integrator)


def comings_and_goings(stage: Stage) -> None:
    """One joins a team mid-cycle, one said yes and waits for a place, one has left."""
    stage.at(2, 6, 1, 10)
    joins = steps.raise_hand(stage, 2, story.NEWCOMER_2)
    steps.raise_hand(stage, 2, story.LATE_2)
    stage.at(2, 6, 4, 9)
    member_join(offer=joins, team=stage.teams[2][story.NEWCOMER_2.area], by=stage.integrator)
    leaver = stage.person(story.LEAVER_2)
    seat = next(m for m in steps.members(stage, 2) if m.person == leaver)
    member_leave(membership=seat, by=leaver)


def waiting_hours(stage: Stage) -> None:
    """Hours that wait for a leader today: a newcomer's, and more than before of a member."""
    hand = next(hand for hand in story.HANDS_2 if not hand.leader_says)
    newcomer = next(m for m in steps.members(stage, 2) if m.person.employee_number == hand.number)
    stage.at(2, 6, 3, 9)
    hours_commit(
        commitment=newcomer.commitment,
        hours=Decimal(hand.hours),
        by=newcomer.person,
        words=hand.motivation,
    )
    more = next(m for m in steps.members(stage, 2) if m.person.employee_number == "E1011")
    stage.at(2, 6, 4, 9)
    hours_commit(
        commitment=more.commitment,
        hours=Decimal(8),
        by=more.person,
        words="The night buses need somebody who knows the dealers.",
    )
