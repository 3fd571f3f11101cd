"""Bets, to-dos and conversations on screen."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_review, initiative_save
from okrs.models import Initiative, ToDo
from okrs.to_dos.actions import to_do_add, to_do_tick
from tests.cast import Cast
from tests.teams.hours.test_pages import text

HTMX = {"HX-Request": "true", "HX-Target": "trying"}


@pytest.fixture
def bet(stage: Cast) -> Initiative:
    with tenant(stage.organisation):
        return initiative_save(
            team=stage.team,
            by=stage.member,
            title="Videos",
            because="they look first",
            key_results=stage.key_results[:1],
            owner=stage.member,
            review_on=date(2026, 5, 20),
        )


def team(stage: Cast, rest: str = "") -> str:
    return stage.path(f"teams/{stage.team.pk}/{rest}")


def given(stage: Cast, n: int, **fields: Any) -> list[ToDo]:
    with tenant(stage.organisation):
        return [
            to_do_add(
                team=stage.team,
                by=stage.member,
                **{
                    "text": f"Film {i}",
                    "owner": stage.leader_member,
                    "due_on": date(2026, 5, 29),
                    **fields,
                },
            )
            for i in range(n)
        ]


def test_bet_is_reviewed_on_its_page(stage: Cast, sign_in: Any, bet: Initiative) -> None:
    """H1, T1: from My work to the bet's page; a line of what was learned is kept there."""
    client = sign_in(stage.member)
    path = stage.path(f"initiatives/{bet.pk}/")
    assert f'href="{path}#review"' in text(client.get(stage.path("")))

    wrong = client.post(f"{path}review/", {"answer": "maybe", "learned": ""})
    page = text(
        client.post(
            f"{path}review/",
            {"answer": "stop", "learned": "Nobody watches.", "review_on": ""},
            follow=True,
        )
    )

    assert wrong.status_code == 422
    assert "Choose: keep on, done, or stop." in text(wrong)
    assert "“Nothing yet” counts." in text(wrong)
    assert "Nobody watches." in page
    assert "Stop · Emre" in page.replace("</span><span>", " · ")
    assert "#review" not in text(client.get(stage.path("")))
    reader = sign_in(stage.reader)
    assert "Nobody watches." in text(reader.get(path))
    assert "Keep what it showed" not in text(reader.get(path))
    assert reader.post(f"{path}review/", {"answer": "keep", "learned": "x"}).status_code == 403


def test_form_reads_as_a_bet_and_two_writers_meet(
    stage: Cast, sign_in: Any, bet: Initiative
) -> None:
    """H1: the sentence leads the form; who saves second sees what the first one wrote."""
    client, path = sign_in(stage.member), stage.path(f"initiatives/{bet.pk}/edit/")
    sent = {
        "title": "Radio",
        "because": "they listen",
        "key_results": [stage.key_results[0].pk],
        "owner": stage.member.pk,
        "review_on": "2026-06-03",
    }

    page = text(client.get(path))
    second = client.post(path, {**sent, "seen": "older"})

    assert "We believe that “what we try” will move a key result, because our reason." in page
    assert second.status_code == 409
    assert "Videos" in text(second)
    assert 'value="Radio"' in text(second)
    assert client.post(path, sent).status_code == 302
    late = client.post(path, {**sent, "review_on": "2027-06-03"})
    assert "Choose a day from" in text(late)


