"""The room of a definition workshop as each person sees it: who may, and what is hidden."""

from typing import Any

import pytest

from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from okrs.models import KeyResult, Workshop
from okrs.sets.actions import objective_save, set_open
from okrs.workshop import actions, input_actions
from teams.models import Coaching
from tests.cast import STARTS_ON, Cast, Rival, join
from tests.okrs.workshop.workshops import at, cluster, idea, opened, running, step_of

HTMX = {"HX-Request": "true"}


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


def key_results(stage: Cast) -> list[KeyResult]:
    by = stage.other_member
    objective = objective_save(okr_set=set_open(team=stage.other_team, by=by), by=by, text="Quiet")
    fields = {"kind": "increase", "unit": "calls", "baseline": 10, "target": 50, "title": "Calls"}
    return [key_result_save(objective=objective, by=by, fields=fields)]


def test_room_is_for_the_team_its_coach_and_those_who_moderate(
    team: Cast, rival: Rival, sign_in: Any
) -> None:
    """G1: others of the organisation read who can; outsiders find nothing."""
    with tenant(team.organisation):
        workshop = running(team)
    people = ["other_member", "reader", "coach", "facilitator", "integrator"]

    answers = {}
    for who in [*people, "member", "sponsor"]:
        client = sign_in(getattr(team, who))
        answers[who] = [client.get(team.path(path)).status_code for path in pages(workshop)]
    outside = sign_in(rival.outsider).get(team.path(pages(workshop)[0]))
    refused = sign_in(team.member).get(team.path(pages(workshop)[0]))

    assert answers == {
        **{who: [200] * 4 for who in people},
        "member": [403] * 4,
        "sponsor": [403] * 4,
    }
    assert outside.status_code == 404
    assert "facilitators and integration team can see this" in refused.content.decode()


def test_one_facilitates_and_others_take_over(team: Cast, sign_in: Any) -> None:
    """G1: a member cannot lead, the coach can once they took over."""
    with tenant(team.organisation):
        workshop = running(team)
        step = step_of(workshop, "problems")
    reveal = team.path(f"workshop-steps/{step.pk}/reveal/")
    take = team.path(f"workshops/{workshop.pk}/facilitate/")

    member = [sign_in(team.reader).post(path).status_code for path in (reveal, take)]
    early = sign_in(team.coach).post(reveal).status_code
    sign_in(team.coach).post(take)
    late = sign_in(team.coach).post(reveal).status_code

    assert (member, early, late) == ([403, 403], 403, 302)
    with tenant(team.organisation):
        assert not step_of(workshop, "problems").hides
        assert Workshop.objects.get().facilitator == team.coach


def test_only_members_write_and_vote(team: Cast, sign_in: Any) -> None:
    """G1: coach and facilitator watch and moderate."""
    with tenant(team.organisation):
        workshop = running(team)
        actions.workshop_take(workshop=workshop, by=team.coach)
        step = step_of(workshop, "problems").pk
    paths = [
        f"workshop-steps/{step}/{deed}/"
        for deed in ("lines", "done", "dots", "confidence", "take-out")
    ]

    answers = [
        sign_in(team.coach).post(team.path(path), {"text": "Mine"}).status_code for path in paths
    ]

    assert answers == [403] * 5
    page = sign_in(team.coach).get(team.path(f"workshops/{workshop.pk}/"))
    assert (page.context["form"], "The members write in silence" in page.content.decode()) == (
        None,
        True,
    )


def test_plan_is_changed_before_it_begins(team: Cast, sign_in: Any) -> None:
    """G1: minutes, order and skipping on the page of the plan; a wrong length is said beside it."""
    with tenant(team.organisation):
        workshop = opened(team)
        step = step_of(workshop, "trends").pk
    client = sign_in(team.other_member)

    wrong = client.post(team.path(f"workshop-steps/{step}/time/"), {"minutes": "a lot"})
    client.post(team.path(f"workshop-steps/{step}/time/"), {"minutes": "45"})
    client.post(team.path(f"workshop-steps/{step}/move/"), {"up": ""})
    client.post(team.path(f"workshop-steps/{step}/skip/"), {"skip": ""})
    page = client.get(team.path(f"workshops/{workshop.pk}/")).content.decode()

    assert (wrong.status_code, "Write 1 to 240 minutes." in wrong.content.decode()) == (422, True)
    assert "3 h 45 min" in page
    with tenant(team.organisation):
        assert list(workshop.steps.values_list("kind", "minutes", "state"))[1] == (
            "trends",
            45,
            "skipped",
        )


