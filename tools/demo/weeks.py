"""The weeks of a cycle as they were lived: meetings, measurements, asks, and check-ins."""

from datetime import time

from checkins.impediments.actions import ask_answer, impediment_end, impediment_raise, leader_ask
from checkins.live_check_in.actions import check_in_end, check_in_start, slot_next
from checkins.meetings.actions import meeting_close, meeting_open
from checkins.meetings.round_actions import round_open
from checkins.minutes.actions import minutes_correct
from checkins.models import Ask, CheckIn, Slot
from checkins.preparation.actions import slot_prepare
from checkins.reports.actions import achievement_add, learning_add, progress_add
from checkins.votes.actions import vote_give, vote_open
from checkins.votes.counts import asked_of
from core.days import at_time
from okrs.initiatives.actions import initiative_review
from okrs.measurements.actions import measure
from okrs.models import Confidence, Initiative, KeyResult, ToDo
from okrs.to_dos.actions import to_do_edit, to_do_tick
from orgs.models import Person
from teams.models import Membership, Team
from tools.demo import story
from tools.demo.stage import Stage

VOTED = (2, 3)  # (cycle, number of the check-in) with a hidden vote and corrected minutes
SKIPPED_MEETING = {(1, 2, 5), (2, 1, 4)}  # (cycle, number of the team, week)
IN_WRITING = {(2, 3, 6)}
MOVED = [
    "The next conversations have a date.",
    "Two dealers answered, and one sent photos.",
    "The list is sorted, and the figures of last week are in.",
]