def test_to_do_is_added_in_one_line_and_the_next_can_follow(
    stage: Cast, sign_in: Any, bet: Initiative
) -> None:
    """H2: Enter adds; the section comes back with the cursor in an empty line."""
    client = sign_in(stage.member)
    sent = {
        "text": "Ask Konya",
        "owner": stage.leader_member.pk,
        "due_on": "2026-06-05",
        "initiative": bet.pk,
    }

    page = text(client.get(team(stage)))
    added = text(client.post(team(stage, "to-dos/add/"), sent, headers=HTMX))
    wrong = client.post(team(stage, "to-dos/add/"), {**sent, "text": " "}, headers=HTMX)
    plain = client.post(team(stage, "to-dos/add/"), {**sent, "text": "Again"})

    assert 'id="quick-text"' in page
    assert "data-focus" not in page.partition('id="trying"')[2].partition("</section>")[0]
    assert added.index("data-focus") < added.index("Ask Konya")
    assert 'value="2026-06-05"' in added
    assert f'<option value="{stage.leader_member.pk}" selected>' in added
    assert f'<option value="{bet.pk}" selected>' in added
    assert wrong.status_code == 422
    assert "Write what is to do." in text(wrong)
    assert plain.headers["Location"] == f"{team(stage)}#trying"
    with tenant(stage.organisation):
        assert list(bet.to_dos.values_list("text", flat=True)) == ["Ask Konya", "Again"]
    assert "quick-text" not in text(sign_in(stage.reader).get(team(stage)))


def test_several_to_dos_are_changed_with_one_button(stage: Cast, sign_in: Any) -> None:
    """H2: by the page's one form; what is not said stays, nonsense says what to do."""
    first, second, third = given(stage, 3)
    client, path = sign_in(stage.member), team(stage, "to-dos/")
    chosen = {"to_dos": [first.pk, second.pk], "shown": "open"}

    page = text(client.post(f"{path}change/", {**chosen, "done": "yes"}, follow=True))
    back = text(client.post(f"{path}change/", {"to_dos": first.pk, "done": "no"}, follow=True))

    assert "2 to-dos changed." in page
    assert "Film 2" in page
    assert "Film 0" not in page
    assert "Film 0" in back
    nonsense = {
        "Choose at least one to-do.": {"done": "yes"},
        "Say what should become of the chosen to-dos.": chosen,
        "Choose among the to-dos on this page.": {"to_dos": ["x"], "done": "yes"},
        "Choose done or not done.": {**chosen, "done": "perhaps"},
        "Choose an initiative of this team.": {**chosen, "initiative": "77"},
        "Choose somebody who is in the team.": {**chosen, "owner": stage.coach.pk},
        "Choose a day within a year.": {**chosen, "due_on": "1999-01-01"},
    }
    for said, sent in nonsense.items():
        answer = client.post(f"{path}change/", sent)
        assert (answer.status_code, said in text(answer)) == (422, True), said
    assert f'value="{third.pk}" checked' in text(
        client.post(f"{path}change/", {"to_dos": third.pk})
    )
    with tenant(stage.organisation):
        assert list(ToDo.objects.open().order_by("id")) == [first, third]


def test_to_dos_beside_hours_warn_the_team_alone(
    stage: Cast, sign_in: Any, django_assert_num_queries: Any
) -> None:
    """H3, R4: a sentence for the team and its coach, no number of done ones, no ranking."""
    given(stage, 1)
    client, path = sign_in(stage.member), team(stage, "to-dos/")
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    given(stage, 7)
    said = "Jurgen Weiss has 8 open to-dos and gives 2 h a week."

    with django_assert_num_queries(len(few)):
        page = text(client.get(path))

    assert said in page
    assert said in text(client.get(team(stage)))
    assert said in text(sign_in(stage.coach).get(path))
    names = [str(p) for p in (stage.waiting_member, stage.representative, stage.member)]
    table = page.partition("<tbody>")[2]
    assert sorted(names, key=table.index) == names
    assert said not in text(sign_in(stage.sponsor).get(team(stage)))
    for who in (stage.sponsor, stage.home_leader, stage.integrator, stage.other_member):
        assert sign_in(who).get(path).status_code == 403


def test_to_do_is_changed_moved_and_taken_off(stage: Cast, sign_in: Any, bet: Initiative) -> None:
    """H2: other words, owner, date and initiative; two writers meet; gone after a second yes."""
    (task,) = given(stage, 1)
    client, path = sign_in(stage.member), stage.path(f"to-dos/{task.pk}/")
    sent = {
        "text": "Cut",
        "owner": stage.member.pk,
        "due_on": "2026-06-01",
        "initiative": bet.pk,
    }

    second = client.post(f"{path}edit/", {**sent, "seen": "older"})
    saved = client.post(f"{path}edit/", sent)

    assert (second.status_code, saved.status_code) == (409, 302)
    assert "Film 0" in text(second)
    with tenant(stage.organisation):
        task.refresh_from_db()
        assert (task.text, task.owner, task.initiative) == ("Cut", stage.member, bet)
    assert "Take this to-do off the list?" in text(client.get(f"{path}remove/"))
    assert "Taken off the list: Cut" in text(client.post(f"{path}remove/", follow=True))
    assert client.get(f"{path}edit/").status_code == 404


