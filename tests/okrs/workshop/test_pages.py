"""The room of a definition workshop as each person sees it: who may, and what is hidden."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from okrs.models import Cluster, Idea, KeyResult, Objective, Wording, Workshop
from okrs.sets.actions import objective_save, set_open
from okrs.workshop import actions as leading
from okrs.workshop import input_actions as giving
from okrs.workshop.state import key_results_of
from teams.models import Coaching
from tests.cast import STARTS_ON, Cast, Rival, join, make_person
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


def seen(client: Any, stage: Cast, workshop: Workshop) -> str:
    return "".join(client.get(stage.path(path)).content.decode() for path in pages(workshop))


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
        leading.workshop_take(workshop=workshop, by=team.coach)
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
        leading.step_reveal(step=step_of(workshop, "problems"), by=team.other_member)
    shown = client.get(team.path(f"workshops/{workshop.pk}/board/")).content.decode()

    assert without_tokens(hidden) == without_tokens(before)
    assert "Thought of Nuri" not in str(rooms)
    assert shown.count("Thought of Nuri") == 7
    assert "Nuri New" not in shown


def test_facilitator_sees_who_is_done_and_members_do_not(team: Cast, sign_in: Any) -> None:
    """G2: who, not what and not how much."""
    with tenant(team.organisation):
        workshop = running(team)
        giving.step_done(step=step_of(workshop, "problems"), done=True, by=team.reader)
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
        giving.dots_put(step=step, clusters=[roads], by=four.reader)
        for person in (four.administrator, four.home_leader):
            giving.dots_put(step=step, clusters=[roads], by=person)
    client = sign_in(getattr(four, who))
    one = seen(client, four, workshop)
    with tenant(four.organisation):
        giving.dots_put(step=step, clusters=[parts, roads], by=four.reader)
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
        giving.confidence_say(step=step, by=four.reader, answers={calls: "doubtful"})
        for person in (four.administrator, four.home_leader):
            giving.confidence_say(step=step, by=person, answers={calls: "unsure"})
    client = sign_in(four.other_member)
    one = seen(client, four, workshop)
    with tenant(four.organisation):
        giving.confidence_say(step=step, by=four.reader, answers={calls: "confident"})
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


def test_line_is_added_with_and_without_scripts(team: Cast, sign_in: Any) -> None:
    """G1: POST → redirect; by htmx the board asks anew; the same key counts once."""
    with tenant(team.organisation):
        workshop = running(team)
        step = step_of(workshop, "problems")
    client, add = sign_in(team.reader), team.path(f"workshop-steps/{step.pk}/lines/")
    line = {"text": "No route", "key": str(uuid4())}

    plain = client.post(add, {"text": "No parts"})
    by_htmx = [client.post(add, line, headers=HTMX) for _ in range(2)]
    empty = client.post(add, {"text": " "})
    long = client.post(add, {"text": "x" * 301}, headers=HTMX)
    strange = client.post(add, {"text": "x", "key": "no key"})

    assert plain.status_code == 302
    assert [(a.status_code, a["HX-Trigger"]) for a in by_htmx] == [
        (204, '{"live:changed": {"part": "board"}}')
    ] * 2
    assert (empty.status_code, "Write one sentence." in empty.content.decode()) == (422, True)
    assert (long.status_code, long["HX-Reswap"]) == (422, "none")
    assert strange.status_code == 422
    with tenant(team.organisation):
        assert list(Idea.objects.values_list("text", flat=True)) == ["No parts", "No route"]


def test_line_of_a_page_that_is_behind_counts_and_brings_nothing(team: Cast, sign_in: Any) -> None:
    """G1: typed while the room moved on: kept for its step, and the page says where the room is."""
    with tenant(team.organisation):
        workshop = running(team)
        step = step_of(workshop, "problems")
    client = sign_in(team.reader)
    shown = client.get(team.path(f"workshops/{workshop.pk}/")).context["shown"]
    with tenant(team.organisation):
        leading.step_next(step=step, by=team.other_member)

    client.post(team.path(f"workshop-steps/{step.pk}/lines/"), {"text": "Late"}, headers=HTMX)
    board = client.get(team.path(f"workshops/{workshop.pk}/board/?shown={shown}"))
    told = client.get(team.path(f"workshops/{workshop.pk}/told/?shown={shown}")).content.decode()

    assert board.status_code == 204
    assert ("The room has moved on: Opportunities." in told, "data-follow" in told) == (True, True)
    with tenant(team.organisation):
        assert Idea.objects.get().kind == "problems"


def test_own_idea_is_taken_out_and_nobody_elses(team: Cast, sign_in: Any) -> None:
    """G2: somebody else's idea is not even there."""
    with tenant(team.organisation):
        workshop = running(team)
        mine, theirs = idea(workshop, team.reader, "Mine"), idea(workshop, team.other_member, "No")
    client = sign_in(team.reader)
    path = team.path(f"workshop-steps/{step_pk(team, workshop)}/take-out/")

    answers = [client.post(path, {"idea": pk}).status_code for pk in (mine.pk, theirs.pk, "x", "")]

    assert answers == [302, 404, 404, 404]
    with tenant(team.organisation):
        assert list(Idea.objects.all()) == [theirs]


