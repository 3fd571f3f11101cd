"""The home leader's page and the member's page: who sees what, and what a wrong answer says."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from core.tenancy import tenant
from orgs.models import Person
from orgs.people.actions import leader_change
from teams.hours.actions import hours_answer
from teams.models import Commitment, LeaderAnswer
from tests.cast import Cast

REASON = "Until the cooling launch I need Deniz here."
COVERED = "The Friday report waits"
HTMX = {"HTTP_HX_REQUEST": "true"}


def pk_of(stage: Cast, person: Person) -> int:
    with tenant(stage.organisation):
        return int(Commitment.objects.get(membership__person=person).pk)


def state_of(stage: Cast, person: Person) -> tuple[str, Decimal | None]:
    with tenant(stage.organisation):
        row = Commitment.objects.get(membership__person=person)
        return row.state, row.agreed_hours


def answer_path(stage: Cast) -> str:
    return stage.path(f"commitments/{pk_of(stage, stage.waiting_member)}/answer/")


def decline(stage: Cast) -> None:
    with tenant(stage.organisation):
        hours_answer(
            commitment=Commitment.objects.get(membership__person=stage.waiting_member),
            leader=stage.home_leader,
            answer="not_now",
            reason=REASON,
        )


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def test_approvals_show_request_room_and_team(stage: Cast, sign_in: Any) -> None:
    """E2, E3, E6: theme, hours, dates, what stays with the team, and everybody's weeks."""
    with tenant(stage.organisation):
        Commitment.objects.filter(membership__person=stage.waiting_member).update(
            words="I plan the hotline shifts."
        )

    page = text(sign_in(stage.home_leader).get(stage.path("approvals/")))

    for said in (
        "One person wants to give hours",
        "Deniz Aydin offers 5 h a week",
        "Capabilities, Quieter kitchens",
        "until Sun 5 July",
        "asked 6 days ago",
        "I plan the hotline shifts.",
        "35 of 40 hours stay with your team.",
        "information and agreement",
        "Agree to 5 h",
        "Agree with other hours",
        "Not now",
        "3 people, 10 h agreed in 1 theme",
        "+ 5 asked",
        'aria-label="Of 40 hours: 0 agreed, 5 asked, 35 left"',
    ):
        assert said in page, said
    assert "I want it quiet." not in page  # the offer's own text is not the leader's to read


def test_approvals_warn_above_the_limit(stage: Cast, sign_in: Any) -> None:
    """E6: 20 % of the contractual hours over all themes warns before anybody agrees."""
    with tenant(stage.organisation):
        Person.objects.filter(pk=stage.waiting_member.pk).update(weekly_hours=20)

    page = text(sign_in(stage.home_leader).get(stage.path("approvals/")))

    assert "5 h together, 1 h above the limit of 4 h a week" in page
    assert "5, 20 h a week" not in page
    assert "Customer Service, 20 h a week" in page


def test_approvals_of_somebody_who_leads_nobody_say_what_comes(stage: Cast, sign_in: Any) -> None:
    page = text(sign_in(stage.reader).get(stage.path("approvals/")))

    assert "No request is open" in page
    assert "Deniz" not in page
    assert "Your whole team" not in page


