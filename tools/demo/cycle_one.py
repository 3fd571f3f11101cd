"""Cycle 1 of the demo, from the call to the review."""

from datetime import time, timedelta
from decimal import Decimal

from core.days import at_time
from okrs.models import Initiative, KeyResult
from reviews.continuations.actions import continuation_answer
from reviews.outcomes.actions import Said, outcomes_say
from reviews.practices.actions import practice_adopt
from reviews.pulse.actions import pulse_answer, pulse_close, pulse_follow_up_save, pulse_open
from reviews.pulse.items import Item, wordings
from reviews.retrospectives.actions import improvement_add
from reviews.review.actions import proposed_score, reflection_write, review_open, score_give
from reviews.scoring.actions import hidden_of, scores_say, scores_show
from teams.forming.actions import teams_make
from themes.cycles import phases
from tools.demo import steps, story, weeks
from tools.demo.stage import Stage

HALF = Decimal("0.5")
CHECK_IN_DAY, CHECK_IN_AT = 2, time(14)


def first_call(stage: Stage) -> None:
    """Step 3: people put up their hands; one is nominated, one invited, and both say yes."""
    stage.at(1, -5)
    steps.open_call(stage, 1)
    for day, hand in enumerate(story.HANDS_1):
        stage.at(1, -5, 1 + day % 12, 10 + day % 6)
        steps.raise_hand(stage, 1, hand)


def first_teams(stage: Stage) -> None:
    """Step 4: teams are formed from offers; each has a leader."""
    stage.at(1, -2, 1)
    cycle = stage.cycles[1]
    phases.take(cycle, "form", by=stage.integrator)
    teams_make(cycle=cycle, by=stage.integrator)
    steps.place(stage, 1, story.HANDS_1)
    steps.confirm(stage, 1)


def first_hours(stage: Stage) -> None:
    """Step 5: members commit hours, home leaders answer."""
    hands = {stage.person(hand.number).pk: hand for hand in story.HANDS_1}
    for day, membership in enumerate(steps.members(stage, 1)):
        stage.at(1, -1, day % 5, 11)
        steps.agree(stage, membership, hands[membership.person_id])
    steps.choose_speakers(stage, 1, {hand.number for hand in story.HANDS_1 if hand.speaks})


def first_sessions(stage: Stage) -> None:
    """Step 6: OKR 101 and the strategic context."""
    steps.sessions(stage, 1)


def first_okr_sets(stage: Stage) -> None:
    """Step 7: each team defines one OKR set for the next three months."""
    for team, told in zip(stage.teams[1], story.TEAMS_1, strict=True):
        results = [
            {
                "title": r.title,
                "kind": r.kind,
                "unit": r.unit,
                "baseline": r.baseline,
                "target": r.target,
                "horizon": r.horizon,
                "steps": r.steps,
            }
            for r in told.results
        ]
        steps.okr_set(stage, team, told.objective, results)


def first_agreements(stage: Stage) -> None:
    """Step 8: the first team meeting: how we work together, what we try, who does what."""
    steps.agreements(stage, 1)
    steps.bets(stage, 1, story.TEAMS_1)


def first_check_ins(stage: Stage) -> None:
    """Step 11's calendar: a check-in every second Wednesday."""
    steps.series(stage, 1)


def first_weeks(stage: Stage) -> None:
    """Steps 9 to 11, thirteen weeks long."""
    courses = {result.title: result.course for one in story.TEAMS_1 for result in one.results}
    weeks.play(stage, 1, story.TEAMS_1, courses, story.ASKS_1)


def review(stage: Stage) -> None:
    """Steps 12 and 13: learnings, scores, practices, and who goes on."""
    cycle = stage.cycles[1]
    stage.at(1, 12, 3)
    day = stage.starts[1] + timedelta(weeks=12, days=1)
    review_open(
        cycle=cycle,
        by=stage.integrator,
        place="Large hall",
        answers_until=cycle.ends_on,
        starts_at=at_time(day, time(13), stage.zone),
    )
    _continuations(stage)
    _scores_alone(stage)
    stage.at(1, 13, 1, 13)
    _scores(stage)
    _outcomes(stage)
    _reflections(stage)
    _practices(stage)
    _improvements(stage)


def _continuations(stage: Stage) -> None:
    for day, membership in enumerate(steps.members(stage, 1)):
        stage.at(1, 12, 3 + day % 3, 16)
        number = membership.person.employee_number
        answer, why, how = story.ANSWERS_1.get(number, ("as_now", "", ""))
        continuation_answer(
            membership=membership,
            by=membership.person,
            answer=answer,
            why=why,
            how=how,
            hours=steps.decimal(story.OTHER_HOURS_1.get(number)),
        )