def test_two_put_ideas_together_at_once(team: Cast, sign_in: Any) -> None:
    """G1: by select as by drag; the last one has put it; a cluster that is gone is said."""
    with tenant(team.organisation):
        workshop = running(team)
        first, second = (idea(workshop, team.reader, text) for text in ("One", "Two"))
        at(workshop, "cluster", team.other_member)
    add = team.path(f"workshops/{workshop.pk}/clusters/add/")

    sign_in(team.reader).post(add, {"name": "Roads"})
    sign_in(team.coach).post(add, {"name": "Parts"})  # does not facilitate
    sign_in(team.other_member).post(add, {"name": "Parts"})
    with tenant(team.organisation):
        roads, parts = Cluster.objects.all()
    move = [team.path(f"ideas/{row.pk}/move/") for row in (first, second)]
    sign_in(team.reader).post(move[0], {"cluster": roads.pk}, headers=HTMX)
    sign_in(team.other_member).post(move[1], {"cluster": parts.pk})
    shown = sign_in(team.other_member).get(team.path(f"workshops/{workshop.pk}/")).context["shown"]
    board = sign_in(team.other_member).post(
        f"{move[0]}?shown={shown}", {"cluster": parts.pk}, headers=HTMX
    )
    sign_in(team.reader).post(team.path(f"clusters/{roads.pk}/edit/"), {"remove": ""})
    gone = sign_in(team.reader).post(move[0], {"cluster": roads.pk}, headers=HTMX)

    with tenant(team.organisation):
        version = Workshop.objects.get().version - 1  # one cluster was taken apart since
    assert f'data-version="{version}"' in board.content.decode()
    assert [len(ideas) for _cluster, ideas in board.context["columns"]] == [0, 0, 2]
    assert (gone.status_code, "was taken apart" in gone.content.decode()) == (422, True)


def test_wording_is_taken_over_into_the_form_and_back(team: Cast, sign_in: Any) -> None:
    """G1: the form begins with the suggestion, and leads back to the room."""
    with tenant(team.organisation):
        workshop = running(team, "objective")
        step = step_of(workshop, "objective")
        wording = giving.wording_add(step=step, text="Quiet roads", key=uuid4(), by=team.reader)
    client = sign_in(team.reader)
    add = team.path(f"teams/{team.other_team.pk}/objectives/add/?wording={wording.pk}")

    form = client.get(add).context["form"]
    saved = client.post(add, {"text": f"{form['text'].value()} again", "seen": form.fingerprint})

    assert form["text"].value() == "Quiet roads"
    assert saved["Location"] == team.path(f"workshops/{workshop.pk}/")
    with tenant(team.organisation):
        objective = Objective.objects.get(okr_set__team=team.other_team)
        assert objective.text == "Quiet roads again"