def play(
    stage: Stage,
    number: int,
    told: list[story.TeamStory],
    courses: dict[str, list[story.Point]],
    asks: list[story.AskStory],
) -> None:
    """Week by week until the cycle ends or today comes."""
    for week in range(1, 13):
        if not stage.has_passed(number, week):
            return
        measurements(stage, number, week, courses)
        asks_of(stage, number, week, asks)
        if week % 2 == 0:
            check_in(stage, number, week // 2)
        for team, one in zip(stage.teams[number], told, strict=True):
            _tick(stage, number, week, team, one)
            _heard(stage, number, week, team, one)
            _look(stage, number, week, team, one)
            meeting(stage, number, week, team, one)


def measurements(
    stage: Stage, number: int, week: int, courses: dict[str, list[story.Point]]
) -> None:
    for team in stage.teams[number]:
        rows = KeyResult.objects.filter(objective__okr_set__team=team).select_related("owner")
        for key_result in rows:
            for point in courses.get(key_result.title, []):
                if point.week == week:
                    stage.at(number, week, 1, 15)
                    _measure(key_result, point)


def _measure(key_result: KeyResult, point: story.Point) -> None:
    if key_result.kind == KeyResult.Kind.MILESTONE:
        done = list(key_result.steps.order_by("position")[: int(point.value)])
        measure(
            key_result=key_result,
            by=key_result.owner,
            done_steps=[step.pk for step in done],
            confidence=point.confidence,
            line=point.line,
        )
    else:
        measure(
            key_result=key_result,
            by=key_result.owner,
            value=point.value,
            confidence=point.confidence,
            line=point.line,
        )


def asks_of(stage: Stage, number: int, week: int, asks: list[story.AskStory]) -> None:
    for told in asks:
        team = stage.teams[number][told.team]
        if told.week == week:
            stage.at(number, week, 1 if told.answer else 4, 16)  # what still waits is not late yet
            ask(stage, number, team, told)
        if told.solved_in_week == week:
            stage.at(number, week, 1, 11)
            impediment = team.impediments.get(text=told.text)
            impediment_end(
                impediment=impediment,
                state="resolved",
                by=stage.person(told.by),
                outcome="It is done. Thank you.",
            )


def ask(stage: Stage, number: int, team: Team, told: story.AskStory) -> None:
    by = stage.person(told.by)
    impediment = impediment_raise(
        team=team, text=told.text, by=by, blocks=told.blocks, category=told.category, owner=by
    )
    waiting = leader_ask(impediment=impediment, by=by, leader=stage.person(told.leader))
    if told.answer == Ask.Answer.ACCEPTED:
        promised = stage.at(number, told.week + 2, 4)
        stage.at(number, told.week, 3, 17)
        ask_answer(
            ask=waiting,
            answer=told.answer,
            by=stage.person(told.leader),
            reason=told.words,
            promised_for=promised,
        )


def check_in(stage: Stage, number: int, nth: int) -> None:
    """A moderated check-in: prepared, stepped through on time, closed with its minutes."""
    row = CheckIn.objects.get(cycle=stage.cycles[number], number=nth)
    week = nth * 2
    for slot in row.slots.select_related("team", "presenter"):
        stage.at(number, week, 1, 16)
        if slot.presenter is not None:
            slot_prepare(slot=slot, by=slot.presenter)
    facilitator = stage.person(story.FACILITATOR)
    stage.at(number, week, 2, 14)
    check_in_start(check_in=row, by=facilitator)
    if (number, nth) == VOTED:
        _vote(row, facilitator)
    for team in range(1, len(stage.teams[number])):
        stage.at(number, week, 2, 14, 14 * team)
        slot_next(slot=row.slots.get(state=Slot.State.ON), by=facilitator)
    stage.at(number, week, 2, 14, 43)
    voted = (number, nth) == VOTED
    minutes = check_in_end(check_in=row, by=facilitator, decisions=story.DECISION if voted else "")
    if voted:
        stage.at(number, week, 2, 15, 10)
        minutes_correct(minutes=minutes, typed={"decisions": story.DECISION_MEANT}, by=facilitator)


def _vote(check_in: CheckIn, facilitator: Person) -> None:
    """The first team says how sure it is: all but one of one mind."""
    slot = check_in.slots.select_related("team__cycle").get(state=Slot.State.ON)
    key_results, people = asked_of(slot.team), [m.person for m in _members(slot.team)]
    vote_open(slot=slot, by=facilitator)
    for person in people:
        word = Confidence.DOUBTFUL if person == people[-1] else Confidence.CONFIDENT
        vote_give(slot=slot, answers=dict.fromkeys(key_results, word), by=person)


def meeting(stage: Stage, number: int, week: int, team: Team, told: story.TeamStory) -> None:
    """Friday morning: what moved, was learned and achieved is written down, once in writing."""
    if (number, team.number, week) in SKIPPED_MEETING:
        return
    stage.at(number, week, 4, 9, 30)
    speaker = _speaker(team)
    held = meeting_open(team=team, by=speaker)
    if (number, team.number, week) in IN_WRITING:
        until = at_time(stage.at(number, week, 4, 9, 30), time(18), stage.zone)
        round_open(meeting=held, until=until, by=speaker)
    stage.at(number, week, 4, 9, 45)
    progress_add(team=team, text=MOVED[week % 3], by=_somebody(team, week + 2), meeting=held)
    for at, text in told.learnings:
        if at == week:
            learning_add(team=team, text=text, by=_somebody(team, week), meeting=held)
    for at, text in told.achievements:
        if at == week:
            achievement_add(team=team, text=text, by=_somebody(team, week + 1), meeting=held)
    if held.written is not None:
        return
    stage.at(number, week, 4, 10)
    meeting_close(meeting=held, by=speaker, attended=[m.person for m in _members(team)])


def _tick(stage: Stage, number: int, week: int, team: Team, told: story.TeamStory) -> None:
    stage.at(number, week, 3, 17)
    for bet in told.bets:
        for text, doer, due_week, done in bet.to_dos:
            if done and due_week == week:
                to_do_tick(to_do=ToDo.objects.get(team=team, text=text), by=stage.person(doer))


def _heard(stage: Stage, number: int, week: int, team: Team, told: story.TeamStory) -> None:
    stage.at(number, week, 3, 18)
    for talk in told.talks:
        if talk.notes and talk.week == week:
            row, doer = ToDo.objects.get(team=team, text=talk.whom), stage.person(talk.doer)
            to_do_edit(
                to_do=row,
                by=doer,
                text=row.text,
                owner=doer,
                due_on=row.due_on,
                initiative=None,
                questions=row.questions,
                notes=talk.notes,
                insight=talk.insight,
            )
            to_do_tick(to_do=row, by=doer)


def _look(stage: Stage, number: int, week: int, team: Team, told: story.TeamStory) -> None:
    """On the day they said, or before, a team says what its bet showed."""
    stage.at(number, week, 3, 19)
    for bet in told.bets:
        for at, answer, learned in bet.showed:
            if at == week:
                row = Initiative.objects.get(team=team, title=bet.title)
                by = stage.person(bet.owner)
                initiative_review(initiative=row, by=by, answer=answer, learned=learned)


def _speaker(team: Team) -> Person:
    return next(member.person for member in _members(team) if member.speaks)


def _somebody(team: Team, turn: int) -> Person:
    members = _members(team)
    return members[turn % len(members)].person


def _members(team: Team) -> list[Membership]:
    return list(team.memberships.filter(left_on=None).select_related("person").order_by("id"))
