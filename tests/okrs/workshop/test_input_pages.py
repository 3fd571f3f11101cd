"""What people write in a definition workshop: ideas, clusters, wordings."""

from typing import Any
from uuid import uuid4

import pytest

from core.tenancy import tenant
from okrs.key_results.actions import key_result_save
from okrs.models import Cluster, Idea, KeyResult, Objective, Workshop
from okrs.sets.actions import objective_save, set_open
from okrs.workshop import actions, input_actions
from teams.models import Coaching
from tests.cast import STARTS_ON, Cast, join
from tests.okrs.workshop.workshops import at, idea, running, step_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def team(stage: Cast) -> Cast:
    """The other team: Priya speaks for it and facilitates, Rana is in it, Kaya coaches it."""
    with tenant(stage.organisation):
        join(stage, stage.reader, stage.other_team, "3")
        Coaching.objects.create(team=stage.other_team, coach=stage.coach, since=STARTS_ON)
    return stage


def key_results(stage: Cast) -> list[KeyResult]:
    by = stage.other_member
    objective = objective_save(okr_set=set_open(team=stage.other_team, by=by), by=by, text="Quiet")
    fields = {"kind": "increase", "unit": "calls", "baseline": 10, "target": 50, "title": "Calls"}
    return [key_result_save(objective=objective, by=by, fields=fields)]


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
        actions.step_next(step=step, by=team.other_member)

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
        wording = input_actions.wording_add(
            step=step, text="Quiet roads", key=uuid4(), by=team.reader
        )
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
        wording = input_actions.wording_add(
            step=step, text="Silent roads", key=uuid4(), by=team.reader
        )
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


def step_pk(team: Cast, workshop: Workshop) -> int:
    with tenant(team.organisation):
        return int(step_of(workshop, "problems").pk)
