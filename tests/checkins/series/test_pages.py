"""The series of check-ins on its pages: planned, moved, cancelled."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checkins.models import CheckIn
from checkins.series.actions import series_plan
from core.tenancy import tenant
from tests.cast import Cast

ISTANBUL = ZoneInfo("Europe/Istanbul")
TODAY = datetime(2026, 5, 20, 14, 0, tzinfo=ISTANBUL)


@pytest.fixture
def check_in(stage: Cast) -> CheckIn:
    with tenant(stage.organisation):
        return series_plan(
            cycle=stage.cycle, dates=[TODAY], by=stage.integrator, facilitator=stage.facilitator
        )[0]


def test_series_is_proposed_by_get_and_planned_by_post(stage: Cast, sign_in: Any) -> None:
    """K1: the integration team keeps, moves and leaves out; GET changes nothing."""
    client, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/")

    page = client.get(path, {"weekday": 2, "at": "14:00", "slot_minutes": 15})
    assert [countries for _day, countries in page.context["rows"]] == [
        [],
        [],
        [],
        ["TR"],
        [],
        [],
    ]
    assert "public holiday: TR" in page.text

    answer = client.post(path, series_data(page, leave_out=[0, 3], moved={1: "2026-04-30T15:30"}))

    assert answer.url == stage.path(f"cycles/{stage.cycle.pk}/check-ins/")
    with tenant(stage.organisation):
        starts = [c.starts_at.astimezone(ISTANBUL) for c in CheckIn.objects.all()]
    assert [f"{at:%m-%d %H:%M}" for at in starts] == [
        "04-30 15:30",
        "05-13 14:00",
        "06-10 14:00",
        "06-24 14:00",
    ]


def test_series_with_a_date_outside_the_cycle_keeps_what_was_typed(
    stage: Cast, sign_in: Any
) -> None:
    client, path = sign_in(stage.integrator), stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/")
    page = client.get(path)

    answer = client.post(path, series_data(page, moved={1: "2027-01-01T15:30"}))

    assert (answer.status_code, "2027-01-01T15:30" in answer.text) == (422, True)
    assert "outside the cycle" in answer.text
    with tenant(stage.organisation):
        assert not CheckIn.objects.exists()


def test_integration_team_and_facilitators_plan(stage: Cast, sign_in: Any) -> None:
    """K1: who moderates the check-ins chooses among the dates too; members and coaches do not."""
    path = stage.path(f"cycles/{stage.cycle.pk}/check-ins/plan/")
    people = [stage.integrator, stage.facilitator, stage.member, stage.coach, stage.sponsor]

    assert [sign_in(p).get(path).status_code for p in people] == [200, 200, 403, 403, 403]


def test_check_in_is_moved_in_the_browser(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K12: moved on the organisation's clock; refused outside the cycle."""
    client, path = sign_in(stage.facilitator), stage.path(f"check-ins/{check_in.pk}/edit/")

    refused = client.post(path, {"starts_at": "2027-05-21T15:00"})
    client.post(path, {"starts_at": "2026-05-21T15:00", "place": "Room Gediz"})

    assert refused.status_code == 422
    with tenant(stage.organisation):
        check_in.refresh_from_db()
    assert check_in.starts_at == TODAY + timedelta(hours=25)
    assert check_in.place == "Room Gediz"


def test_check_in_is_cancelled_after_a_question(
    stage: Cast, check_in: CheckIn, sign_in: Any
) -> None:
    """K12: GET asks, POST cancels; the list still shows it."""
    client, path = sign_in(stage.integrator), stage.path(f"check-ins/{check_in.pk}/cancel/")

    assert "Cancel Check-in 1?" in client.get(path).text
    client.post(path)

    page = client.get(stage.path(f"cycles/{stage.cycle.pk}/check-ins/"))
    assert "cancelled" in page.text


def series_data(page: Any, *, leave_out: Any = (), moved: Any = None) -> dict[str, Any]:
    """What the browser sends back of a page with proposed dates."""
    data = {"weekday": 2, "at": "14:00", "slot_minutes": 15, "facilitator": "", "place": ""}
    forms = page.context["days"].forms
    data |= {"form-TOTAL_FORMS": len(forms), "form-INITIAL_FORMS": len(forms)}
    for number, form in enumerate(forms):
        starts_at = form["starts_at"].value().strftime("%Y-%m-%dT%H:%M")
        data[f"form-{number}-starts_at"] = (moved or {}).get(number, starts_at)
        if number not in leave_out:
            data[f"form-{number}-keep"] = "on"
    return data