def test_conversation_goes_from_question_to_insight(stage: Cast, sign_in: Any) -> None:
    """H6: planned, held, noted; its insight is a step from a learning; only the team reads it."""
    client, path = sign_in(stage.member), team(stage, "research/")
    sent = {
        "text": "A dealer in Manisa",
        "questions": "What do you wait for?",
        "owner": stage.member.pk,
        "due_on": "2026-05-22",
    }

    form = text(client.get(f"{path}add/"))
    wrong = client.post(f"{path}add/", {**sent, "text": ""})
    planned = text(client.post(f"{path}add/", sent, follow=True))
    with tenant(stage.organisation):
        talk = ToDo.objects.get()
    heard = {**sent, "notes": "For parts & for money.", "insight": "Waiting costs more than pay."}
    client.post(stage.path(f"to-dos/{talk.pk}/edit/"), heard)
    client.post(stage.path(f"to-dos/{talk.pk}/tick/"), {"done": "1"})
    held, to_come = text(client.get(f"{path}?shown=done")), text(client.get(path))

    assert "nothing about health" in form
    assert (wrong.status_code, "a role is enough" in text(wrong)) == (422, True)
    assert "Conversation: A dealer in Manisa" in planned
    assert "What do you wait for?" in planned
    assert "For parts &amp; for money." in held
    assert "For parts" not in to_come
    learning = f"{team(stage, 'learnings/')}new/?text=Waiting%20costs%20more%20than%20pay."
    assert learning in to_come
    assert "Waiting costs more than pay.</textarea>" in text(client.get(learning)) or (
        'value="Waiting costs more than pay."' in text(client.get(learning))
    )
    for who in (stage.sponsor, stage.integrator, stage.other_member):
        assert sign_in(who).get(path).status_code == 403
        assert "Waiting costs" not in text(sign_in(who).get(team(stage)))


@pytest.mark.parametrize("rest", ["teams/{team}/research/", "initiatives/{bet}/"])
def test_statements_of_the_work_do_not_grow(
    stage: Cast, sign_in: Any, bet: Initiative, django_assert_num_queries: Any, rest: str
) -> None:
    client, path = sign_in(stage.member), stage.path(rest.format(team=stage.team.pk, bet=bet.pk))

    def grow(n: int) -> None:
        given(stage, n, initiative=bet, kind="research")
        with tenant(stage.organisation):
            for number in range(n):
                initiative_review(
                    initiative=bet, by=stage.member, answer="keep", learned=f"Seen {number}."
                )

    grow(1)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    grow(3)

    with django_assert_num_queries(len(few)):
        assert text(client.get(path)).count("Conversation: Film") == 4


def test_closed_cycle_shows_its_work_and_no_doors(
    stage: Cast, sign_in: Any, bet: Initiative
) -> None:
    """H2: read only; who posts all the same reads why."""
    (task,) = given(stage, 1)
    with tenant(stage.organisation):
        to_do_tick(to_do=task, by=stage.member)
        stage.cycle.phase = "closed"
        stage.cycle.save()
    client = sign_in(stage.member)

    pages = [
        text(client.get(team(stage, rest))) for rest in ("", "to-dos/?shown=done", "research/")
    ]
    again = client.post(team(stage, "to-dos/change/"), {"to_dos": task.pk, "done": "no"})

    assert "Film 0" in pages[1]
    for door in ("quick-text", "Change the chosen ones", "Plan a conversation"):
        assert not any(door in page for page in pages)
    assert again.status_code == 422
    assert "This cycle is closed" in text(again)