def _scores_alone(stage: Stage) -> None:
    """Before the talk each member scores what the data says, a little lower or higher."""
    stage.at(1, 12, 5, 17)
    for at, membership in enumerate(steps.members(stage, 1)):
        off = Decimal(at % 3 - 1) / 10
        scores = {
            row: min(
                max((proposed_score(row, stage.cycles[1].ends_on) or HALF) + off, Decimal(0)),
                Decimal(1),
            )
            for row in hidden_of([membership.team])
        }
        scores_say(team=membership.team, scores=scores, by=membership.person)


def _scores(stage: Stage) -> None:
    for team in stage.teams[1]:
        scores_show(team=team, by=steps.speaker(team))
        for key_result in KeyResult.objects.filter(objective__okr_set__team=team):
            if key_result.kind == KeyResult.Kind.BASELINE:
                continue
            proposed = proposed_score(key_result, stage.cycles[1].ends_on)
            given, reason = story.SCORES_1.get(key_result.title, (proposed or Decimal(0), ""))
            score_give(key_result=key_result, by=steps.speaker(team), given=given, reason=reason)


def _outcomes(stage: Stage) -> None:
    for team in stage.teams[1]:
        results = KeyResult.objects.filter(objective__okr_set__team=team)
        answers: dict[KeyResult | Initiative, Said] = {
            row: Said("change", story.LEARNED_1) if row.kind == "baseline" else Said("continue")
            for row in results
        }
        for bet in team.initiatives.all():
            answers[bet] = Said("continue" if bet.state == Initiative.State.TRYING else "stop")
        outcomes_say(team=team, answers=answers, by=steps.speaker(team))


def _reflections(stage: Stage) -> None:
    teams = {m.person.employee_number: m.team for m in steps.members(stage, 1)}
    for number, (text, audience) in story.REFLECTIONS_1.items():
        reflection_write(team=teams[number], by=stage.person(number), text=text, audience=audience)


def _practices(stage: Stage) -> None:
    for team_index, learning, title, owner, written_in in story.PRACTICES_1:
        team = stage.teams[1][team_index]
        practice_adopt(
            team=team,
            by=steps.speaker(team),
            title=title,
            owner=stage.person(owner),
            written_in=written_in,
            since=stage.starts[1] + timedelta(weeks=12, days=2),
            learning=team.learnings.order_by("id")[learning],
        )


def _improvements(stage: Stage) -> None:
    for at, topic, text in story.IMPROVEMENTS_1:
        team = stage.teams[1][at]
        improvement_add(
            team=team,
            topic=topic,
            text=text,
            owner=steps.speaker(team),
            due_on=stage.starts[2] + timedelta(weeks=3),
        )


def pulse(stage: Stage) -> None:
    """N2 to N8: how it was, without names; closed, shown, and something follows."""
    day = stage.at(1, 12, 4, 10)
    opened = pulse_open(
        cycle=stage.cycles[1], by=stage.integrator, closes_on=day + timedelta(days=6)
    )
    items = [wordings("en")[key] for key in opened.items]
    members = steps.members(stage, 1)
    for place, membership in enumerate(members[: -story.PULSE_SILENT_1]):
        stage.at(1, 12 + place % 2, 4 - 2 * (place % 2), 11)
        scores, comments = _pulse_of(items, place)
        pulse_answer(pulse=opened, by=membership.person, scores=scores, comments=comments)
    stage.at(1, 13, 3, 18)
    pulse_close(pulse=opened)
    for text, owner, days in story.PULSE_FOLLOW_UPS_1:
        pulse_follow_up_save(
            pulse=opened,
            by=stage.person(story.SPONSOR),
            text=text,
            owner=stage.person(owner),
            due_on=day + timedelta(days=days),
        )


def _pulse_of(items: list[Item], place: int) -> tuple[dict[str, int], dict[str, str]]:
    """Answers that differ from member to member and lean to what the story says of an item."""
    scores, comments = {}, {}
    for number, item in enumerate(items):
        if item.scale is None:
            comments[item.key] = story.PULSE_WORDS_1[item.id].get(place, "")
        else:
            lean = story.PULSE_LEAN_1[item.id]
            scores[item.key] = max(item.scale[0], lean - (place + number) % 4 + (place % 3 == 0))
            scores[item.key] = min(item.scale[-1], scores[item.key])
    return scores, comments
