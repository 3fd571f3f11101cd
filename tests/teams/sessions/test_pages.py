"""Sessions on screen: planned by the integration team, marked by the host, missed ones seen."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from core.tenancy import tenant
from teams.models import Attendance, Session
from teams.sessions.actions import attendance_mark, seat_take, session_plan
from tests.cast import Cast
from tests.teams.hours.test_pages import text


def planned(stage: Cast, kind: str = "okr_101", days: int = 0, seats: int = 12) -> Session:
    with tenant(stage.organisation):
        return session_plan(
            cycle=stage.cycle,
            kind=kind,
            starts_at=timezone.now() + timedelta(days=days),
            host=stage.leader_member,
            by=stage.integrator,
            place="Room 4",
            capacity=seats,
        )


def listing(stage: Cast) -> str:
    return stage.path(f"cycles/{stage.cycle.pk}/sessions/")


def test_integration_team_plans_and_changes_a_session(stage: Cast, sign_in: Any) -> None:
    """F1: date, host, seats, place, material."""
    client = sign_in(stage.integrator)
    sent = {
        "kind": "okr_101",
        "starts_at": "2026-05-25T10:00",
        "host": stage.leader_member.pk,
        "place": "Room 4",
        "capacity": "12",
        "material": "https://lodos.example/okr",
    }

    done = client.post(f"{listing(stage)}new/", sent, follow=True)
    page = text(done)

    for said in ("OKR 101", "Mon 25 May, 10:00", "Jurgen Weiss", "Room 4"):
        assert said in page
    with tenant(stage.organisation):
        session = Session.objects.get()
    client.post(stage.path(f"sessions/{session.pk}/edit/"), {**sent, "place": "Room 5"})
    assert "Room 5" in text(client.get(listing(stage)))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"capacity": "0"}, "greater than or equal to 1"),
        ({"host": ""}, "required"),
        ({"starts_at": "soon"}, "valid date"),
        ({"material": "javascript:alert(1)"}, "valid URL"),
        ({"kind": "party"}, "valid choice"),
    ],
)
def test_wrong_session_keeps_what_was_typed(
    stage: Cast, sign_in: Any, wrong: dict[str, str], said: str
) -> None:
    sent = {
        "kind": "okr_101",
        "starts_at": "2026-05-25T10:00",
        "host": stage.leader_member.pk,
        "place": "Kept place",
        "capacity": "12",
        **wrong,
    }

    response = sign_in(stage.integrator).post(f"{listing(stage)}new/", sent)

    assert response.status_code == 422
    assert said in text(response)
    assert "Kept place" in text(response)
    with tenant(stage.organisation):
        assert not Session.objects.exists()


def test_host_marks_who_was_there(stage: Cast, sign_in: Any) -> None:
    """F1: the host ticks the members of the cycle."""
    session = planned(stage)
    client = sign_in(stage.leader_member)
    path = stage.path(f"sessions/{session.pk}/")

    form = text(client.get(path))
    assert form.count('type="checkbox"') == 5  # the members of both teams
    client.post(f"{path}attendance/", {"people": [stage.member.pk, stage.other_member.pk]})

    with tenant(stage.organisation):
        there = set(Attendance.objects.values_list("person_id", flat=True))
    assert there == {stage.member.pk, stage.other_member.pk}
    assert text(client.get(path)).count("checked") == 2


def test_strangers_cannot_be_marked(stage: Cast, sign_in: Any) -> None:
    session = planned(stage)

    response = sign_in(stage.integrator).post(
        stage.path(f"sessions/{session.pk}/attendance/"), {"people": [stage.reader.pk]}
    )

    assert response.status_code == 422
    with tenant(stage.organisation):
        assert not Attendance.objects.exists()


@pytest.mark.parametrize("who", ["member", "coach", "reader"])
def test_others_plan_and_mark_nothing(stage: Cast, sign_in: Any, who: str) -> None:
    session = planned(stage)
    client = sign_in(getattr(stage, who))

    detail = text(client.get(stage.path(f"sessions/{session.pk}/")))

    assert "checkbox" not in detail
    assert ("Room 4" in detail) is (who != "reader")
    for path in (f"sessions/{session.pk}/attendance/", f"sessions/{session.pk}/edit/"):
        assert client.post(stage.path(path), {}).status_code == 403
    assert client.get(f"{listing(stage)}new/").status_code == 403


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("coach", ["Capabilities"]),
        ("integrator", ["Capabilities", "Working conditions"]),
        ("member", []),
        ("home_leader", []),
        ("sponsor", []),
    ],
)
def test_who_missed_a_session_is_seen_by_coach_and_integration_team(
    stage: Cast, sign_in: Any, who: str, sees: list[str]
) -> None:
    """F1: a member without both sessions is shown to the coach of the team."""
    session = planned(stage)
    with tenant(stage.organisation):
        attendance_mark(session=session, people=[stage.member], by=stage.integrator)

    response = sign_in(getattr(stage, who)).get(listing(stage))

    assert [str(team) for team, _ in response.context.get("unprepared", [])] == sees
    assert ("Deniz Aydin" in text(response)) is bool(sees)


def test_sessions_take_the_same_statements_for_more(
    stage: Cast, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in(stage.integrator)

    def statements() -> int:
        with django_assert_max_num_queries(100) as found:
            client.get(listing(stage))
        return len(found.captured_queries)

    planned(stage)
    one = statements()
    for kind in ("context", "okr_101"):
        planned(stage, kind)
    assert statements() == one


def test_empty_list_says_what_comes(stage: Cast, sign_in: Any) -> None:
    assert "No session is planned yet" in text(sign_in(stage.reader).get(listing(stage)))


def test_member_takes_a_seat_and_gives_it_back(stage: Cast, sign_in: Any) -> None:
    """F1: somebody says that they come, sees it in their dates, and can change their mind."""
    session = planned(stage, days=2)
    browser = sign_in(stage.member)
    path = stage.path(f"sessions/{session.pk}/")

    assert "Take a seat" in text(browser.get(path))
    assert "You have a seat" in text(browser.post(f"{path}seat/", follow=True))
    assert "Your seat is kept, Room 4" in text(browser.get(stage.path()))
    assert "your seat is kept" in text(browser.get(stage.path(f"teams/{stage.team.pk}/")))
    assert "0 of 12 taken" in text(browser.post(f"{path}seat/back/", follow=True))


def test_full_session_says_what_to_do(stage: Cast, sign_in: Any) -> None:
    """F1: no button that is refused, and a late click is told the same."""
    session = planned(stage, days=2, seats=1)
    with tenant(stage.organisation):
        seat_take(session=session, by=stage.representative)
    browser = sign_in(stage.member)
    path = stage.path(f"sessions/{session.pk}/")

    page = text(browser.get(path))
    assert "All seats are taken" in page
    assert f'action="{path}seat/"' not in page
    assert "Choose another session" in text(browser.post(f"{path}seat/", follow=True))
    with tenant(stage.organisation):
        assert session.seats.count() == 1


def test_strangers_to_the_cycle_take_no_seat(stage: Cast, sign_in: Any) -> None:
    session = planned(stage, days=2)
    browser = sign_in(stage.reader)
    path = stage.path(f"sessions/{session.pk}/")

    assert "Take a seat" not in text(browser.get(path))
    assert browser.post(f"{path}seat/").status_code == 403


def test_host_finds_those_with_a_seat_ticked(
    stage: Cast, sign_in: Any, clock: time_machine.Traveller
) -> None:
    """F1: first who comes; then marking begins with them, and keeps what was marked."""
    session = planned(stage, days=2)
    with tenant(stage.organisation):
        seat_take(session=session, by=stage.member)
        seat_take(session=session, by=stage.coach)
    browser = sign_in(stage.leader_member)
    path = stage.path(f"sessions/{session.pk}/")

    before = text(browser.get(path))
    assert "Who comes" in before
    assert "checkbox" not in before
    early = browser.post(f"{path}attendance/", {"people": [stage.coach.pk]})
    assert "has not begun" in text(early)
    clock.shift(timedelta(days=3))
    assert text(browser.get(path)).count("checked") == 2
    browser.post(f"{path}attendance/", {"people": [stage.coach.pk]})
    assert text(browser.get(path)).count("checked") == 1


def test_wrong_host_of_the_context_is_refused_beside_the_field(stage: Cast, sign_in: Any) -> None:
    """F2: the reason, who can, and what was typed is kept."""
    browser = sign_in(stage.integrator)
    sent = {
        "kind": "context",
        "starts_at": "2026-05-25T10:00",
        "host": stage.coach.pk,
        "place": "Kept place",
        "capacity": "12",
    }

    answer = browser.post(f"{listing(stage)}new/", sent)

    assert answer.status_code == 422
    assert "Choose one of them: Jurgen Weiss." in answer.context["form"].errors["host"][0]
    assert "Kept place" in text(answer)


def test_session_page_links_the_one_page_focus(stage: Cast, sign_in: Any) -> None:
    """F2: with the context, not with OKR 101."""
    browser = sign_in(stage.reader)
    focus = f'href="{stage.path(f"themes/{stage.theme.pk}/focus/print/")}"'

    pages = [
        text(browser.get(stage.path(f"sessions/{planned(stage, kind).pk}/")))
        for kind in ("context", "okr_101")
    ]

    assert [focus in page for page in pages] == [True, False]


@pytest.mark.parametrize(
    ("who", "sees"), [("coach", True), ("integrator", True), ("member", False), ("reader", False)]
)
def test_team_page_shows_coach_who_missed_a_session(
    stage: Cast, sign_in: Any, who: str, sees: bool
) -> None:
    """F1: one click from the coach's *My work*, and not in anybody else's page."""
    browser = sign_in(getattr(stage, who))

    page = text(browser.get(stage.path(f"teams/{stage.team.pk}/")))

    assert ("Who missed one" in page) is sees
    assert ("no date yet" in page) is (who == "member")