def test_approvals_take_the_same_statements_for_more_people(
    stage: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(stage.home_leader)
    client.get(stage.path("approvals/"))

    def statements() -> int:
        with django_assert_max_num_queries(100) as found:
            client.get(stage.path("approvals/"))
        return len(found.captured_queries)

    one = statements()
    with tenant(stage.organisation):
        Commitment.objects.filter(
            membership__person__in=[stage.member, stage.representative]
        ).update(state="asked", leader=stage.home_leader, asked_at="2026-05-14T09:00Z")
    assert statements() == one


@pytest.mark.parametrize(
    ("data", "expected", "said"),
    [
        ({"answer": "agree"}, ("agreed", Decimal(5)), "Deniz Aydin: 5 h a week agreed"),
        (
            {"answer": "other", "hours": "2,5", "reason": REASON, "covered": COVERED},
            ("changed", Decimal("2.5")),
            "Deniz Aydin: 2.5 h a week agreed instead of 5 h",
        ),
        (
            {"answer": "not_now", "reason": REASON, "ask_again_on": "2026-06-12"},
            ("declined", None),
            "Deniz Aydin: 5 h a week: not now",
        ),
    ],
)
def test_answer_on_screen_without_scripts(
    stage: Cast, sign_in: Any, data: dict[str, str], expected: Any, said: str
) -> None:
    """E2: three answers, each one POST away, on screen."""
    client: Client = sign_in(stage.home_leader)

    answered = client.post(answer_path(stage), {"seen": "0", **data})

    assert (answered.status_code, answered["Location"]) == (302, stage.path("approvals/"))
    assert state_of(stage, stage.waiting_member) == expected
    assert said in text(client.get(stage.path("approvals/")))


def test_answer_by_htmx_swaps_the_row_and_the_weeks(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.home_leader)

    page = text(client.post(answer_path(stage), {"answer": "agree", "seen": "0"}, **HTMX))

    row, _, _ = page.partition(">")
    assert row.startswith('<li class="lead saved"')
    assert row.endswith("data-focus")
    assert 'hx-swap-oob="beforeend:#recount"' in page
    assert "Deniz Aydin: 5 h a week agreed" in page
    assert 'id="whole-team" aria-labelledby="all" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_forms_of_answers_open_inside_the_page_or_on_their_own(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.home_leader)

    part = text(client.get(f"{answer_path(stage)}?answer=other", **HTMX))
    whole = text(client.get(f"{answer_path(stage)}?answer=other"))

    assert part.startswith("<form")
    assert "Agree to these hours" in part
    assert "Agree to 5 h a week for Deniz Aydin?" in whole
    assert whole.count('<details class="fold gap-t" open>') == 1
    assert whole.count(" open>") == 1
    assert state_of(stage, stage.waiting_member) == ("asked", None)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"answer": "not_now", "reason": " "}, "Deniz offered time and deserves a reason"),
        ({"answer": "not_now", "reason": "x", "ask_again_on": "2026-05-20"}, "after today"),
        ({"answer": "other", "hours": "41"}, "between a quarter of an hour and 40 hours"),
        ({"answer": "other", "hours": "2.1"}, "Hours go in quarters"),
        ({"answer": "other", "hours": "many"}, "Write a number"),
        ({"answer": "perhaps"}, "Choose one of the three answers."),
    ],
)
def test_wrong_answer_says_what_to_do_and_keeps_what_was_typed(
    stage: Cast, sign_in: Any, data: dict[str, str], said: str
) -> None:
    client = sign_in(stage.home_leader)
    typed = {"seen": "0", "reason": "Kept words", **data}

    plain = client.post(answer_path(stage), typed)
    part = client.post(answer_path(stage), typed, **HTMX)

    assert (plain.status_code, part.status_code) == (422, 422)
    assert said in text(plain)
    form = data["answer"] if data["answer"] != "perhaps" else "agree"
    assert part["HX-Retarget"] == f"#{form}-{pk_of(stage, stage.waiting_member)}"
    assert state_of(stage, stage.waiting_member) == ("asked", None)
    if "reason" not in data and data["answer"] == "other":
        assert "Kept words" in text(plain)


def test_second_answer_is_told_on_screen(stage: Cast, sign_in: Any) -> None:
    """E2: who comes second reads what was decided and when."""
    decline(stage)
    client = sign_in(stage.home_leader)

    plain = client.post(answer_path(stage), {"answer": "agree", "seen": "0"})
    part = client.post(answer_path(stage), {"answer": "agree", "seen": "0"}, **HTMX)

    assert (plain.status_code, part.status_code) == (409, 409)
    sentence = "Already decided by Burak Dogan on Wed 20 May, 12:00: 5 h a week: not now."
    assert sentence in text(plain)
    assert sentence in text(part)
    assert state_of(stage, stage.waiting_member) == ("declined", None)


