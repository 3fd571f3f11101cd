"""What nobody sees in a definition workshop before it is shown: ideas, votes, who is done."""

from typing import Any

import pytest

from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from okrs.models import KeyResult, Workshop
from okrs.sets.actions import objective_save, set_open
from okrs.workshop import actions, input_actions
from teams.models import Coaching
from tests.cast import STARTS_ON, Cast, join, make_person
from tests.okrs.workshop.workshops import at, cluster, idea, running, step_of


@pytest.fixture
def team(stage: Cast) -> Cast:
    """The other team: Priya speaks for it and facilitates, Rana is in it, Kaya coaches it."""
    with tenant(stage.organisation):
        join(stage, stage.reader, stage.other_team, "3")
        Coaching.objects.create(team=stage.other_team, coach=stage.coach, since=STARTS_ON)
    return stage


@pytest.fixture
def four(team: Cast) -> Cast:
    """With two members more there are enough of them to show counts."""
    with tenant(team.organisation):
        join(team, team.administrator, team.other_team, "3")
        join(team, team.home_leader, team.other_team, "3")
    return team


def pages(workshop: Workshop) -> list[str]:
    """Everything of the room that somebody can load."""
    room = f"workshops/{workshop.pk}/"
    return [room, f"{room}side/", f"{room}board/", f"{room}told/"]


def seen(client: Any, stage: Cast, workshop: Workshop) -> str:
    return "".join(client.get(stage.path(path)).content.decode() for path in pages(workshop))


def key_results(stage: Cast) -> list[KeyResult]:
    by = stage.other_member
    objective = objective_save(okr_set=set_open(team=stage.other_team, by=by), by=by, text="Quiet")
    fields = {"kind": "increase", "unit": "calls", "baseline": 10, "target": 50, "title": "Calls"}
    return [key_result_save(objective=objective, by=by, fields=fields)]


@pytest.mark.parametrize("who", ["other_member", "reader", "coach", "facilitator"])
def test_ideas_are_hidden_until_they_are_shown(team: Cast, sign_in: Any, who: str) -> None:
    """G2: no page and no fragment holds them, nor how many; then all do, without a name."""
    with tenant(team.organisation):
        workshop = running(team)
        newcomer = make_person(
            team.organisation,
            "Nuri",
            "New",
            division=team.divisions["IT"],
            level=team.levels["specialist"],
        )
        join(team, newcomer, team.other_team, "2")
    client = sign_in(getattr(team, who))
    before = seen(client, team, workshop)
    with tenant(team.organisation):
        for number in range(7):
            idea(workshop, newcomer, f"Thought of Nuri {number}")
    hidden = seen(client, team, workshop)
    rooms = [client.get(team.path(path)).context for path in pages(workshop)]

    with tenant(team.organisation):
        actions.step_reveal(step=step_of(workshop, "problems"), by=team.other_member)
    shown = client.get(team.path(f"workshops/{workshop.pk}/board/")).content.decode()

    assert without_tokens(hidden) == without_tokens(before)
    assert "Thought of Nuri" not in str(rooms)
    assert shown.count("Thought of Nuri") == 7
    assert "Nuri New" not in shown


def test_facilitator_sees_who_is_done_and_members_do_not(team: Cast, sign_in: Any) -> None:
    """G2: who, not what and not how much."""
    with tenant(team.organisation):
        workshop = running(team)
        input_actions.step_done(step=step_of(workshop, "problems"), done=True, by=team.reader)
    side = team.path(f"workshops/{workshop.pk}/side/")

    leader, coach, member = (
        sign_in(who).get(side) for who in (team.other_member, team.coach, team.reader)
    )

    assert "1 of 2 are done" in leader.content.decode()
    assert "1 of 2 are done" in coach.content.decode()
    assert (member.context["state"].people, "are done" in member.content.decode()) == ([], False)


@pytest.mark.parametrize("who", ["other_member", "coach", "facilitator"])
def test_votes_are_hidden_until_all_have_voted(four: Cast, sign_in: Any, who: str) -> None:
    """G2: before the reveal a page is the same whatever others chose."""
    with tenant(four.organisation):
        workshop = running(four, "cluster")
        roads, parts = cluster(workshop, "Roads"), cluster(workshop, "Parts")
        step = at(workshop, "vote", four.other_member)
        input_actions.dots_put(step=step, clusters=[roads], by=four.reader)
        for person in (four.administrator, four.home_leader):
            input_actions.dots_put(step=step, clusters=[roads], by=person)
    client = sign_in(getattr(four, who))
    one = seen(client, four, workshop)
    with tenant(four.organisation):
        input_actions.dots_put(step=step, clusters=[parts, roads], by=four.reader)
    two = seen(client, four, workshop)
    chosen = client.get(four.path(pages(workshop)[0])).context["chosen"]

    vote = four.path(f"workshop-steps/{step.pk}/dots/")
    empty = sign_in(four.other_member).post(vote, {}).status_code
    sign_in(four.other_member).post(vote, {"clusters": [roads.pk]})
    board = client.get(four.path(f"workshops/{workshop.pk}/board/")).content.decode()

    assert (without_tokens(one), chosen) == (without_tokens(two), set())
    assert empty == 422
    assert ("4 votes" in board, "1 vote" in board) == (True, True)


def test_confidence_is_hidden_until_all_have_voted(four: Cast, sign_in: Any) -> None:
    """G2, G8: a vote of somebody else changes no page; the last one brings the counts."""
    with tenant(four.organisation):
        (calls,) = key_results(four)
        workshop = running(four, "confidence")
        step = step_of(workshop, "confidence")
        input_actions.confidence_say(step=step, by=four.reader, answers={calls: "doubtful"})
        for person in (four.administrator, four.home_leader):
            input_actions.confidence_say(step=step, by=person, answers={calls: "unsure"})
    client = sign_in(four.other_member)
    one = seen(client, four, workshop)
    with tenant(four.organisation):
        input_actions.confidence_say(step=step, by=four.reader, answers={calls: "confident"})
    two = seen(client, four, workshop)

    say = four.path(f"workshop-steps/{step.pk}/confidence/")
    empty = client.post(say, {})
    client.post(say, {f"kr-{calls.pk}": "unsure"})
    board = client.get(four.path(f"workshops/{workshop.pk}/board/")).content.decode()

    assert without_tokens(one) == without_tokens(two)
    assert (empty.status_code, "Say how sure you are." in empty.content.decode()) == (422, True)
    assert "1 confident" in " ".join(board.split())
    with tenant(four.organisation):
        assert KeyResult.objects.get(pk=calls.pk).first_confidence == "unsure"


def without_tokens(page: str) -> str:
    """A page without what differs from one loading to the next: tokens against forgery."""
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "X-CSRFToken" not in line)
