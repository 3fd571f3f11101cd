"""What both cycles of the demo have in common: how each step of the method is taken."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from checkins.series.actions import series_plan, series_propose
from core.days import at_time
from okrs.initiatives.actions import initiative_save
from okrs.key_results.actions import key_result_save
from okrs.models import KeyResult, ToDo
from okrs.quality.panel import words_of
from okrs.quality.words import fingerprint
from okrs.sets.actions import (
    objective_save,
    set_agree,
    set_answer,
    set_comment,
    set_open,
    set_share,
)
from okrs.to_dos.actions import to_do_add
from orgs.models import Person
from teams.agreements.actions import agreement_confirm, agreement_save
from teams.calls.actions import call_open
from teams.coaches.actions import coach_assign
from teams.forming.actions import offer_place, teams_confirm
from teams.hours.actions import hours_answer, hours_commit
from teams.members.actions import representative_choose
from teams.models import Membership, Offer, Session, Team
from teams.offers.actions import offer_accept, offer_make, person_name
from teams.sessions.actions import attendance_mark, seat_take, session_plan
from themes.cycles import phases
from tools.demo import story
from tools.demo.stage import Stage

CHECK_IN_DAY, CHECK_IN_AT = 2, time(14)


def open_call(stage: Stage, number: int) -> None:
    cycle = stage.cycles[number]
    skills = "\n".join(area.wanted for area in stage.areas)
    stage.calls[number] = call_open(
        cycle=cycle,
        text=story.CALL,
        hours_from=Decimal(2),
        hours_to=Decimal(6),
        skills=skills,
        deadline=cycle.starts_on - timedelta(days=14),
        by=stage.integrator,
    )
    cycle.refresh_from_db()


def raise_hand(stage: Stage, number: int, hand: story.Hand) -> Offer:
    call, person = stage.calls[number], stage.person(hand.number)
    words: dict[str, Any] = {
        "first_choice": stage.areas[hand.area],
        "second_choice": None if hand.second is None else stage.areas[hand.second],
        "motivation": hand.motivation,
        "contribution": hand.contribution,
        "learning": hand.learning,
        "hours": Decimal(hand.hours),
    }
    if hand.way == Offer.Way.VOLUNTEERED:
        return offer_make(call=call, by=person, **words)
    named = person_name(call=call, person=person, way=hand.way, by=stage.integrator)
    return offer_accept(offer=named, by=person, **words)


def place(stage: Stage, number: int, hands: list[story.Hand]) -> None:
    teams = {team.focus_area_id: team for team in stage.cycles[number].teams.all()}
    for hand in hands:
        offer = Offer.objects.get(call=stage.calls[number], person=stage.person(hand.number))
        if offer.placed_in_id is None:
            team = teams[stage.areas[hand.area].pk]
            offer_place(offer=offer, team=team, seen=None, by=stage.integrator)


def confirm(stage: Stage, number: int) -> None:
    cycle = stage.cycles[number]
    note = "We know it is not perfect; these people want to work together."
    notes = {team.pk: note for team in cycle.teams.all()}
    teams_confirm(cycle=cycle, by=stage.integrator, notes=notes)
    cycle.refresh_from_db()
    stage.teams[number] = list(cycle.teams.order_by("number"))
    for team, coach in zip(stage.teams[number], story.COACHES, strict=True):
        coach_assign(team=team, coach=stage.person(coach), by=stage.integrator, all_the_same=True)


def members(stage: Stage, number: int) -> list[Membership]:
    rows = Membership.objects.filter(team__cycle=stage.cycles[number], left_on=None)
    return list(rows.select_related("person__leader", "team", "commitment").order_by("id"))


def agree(stage: Stage, membership: Membership, hand: story.Hand) -> None:
    commitment = hours_commit(
        commitment=membership.commitment,
        hours=Decimal(hand.hours),
        by=membership.person,
        words=hand.motivation,
    )
    if hand.leader_says and commitment.state == "asked":
        hours = Decimal(hand.leader_hours) if hand.leader_hours else None
        hours_answer(
            commitment=commitment,
            leader=membership.person.leader,
            answer=hand.leader_says,
            hours=hours,
            reason=hand.leader_reason,
        )


def choose_speakers(stage: Stage, number: int, speakers: set[str]) -> None:
    for membership in members(stage, number):
        if membership.person.employee_number in speakers:
            representative_choose(membership=membership, by=stage.integrator)


def sessions(stage: Stage, number: int) -> None:
    everybody = [membership.person for membership in members(stage, number)]
    for weekday, kind, host, missed in (
        (0, Session.Kind.OKR_101, story.COACHES[0], ""),
        (1, Session.Kind.CONTEXT, story.WORKSHOP[1], "E1061"),
    ):
        stage.at(number, -1, 4)
        day = stage.starts[number] + timedelta(weeks=-1, days=weekday)
        session = session_plan(
            cycle=stage.cycles[number],
            kind=kind,
            host=stage.person(host),
            by=stage.integrator,
            starts_at=at_time(day, time(13), stage.zone),
            place="Room Gediz and video",
        )
        for person in everybody:
            seat_take(session=session, by=person)
        stage.at(number, 0, weekday, 15)
        there = [person for person in everybody if person.employee_number != missed]
        attendance_mark(session=session, people=there, by=stage.integrator)


def okr_set(stage: Stage, team: Team, objective: str, results: list[dict[str, Any]]) -> None:
    """Drafted by the one who speaks for the team, shared, commented on, agreed."""
    stage.at(team.cycle.number, 1, 0, 10)
    okr_draft(stage, team, objective, results)
    okr_agree(stage, team)


def okr_draft(stage: Stage, team: Team, objective: str, results: list[dict[str, Any]]) -> None:
    number, voice = team.cycle.number, speaker(team)
    drafted = set_open(team=team, by=voice)
    kept = objective_save(
        okr_set=drafted, by=voice, text=objective, objective=drafted.objectives.first()
    )
    owners = [m.person for m in members(stage, number) if m.team == team]
    for position, result in enumerate(results):
        _key_result(kept, voice, result, owner=owners[position % len(owners)])
    seen = fingerprint(words_of(drafted))
    set_answer(okr_set=drafted, by=voice, enough=True, seen=seen)


def okr_agree(stage: Stage, team: Team) -> None:
    number, voice, drafted = team.cycle.number, speaker(team), team.okr_set
    set_share(okr_set=drafted, by=voice)
    stage.at(number, 1, 1, 16)
    other = next(t for t in stage.teams[number] if t != team)
    set_comment(okr_set=drafted, by=speaker(other), text="We can help you with the first one.")
    stage.at(number, 1, 2, 10)
    set_agree(okr_set=drafted, by=voice)


def speaker(team: Team) -> Person:
    return team.memberships.get(speaks=True, left_on=None).person


def _key_result(objective: Any, by: Person, result: dict[str, Any], *, owner: Person) -> None:
    numbers = ("baseline", "target", "low", "high")
    fields: dict[str, Any] = {name: decimal(result.get(name)) for name in numbers}
    fields |= {"title": result["title"], "kind": result["kind"]}
    fields["horizon"] = result.get("horizon", KeyResult.Horizon.STRETCH)
    fields |= {name: result.get(name, "") for name in ("unit", "source", "counter_metric")}
    weekly = result["title"] in story.EVERY_WEEK_2
    fields["owner"] = by if weekly else owner
    fields["every_weeks"] = 1 if weekly else 2
    before = objective.key_results.filter(title=result["title"]).first()
    steps = [tuple(step) for step in result.get("steps", ())] or None
    key_result_save(objective=objective, by=by, fields=fields, steps=steps, key_result=before)


def decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def agreements(stage: Stage, number: int) -> None:
    for team in stage.teams[number]:
        stage.at(number, 1, 3, 10)
        agreement = team.agreements.first() or agreement_save(
            team=team,
            by=speaker(team),
            weekday=4,
            starts_at=time(9, 30),
            minutes=30,
            purpose="We hear it first from the field.",
            place="Room Gediz and video",
            channel="Our team channel",
            response_time="one working day",
            decisions="When nobody has a reason it would harm us.",
            short_of_time="Say so early. No excuse needed.",
            turn="in_turn",
            moderation="Keeps the time, and writes the notes.",
            celebrate="A cake for every impediment that is cleared.",
        )
        for membership in members(stage, number):
            if membership.team == team:
                agreement_confirm(agreement=agreement, by=membership.person)


def bets(stage: Stage, number: int, told: list[story.TeamStory]) -> None:
    for team, one in zip(stage.teams[number], told, strict=True):
        key_results = list(team.okr_set.objectives.get(position=1).key_results.all())
        for bet in one.bets:
            stage.at(number, 1, 3, 11)
            owner = stage.person(bet.owner)
            initiative = initiative_save(
                team=team,
                by=owner,
                title=bet.title,
                because=bet.because,
                owner=owner,
                key_results=[key_results[bet.moves - 1]],
                review_on=stage.starts[number] + timedelta(weeks=6, days=3),
            )
            for text, doer, week, _done in bet.to_dos:
                to_do_add(
                    team=team,
                    by=owner,
                    text=text,
                    owner=stage.person(doer),
                    initiative=initiative,
                    due_on=_friday(stage, number, week),
                )
        for talk in one.talks:
            asks = stage.person(talk.doer)
            to_do_add(
                team=team,
                by=asks,
                kind=ToDo.Kind.RESEARCH,
                text=talk.whom,
                owner=asks,
                questions=talk.questions,
                due_on=_friday(stage, number, talk.week),
            )


def _friday(stage: Stage, number: int, week: int) -> date:
    return stage.starts[number] + timedelta(weeks=week - 1, days=4)


def series(stage: Stage, number: int) -> None:
    stage.at(number, 1, 3, 12)
    cycle = stage.cycles[number]
    proposed = series_propose(cycle, weekday=CHECK_IN_DAY, at=CHECK_IN_AT)
    series_plan(
        cycle=cycle,
        dates=[one.starts_at for one in proposed],
        by=stage.integrator,
        facilitator=stage.person(story.FACILITATOR),
        place="Large hall and video",
    )
    phases.take(cycle, "run", by=stage.integrator, note="Everybody is on board.")