def test_answer_to_a_changed_request_shows_the_new_one(stage: Cast, sign_in: Any) -> None:
    with tenant(stage.organisation):
        Commitment.objects.filter(membership__person=stage.waiting_member).update(
            hours=8, requests=1
        )
    client = sign_in(stage.home_leader)
    old = {"answer": "not_now", "reason": "Kept words", "seen": "0"}

    plain = client.post(answer_path(stage), old)
    part = client.post(answer_path(stage), old, **HTMX)

    for response in (plain, part):
        assert response.status_code == 409
        assert "has changed the request in the meantime" in text(response)
        assert "Kept words" in text(response)
        assert 'name="seen" value="1"' in text(response)
    assert "offers 8 h a week" in text(part)


@pytest.mark.parametrize("who", ["sponsor", "integrator", "coach", "waiting_member", "member"])
def test_nobody_else_answers(stage: Cast, sign_in: Any, who: str) -> None:
    """E2: only the home leader; others get the sentence that says who can."""
    response = sign_in(getattr(stage, who)).post(
        answer_path(stage), {"answer": "agree", "seen": "0"}
    )

    assert response.status_code == 403
    assert "The home leader of the member decides about these hours." in text(response)
    assert state_of(stage, stage.waiting_member) == ("asked", None)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("waiting_member", True),
        ("home_leader", True),
        ("integrator", True),
        ("coach", False),
        ("member", False),
        ("representative", False),
        ("sponsor", False),
        ("leader_member", False),
        ("facilitator", False),
        ("administrator", False),
        ("other_member", False),
        ("reader", False),
    ],
)
def test_reason_is_read_by_member_leader_and_integration_team(
    stage: Cast, sign_in: Any, who: str, sees: bool
) -> None:
    """E8, R5, W11: the reason for three, who it is for those who work with them, sums for all."""
    decline(stage)
    client = sign_in(getattr(stage, who))

    detail = client.get(stage.path(f"commitments/{pk_of(stage, stage.waiting_member)}/"))
    listed = client.get(stage.path(f"cycles/{stage.cycle.pk}/hours/"))

    assert detail.status_code == (200 if sees else 403)
    assert (REASON in text(detail)) is sees
    near = sees or who in {"coach", "member", "representative", "leader_member"}
    assert ("Deniz Aydin" in text(listed), "declined" in text(listed)) == (near, near)
    assert ("The hours of 1 person wait for an answer." in text(listed)) is not near
    assert REASON not in text(listed)


def test_home_leader_to_come_does_not_read_the_reason_before(stage: Cast, sign_in: Any) -> None:
    """W7, E8: whoever is entered as somebody's leader reads the answer, not why it was given."""
    decline(stage)
    with tenant(stage.organisation):
        leader_change(
            person=stage.waiting_member, leader=stage.administrator, by=stage.administrator
        )
    path = stage.path(f"commitments/{pk_of(stage, stage.waiting_member)}/")

    pages = {
        person: text(sign_in(person).get(path))
        for person in (stage.administrator, stage.home_leader, stage.waiting_member)
    }

    assert {person: REASON in page for person, page in pages.items()} == {
        stage.administrator: False,
        stage.home_leader: True,
        stage.waiting_member: True,
    }
    assert "Burak Dogan" in pages[stage.administrator]


def test_hours_of_a_cycle_show_sums_and_who_waits(stage: Cast, sign_in: Any) -> None:
    """E1, E4: hours and full-time people per team and cycle, and who is not agreed."""
    page = text(sign_in(stage.integrator).get(stage.path(f"cycles/{stage.cycle.pk}/hours/")))

    assert "16 h a week are agreed for 5 people, like 0.4 people full time." in page
    assert '<td class="n" data-l="Agreed">12 h</td>' in page
    assert '<td class="n" data-l="Full time">0.30</td>' in page
    assert page.count("leader informed") == 1


def test_member_commits_on_their_page(stage: Cast, sign_in: Any) -> None:
    """E1: the member says the hours; the leader is asked at once."""
    with tenant(stage.organisation):
        Commitment.objects.filter(membership__person=stage.member).update(
            state="proposed", agreed_hours=None, leader=None
        )
    client = sign_in(stage.member)
    path = stage.path(f"commitments/{pk_of(stage, stage.member)}/")

    asked = text(client.get(path))
    done = client.post(f"{path}commit/", {"hours": "4.5", "words": "Gladly"}, follow=True)

    assert "You give 4 h a week. Is that still right?" in asked
    assert "Burak Dogan will be asked for information and agreement." in asked
    assert "Burak Dogan has been asked." in text(done)
    with tenant(stage.organisation):
        row = Commitment.objects.get(membership__person=stage.member)
        assert (row.state, row.hours, row.words) == ("asked", Decimal("4.5"), "Gladly")


