"""The working agreement on screen: written by the team, confirmed by every member."""

from datetime import time
from typing import Any

import pytest

from orgs.tenancy import tenant
from teams.actions.agreements import agreement_save
from teams.models import AgreementConfirmation, WorkingAgreement
from tests.cast import Cast
from tests.teams.test_hours_pages import text

SENT = {
    "weekday": "2", "starts_at": "14:30", "minutes": "30", "place": "Room 4",
    "purpose": "Quiet kitchens", "decisions": "by consent", "channel": "#quiet",
    "response_time": "a day",
}  # fmt: skip


def path(stage: Cast, rest: str = "") -> str:
    return stage.path(f"teams/{stage.team.pk}/agreement/{rest}")


def written(stage: Cast, **fields: Any) -> WorkingAgreement:
    with tenant(stage.organisation):
        return agreement_save(
            team=stage.team, by=stage.representative, weekday=2, starts_at=time(14, 30),
            minutes=30, **fields,
        )  # fmt: skip


def confirmations(stage: Cast) -> list[tuple[int, int]]:
    with tenant(stage.organisation):
        return list(AgreementConfirmation.objects.values_list("person_id", "version"))


def test_team_writes_its_agreement(stage: Cast, sign_in: Any) -> None:
    """H4, H5: the slot gives the next meeting, the page shows who has said yes."""
    client = sign_in(stage.member)

    form = text(client.get(path(stage, "edit/")))
    page = text(client.post(path(stage, "edit/"), SENT, follow=True))

    assert "How do we tell each other, and who takes over?" in form
    for said in (
        "The next meeting is on Wed 20 May, 14:30, today.", "Wednesday 14:30, 30 minutes, Room 4",
        "Quiet kitchens", "by consent", "#quiet, answers within a day", "version 1",
    ):  # fmt: skip
        assert said in page, said
    assert page.index("Not confirmed yet") < page.index("Selin Kaya") < page.index(">Confirmed<")
    assert confirmations(stage) == [(stage.member.pk, 1)]


def test_member_confirms_once(stage: Cast, sign_in: Any) -> None:
    """H5: all members confirm."""
    written(stage)
    client = sign_in(stage.member)

    assert "Yes, I want to work like this" in text(client.get(path(stage)))
    page = text(client.post(path(stage, "confirm/"), {"version": "1"}, follow=True))

    assert "Yes, I want to work like this" not in page
    assert (stage.member.pk, 1) in confirmations(stage)


def test_confirming_what_has_changed_shows_the_new_version(stage: Cast, sign_in: Any) -> None:
    written(stage)
    written(stage, place="Room 5")

    response = sign_in(stage.member).post(path(stage, "confirm/"), {"version": "1"})

    assert response.status_code == 409
    assert "read it once more" in text(response)
    assert "Room 5" in text(response)
    assert (stage.member.pk, 2) not in confirmations(stage)


def test_writing_over_somebody_keeps_what_was_typed(stage: Cast, sign_in: Any) -> None:
    written(stage, place="Their room")

    response = sign_in(stage.member).post(
        path(stage, "edit/"), {**SENT, "place": "My room", "seen": "none"}
    )

    assert response.status_code == 409
    assert "Somebody has changed this since" in text(response)
    assert "My room" in text(response)
    with tenant(stage.organisation):
        assert WorkingAgreement.objects.get().place == "Their room"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"minutes": "0"}, "greater than or equal to 5"), ({"weekday": "6"}, "valid choice"),
     ({"starts_at": "25:00"}, "valid time"), ({"minutes": "many"}, "whole number")],
)  # fmt: skip
def test_wrong_agreement_says_what_to_do(
    stage: Cast, sign_in: Any, wrong: dict[str, str], said: str
) -> None:
    response = sign_in(stage.member).post(path(stage, "edit/"), {**SENT, **wrong})

    assert response.status_code == 422
    assert said in text(response)
    assert "Quiet kitchens" in text(response)
    with tenant(stage.organisation):
        assert not WorkingAgreement.objects.exists()


@pytest.mark.parametrize("who", ["integrator", "home_leader", "other_member", "reader"])
def test_others_read_only(stage: Cast, sign_in: Any, who: str) -> None:
    written(stage, place="Room 4")
    client = sign_in(getattr(stage, who))

    page = text(client.get(path(stage)))

    assert "Room 4" in page
    assert "Yes, I want" not in page
    assert client.get(path(stage, "edit/")).status_code == 403
    assert client.post(path(stage, "confirm/"), {"version": "1"}).status_code == 403


def test_coach_writes_but_does_not_confirm(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.coach)

    client.post(path(stage, "edit/"), SENT)

    assert client.post(path(stage, "confirm/"), {"version": "1"}).status_code == 403
    assert confirmations(stage) == []


def test_nothing_to_confirm_is_not_found(stage: Cast, sign_in: Any) -> None:
    client = sign_in(stage.member)

    assert "There is no working agreement yet" in text(client.get(path(stage)))
    assert client.post(path(stage, "confirm/"), {"version": "1"}).status_code == 404
