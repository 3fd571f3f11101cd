"""A team prepares its part of a check-in on one page."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from checkins.models import CheckIn, Slot
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


def slot_of(stage: Cast, team: Any) -> Slot:
    with tenant(stage.organisation):
        return Slot.objects.get(team=team)


def test_representative_prepares_on_one_page(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K2: values, a line for each column, who presents, ready; the facilitator sees 1 of 2."""
    slot, client = slot_of(stage, stage.team), sign_in(stage.representative)
    path = stage.path(f"slots/{slot.pk}/")

    page = client.get(path)
    client.post(path + "notes/", {"kind": "achievement", "text": "Two dealers plan a week"})
    client.post(path + "ready/", {"presenter": stage.member.pk})

    assert page.text.count('class="sheet quick"') == 2
    with tenant(stage.organisation):
        slot.refresh_from_db()
    assert (slot.presenter_id, slot.prepared_by_id) == (stage.member.pk, stage.representative.pk)
    seen = sign_in(stage.facilitator).get(stage.path(f"check-ins/{check_in.pk}/"))
    assert "1 of 2 teams ready" in seen.text


def test_team_prepares_its_own_part_alone(stage: Cast, check_in: CheckIn, sign_in: Any) -> None:
    """K2: another team's member cannot; who moderates can help."""
    path = stage.path(f"slots/{slot_of(stage, stage.team).pk}/")

    assert sign_in(stage.other_member).get(path).status_code == 403
    assert sign_in(stage.facilitator).get(path).status_code == 200