def test_member_says_still_right_on_my_work(stage: Cast, sign_in: Any) -> None:
    """T1: one tap on my work, and the row is gone."""
    with tenant(stage.organisation):
        Commitment.objects.filter(membership__person=stage.member).update(
            state="proposed", agreed_hours=None, leader=None, words="Gladly"
        )
    client = sign_in(stage.member)
    question = "You give 4 h a week. Is that still right?"

    row = client.get(stage.path())
    assert question in text(row)
    assert "Still right" in text(row)

    path = stage.path(f"commitments/{pk_of(stage, stage.member)}/commit/")
    client.post(path, {"hours": "4", "words": "Gladly"})
    assert question not in text(client.get(stage.path()))
    assert state_of(stage, stage.member) == ("asked", None)


def test_other_hours_of_the_leader_are_what_the_member_gives(stage: Cast, sign_in: Any) -> None:
    """E4: after "other hours" the member reads the agreed ones, and can leave it at that."""
    with tenant(stage.organisation):
        hours_answer(
            commitment=Commitment.objects.get(membership__person=stage.waiting_member),
            leader=stage.home_leader,
            answer="other",
            hours=Decimal(3),
            reason=REASON,
        )
    client = sign_in(stage.waiting_member)
    path = stage.path(f"commitments/{pk_of(stage, stage.waiting_member)}/")

    page = text(client.get(path))

    assert "You give 3 h a week" in page
    assert 'name="hours" value="3"' in page
    assert REASON in page
    client.post(f"{path}commit/", {"hours": "3"})
    assert state_of(stage, stage.waiting_member) == ("agreed", Decimal(3))


def test_member_is_warned_before_giving_more_than_the_limit(stage: Cast, sign_in: Any) -> None:
    """E6: above 20 % the member reads the warning first, then may go on."""
    client = sign_in(stage.member)
    path = stage.path(f"commitments/{pk_of(stage, stage.member)}/commit/")

    warned = client.post(path, {"hours": "9", "words": "Gladly"})
    assert warned.status_code == 422
    assert "9 h together, 1 h above the limit of 8 h a week" in text(warned)
    assert "Gladly" in text(warned)
    assert state_of(stage, stage.member) == ("agreed", Decimal(4))

    other = client.post(path, {"hours": "10", "words": "Gladly", "known": "9"})
    assert "2 h above" in text(other)

    client.post(path, {"hours": "10.0", "words": "Gladly", "known": "10"})
    assert state_of(stage, stage.member) == ("asked", Decimal(4))


@pytest.mark.parametrize(
    ("hours", "said"),
    [("0", "a quarter"), ("4.1", "quarters"), ("", "required"), ("x", "Write a number")],
)
def test_member_reads_what_is_wrong_with_the_hours(
    stage: Cast, sign_in: Any, hours: str, said: str
) -> None:
    path = stage.path(f"commitments/{pk_of(stage, stage.member)}/commit/")

    refused = sign_in(stage.member).post(path, {"hours": hours, "words": "Kept words"})

    assert refused.status_code == 422
    assert said in text(refused)
    assert "Kept words" in text(refused)
    assert state_of(stage, stage.member) == ("agreed", Decimal(4))


def test_nobody_commits_for_somebody_else(stage: Cast, sign_in: Any) -> None:
    path = stage.path(f"commitments/{pk_of(stage, stage.member)}/commit/")

    response = sign_in(stage.representative).post(path, {"hours": "1"})

    assert response.status_code == 403
    assert state_of(stage, stage.member) == ("agreed", Decimal(4))


def test_get_changes_nothing(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.home_leader)
    for path in (answer_path(stage), f"{answer_path(stage)}?answer=not_now"):
        client.get(path)
        client.head(path)

    assert state_of(stage, stage.waiting_member) == ("asked", None)
    with tenant(stage.organisation):
        assert not LeaderAnswer.objects.exists()