def test_clock_makes_the_side_new(team: Cast, sign_in: Any) -> None:
    """G1: by htmx the side asks anew; without scripts the page comes."""
    with tenant(team.organisation):
        workshop = running(team)
    client, path = sign_in(team.other_member), team.path(f"workshops/{workshop.pk}/clock/")

    by_htmx = client.post(path, {"do": "pause"}, headers=HTMX)
    side = client.get(team.path(f"workshops/{workshop.pk}/side/")).content.decode()
    plain = client.post(path, {"do": "resume"})

    assert (by_htmx.status_code, by_htmx["HX-Trigger"]) == (
        204,
        '{"live:changed": {"part": "side"}}',
    )
    assert ("Paused" in side, plain.status_code) == (True, 302)


def test_result_stays_readable_and_leads_to_sharing(four: Cast, sign_in: Any) -> None:
    """G1, G8: objective, counts, clusters with votes; in Markdown no character means markup."""
    with tenant(four.organisation):
        (calls,) = key_results(four)
        workshop = running(four)
        written = idea(workshop, four.reader, "No *route*")
        at(workshop, "cluster", four.other_member)
        roads = cluster(workshop, "Roads", written)
        step = at(workshop, "vote", four.other_member)
        members = (four.other_member, four.reader, four.administrator, four.home_leader)
        for person in members:
            input_actions.dots_put(step=step, clusters=[roads], by=person)
        step = at(workshop, "confidence", four.other_member)
        for person in members:
            input_actions.confidence_say(step=step, by=person, answers={calls: "confident"})
    client = sign_in(four.other_member)
    early = client.get(four.path(f"workshops/{workshop.pk}/markdown/")).status_code

    asked = client.get(four.path(f"workshops/{workshop.pk}/end/"))
    client.post(four.path(f"workshops/{workshop.pk}/end/"))
    page = sign_in(four.reader).get(four.path(f"workshops/{workshop.pk}/")).content.decode()
    text = sign_in(four.reader).get(four.path(f"workshops/{workshop.pk}/markdown/"))

    assert (early, "does not open again" in " ".join(asked.content.decode().split())) == (404, True)
    for words in ("Quiet", "4 confident", "Roads", "4 votes", "No *route*", "Share for comment"):
        assert words in " ".join(page.split()), words
    assert "- **Calls**: from 10 to 50 · confident 4, unsure 0, doubtful 0" in text.content.decode()
    assert "  - No \\*route\\*" in text.content.decode()
    assert sign_in(four.member).get(four.path(f"workshops/{workshop.pk}/")).status_code == 403


def test_ways_lead_to_the_room(team: Cast, sign_in: Any) -> None:
    """G1: from the team's page and the set's page, for who may; *My work* leads there too."""
    page, written = (f"teams/{team.other_team.pk}/{rest}" for rest in ("", "okr-set/"))

    def words(who: Any, path: str) -> str:
        return str(sign_in(who).get(team.path(path)).content.decode())

    offered = {
        who: "Open the definition workshop" in words(getattr(team, who), page)
        for who in ("other_member", "reader", "coach", "facilitator", "member", "sponsor")
    }
    sign_in(team.coach).post(team.path(f"teams/{team.other_team.pk}/workshop/open/"))
    with tenant(team.organisation):
        workshop = Workshop.objects.get()
    room = team.path(f"workshops/{workshop.pk}/")
    planned = [room in words(team.reader, path) for path in (page, written)]
    asked = "Go to the workshop" in words(team.other_member, "")
    with tenant(team.organisation):
        actions.workshop_start(workshop=workshop, by=team.coach)
    running_now = "The definition workshop is running" in words(team.reader, written)
    with tenant(team.organisation):
        actions.workshop_end(workshop=workshop, by=team.coach)

    assert offered == {
        "other_member": True,
        "reader": False,
        "coach": True,
        "facilitator": True,
        "member": False,
        "sponsor": False,
    }
    assert (planned, asked, running_now) == ([True, True], True, True)
    assert "What came out of the definition workshop" in words(team.reader, page)
    assert "Write the OKR set" in words(team.other_member, "")
    assert room not in words(team.member, page)


def test_workshop_is_not_opened_for_an_agreed_set(stage: Cast, sign_in: Any) -> None:
    """G1: the button is not there, and an old page that posts reads why."""
    client = sign_in(stage.representative)
    page = client.get(stage.path(f"teams/{stage.team.pk}/")).content.decode()

    answer = client.post(stage.path(f"teams/{stage.team.pk}/workshop/open/"), follow=True)

    assert "Open the definition workshop" not in page
    assert "agreed on its OKR set already" in answer.content.decode()