def test_two_who_take_over_do_not_overwrite_each_other(team: Cast, sign_in: Any) -> None:
    """G1: what was saved meanwhile is shown (409), though the form began with a suggestion."""
    with tenant(team.organisation):
        key_results(team)
        workshop = running(team, "objective")
        step = step_of(workshop, "objective")
        wording = giving.wording_add(step=step, text="Silent roads", key=uuid4(), by=team.reader)
        objective = Objective.objects.get(okr_set__team=team.other_team)
    edit = team.path(f"objectives/{objective.pk}/edit/?wording={wording.pk}")
    client = sign_in(team.reader)
    form = client.get(edit).context["form"]
    typed = {"text": form["text"].value(), "seen": form.fingerprint}
    sign_in(team.other_member).post(edit, {**typed, "text": "Theirs"})

    second = sign_in(team.reader).post(edit, typed)
    anew = sign_in(team.reader).post(edit, {**typed, "seen": second.context["form"].fingerprint})

    assert (typed["text"], second.status_code, anew.status_code) == ("Silent roads", 409, 302)
    assert "Theirs" in second.content.decode()
    assert "taken over" in client.get(anew["Location"]).content.decode()


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
            giving.dots_put(step=step, clusters=[roads], by=person)
        step = at(workshop, "confidence", four.other_member)
        for person in members:
            giving.confidence_say(step=step, by=person, answers={calls: "confident"})
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


def test_result_asks_the_database_as_often_for_many_ideas_as_for_one(
    team: Cast, sign_in: Any
) -> None:
    with tenant(team.organisation):
        workshop = running(team)
        idea(workshop, team.reader, "First")
        cluster(workshop, "Cluster")
        leading.workshop_end(workshop=workshop, by=team.other_member)
    room, client = team.path(f"workshops/{workshop.pk}/"), sign_in(team.reader)

    def asked() -> list[int]:
        counts = []
        for path in (room, f"{room}markdown/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            counts.append(len(captured))
        return counts

    once = asked()
    with tenant(team.organisation):
        for number in range(3):
            held = cluster(workshop, f"Cluster {number}")
            Idea.objects.bulk_create(
                Idea(workshop=workshop, kind="problems", text=f"Idea {n}", cluster=held)
                for n in range(20)
            )

    assert asked() == once


STEPS = ["problems", "cluster", "vote", "objective", "key_results", "quality", "confidence"]


@pytest.mark.parametrize("kind", STEPS)
def test_room_asks_the_database_as_often_for_many_as_for_one(
    team: Cast, sign_in: Any, kind: str
) -> None:
    """G1: one person and 20, three ideas and 200; for a member and for who facilitates."""
    with tenant(team.organisation):
        key_results(team)
        workshop = running(team)
        idea(workshop, team.reader, "First")
        leading.step_reveal(step=step_of(workshop, "problems"), by=team.other_member)
        cluster(workshop, "Cluster")
        at(workshop, kind, team.other_member)
    once = counted(team, workshop, sign_in)
    with tenant(team.organisation):
        for number in range(18):
            person = make_person(
                team.organisation,
                f"P{number}",
                "Many",
                division=team.divisions["IT"],
                level=team.levels["specialist"],
            )
            join(team, person, team.other_team, "2")
            Idea.objects.bulk_create(
                Idea(workshop=workshop, kind="problems", text=f"Idea {n}", by=person)
                for n in range(11)
            )
            Wording.objects.create(workshop=workshop, kind="objective", text="W", by=person)
            cluster(workshop, f"Cluster {number}")
        key_result_save(
            objective=Objective.objects.get(okr_set__team=team.other_team),
            by=team.other_member,
            fields={"kind": "increase", "baseline": 1, "target": 2, "title": "More"},
        )
        assert len(key_results_of(team.other_team)) == 2

    assert counted(team, workshop, sign_in) == once


def counted(team: Cast, workshop: Workshop, sign_in: Any) -> list[int]:
    counts = []
    for who in (team.reader, team.other_member):
        client = sign_in(who)
        for path in pages(workshop):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(team.path(path)).status_code == 200
            counts.append(len(captured))
    return counts


def step_pk(team: Cast, workshop: Workshop) -> int:
    with tenant(team.organisation):
        return int(step_of(workshop, "problems").pk)


def without_tokens(page: str) -> str:
    """A page without what differs from one loading to the next: tokens against forgery."""
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrf" not in line and "X-CSRFToken" not in line)


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
        leading.workshop_start(workshop=workshop, by=team.coach)
    running_now = "The definition workshop is running" in words(team.reader, written)
    with tenant(team.organisation):
        leading.workshop_end(workshop=workshop, by=team.coach)

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
