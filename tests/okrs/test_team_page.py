"""What the page of a team shows of its OKRs, and in how many queries."""

from datetime import date
from typing import Any

import pytest

from core.tenancy import tenant
from okrs.initiatives.actions import initiative_save
from okrs.measurements.actions import measure
from okrs.models import KeyResult, SetComment, ToDo
from okrs.to_dos.actions import to_do_add
from tests.cast import Cast
from tests.okrs.rows import measured
from themes.models import Cycle

HTMX = {"HTTP_HX_REQUEST": "true"}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def first(stage: Cast) -> KeyResult:
    return stage.key_results[0]


def measure_path(stage: Cast, key_result: KeyResult) -> str:
    return stage.path(f"key-results/{key_result.pk}/measure/")


def test_team_page_shows_where_the_team_stands(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    """K6: pace and confidence beside each other; B3: the strategic focus is linked."""
    with tenant(stage.organisation):
        measure(key_result=first, by=stage.member, value=62, confidence="confident")
    page = text(sign_in(stage.reader).get(stage.path(f"teams/{stage.team.pk}/")))

    for said in (
        "Technicians solve it at once",
        "First-visit resolution",
        "from 62 to 74",
        "Behind, yet confident?",
        "Speaks for the team",
        str(stage.representative),
        str(stage.coach),
        stage.path(f"themes/{stage.theme.pk}/focus/"),
        stage.areas[0].name,
        "asked",
    ):
        assert said in page, said
    assert "Update<" not in page


def test_team_page_lets_members_update_and_readers_not(
    stage: Cast, sign_in: Any, first: KeyResult
) -> None:
    member = text(sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/")))

    assert f'hx-get="{measure_path(stage, first)}"' in member
    assert "Add an idea" in member
    with tenant(stage.organisation):
        Cycle.objects.update(phase="closed")
    closed = text(sign_in(stage.member).get(stage.path(f"teams/{stage.team.pk}/")))
    assert "Update<" not in closed
    assert "Add an idea" not in closed


def test_team_page_without_a_set_says_what_comes_next(stage: Cast, sign_in: Any) -> None:
    page = text(sign_in(stage.other_member).get(stage.path(f"teams/{stage.other_team.pk}/")))

    assert "Your ring is still empty" in page
    assert stage.path(f"teams/{stage.other_team.pk}/okr-set/") in page


def test_queries_of_the_team_page_do_not_grow(
    stage: Cast, sign_in: Any, first: KeyResult, django_assert_max_num_queries: Any
) -> None:
    """Three key results, initiatives and to-dos cost as many queries as one."""
    client, path = sign_in(stage.member), stage.path(f"teams/{stage.team.pk}/")

    def add(n: int) -> None:
        with tenant(stage.organisation):
            for number in range(n):
                kr = KeyResult.objects.create(
                    objective=first.objective,
                    position=10 * n + number,
                    title=f"More {number}",
                    kind="decrease",
                    baseline=9,
                    target=1,
                    owner=stage.member,
                )
                measured(kr, stage.member, "8", "2026-05-11", "unsure")
                measured(kr, stage.member, "7", "2026-05-18", "unsure")
                bet = initiative_save(
                    team=stage.team,
                    by=stage.member,
                    title="Try",
                    because="it helps",
                    key_results=[kr],
                    owner=stage.member,
                )
                to_do_add(
                    team=stage.team,
                    by=stage.member,
                    text="Do",
                    owner=stage.member,
                    due_on=date(2026, 5, 29),
                    initiative=bet,
                )

    def count() -> int:
        with django_assert_max_num_queries(70) as queries:
            client.get(path)
        return len(queries)

    add(1)
    one = count()
    add(3)

    assert count() == one


@pytest.mark.parametrize("rest", ["teams/{team}/okr-set/", "key-results/{kr}/"])
def test_queries_of_set_and_history_do_not_grow(
    stage: Cast, sign_in: Any, first: KeyResult, django_assert_max_num_queries: Any, rest: str
) -> None:
    client = sign_in(stage.member)
    path = stage.path(rest.format(team=stage.team.pk, kr=first.pk))

    def grow(n: int) -> int:
        with tenant(stage.organisation):
            for number in range(n):
                position = 10 * n + number
                KeyResult.objects.create(
                    objective=first.objective,
                    position=position,
                    title=f"More {position}",
                    kind="decrease",
                    baseline=9,
                    target=1,
                    owner=stage.member,
                )
                measured(first, stage.coach, "64", f"2026-05-{position % 19 + 1:02}", "unsure")
                SetComment.objects.create(
                    okr_set=first.objective.okr_set, person=stage.coach, text="Well"
                )
        with django_assert_max_num_queries(60) as queries:
            client.get(path)
        return len(queries)

    assert grow(1) == grow(3)


def test_newcomer_finds_a_short_list(stage: Cast, sign_in: Any, first: KeyResult) -> None:
    """D7: the first day's list for who joined in the last three weeks."""
    path = stage.path(f"teams/{stage.team.pk}/")
    with tenant(stage.organisation):
        stage.team.memberships.filter(person=stage.member).update(joined_on=date(2026, 5, 18))

    assert "New here?" in text(sign_in(stage.member).get(path))
    assert "New here?" not in text(sign_in(stage.representative).get(path))


def test_initiative_and_to_do_on_the_team_page(stage: Cast, sign_in: Any) -> None:
    """H1 and H2: a bet with a to-do; who has none and what has nobody is listed."""
    team, client = stage.path(f"teams/{stage.team.pk}/"), sign_in(stage.member)
    client.post(
        f"{team}initiatives/add/",
        {
            "title": "Two-minute videos",
            "because": "people look first",
            "key_results": [str(stage.key_results[0].pk)],
            "review_on": "2026-06-03",
        },
    )
    with tenant(stage.organisation):
        bet = stage.team.initiatives.get()
    client.post(
        f"{team}to-dos/add/",
        {
            "text": "Film six videos",
            "owner": str(stage.member.pk),
            "due_on": "2026-05-29",
            "initiative": str(bet.pk),
        },
    )
    with tenant(stage.organisation):
        to_do = ToDo.objects.get()
    page = text(client.get(team))

    for said in (
        "We believe that it will move “First-visit resolution”, because people look first.",
        "0 of 1 done",
        "we look again Wed 3 June",
        "Nobody looks after: Two-minute videos.",
        f"Without an open to-do: {stage.waiting_member}, {stage.representative}",
    ):
        assert said in page, said
    ticked = client.post(stage.path(f"to-dos/{to_do.pk}/tick/"), {"done": "1"}, **HTMX)
    assert "checked" in text(ticked)
    back = client.post(stage.path(f"to-dos/{to_do.pk}/tick/"), {})
    assert back.status_code == 302
    with tenant(stage.organisation):
        assert ToDo.objects.get().done_at is None


def test_bad_to_do_and_initiative_say_what_is_missing(stage: Cast, sign_in: Any) -> None:
    team, client = stage.path(f"teams/{stage.team.pk}/"), sign_in(stage.member)

    to_do = client.post(f"{team}to-dos/add/", {"text": "Film", "owner": str(stage.coach.pk)})
    bet = client.post(f"{team}initiatives/add/", {"title": "Videos"})

    assert (to_do.status_code, bet.status_code) == (422, 422)
    assert "Choose somebody who is in the team." in text(to_do)
    assert "Write until when." in text(to_do)
    assert "Choose the key result it should move." in text(bet)
